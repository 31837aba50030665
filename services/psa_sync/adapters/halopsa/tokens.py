"""Signs in at HaloPSA: tokens for client credentials, renewed a minute before they end."""

import hashlib
from urllib.parse import quote, urlencode

from services.psa_sync.adapters.calling import Call, Caller
from services.psa_sync.adapters.kept import Kept
from services.psa_sync.adapters.records import dig, real
from services.psa_sync.adapters.targets import may_have_keys
from services.psa_sync.ports import Credentials, Refused, Unauthorized

EARLY_SECONDS = 60.0
LONGEST_SECONDS = 3600.0
VENDORS = (".halopsa.com", ".haloservicedesk.com", ".haloitsm.com")


class Tokens:
    """Keeps each connection's token in memory; one for all connections of the process."""

    def __init__(self) -> None:
        self._known: Kept[str, str] = Kept()

    async def of(self, caller: Caller, origin: str, credentials: Credentials) -> str:
        """A token that holds for a while. Raises PsaFailed; Unauthorized where the keys are not accepted."""
        key = _key(origin, credentials)
        token = self._known.get(key)
        if token is None:
            token, seconds = await _asked(caller, origin, credentials)
            self._known.put(key, token, seconds - EARLY_SECONDS)
        return token

    def forget(self, origin: str, credentials: Credentials) -> None:
        """The token is not accepted any more."""
        self._known.drop(_key(origin, credentials))


def _key(origin: str, credentials: Credentials) -> str:
    given = credentials.values
    parts = (origin, given.get("client_id", ""), given.get("client_secret", ""))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


async def _asked(caller: Caller, origin: str, credentials: Credentials) -> tuple[str, float]:
    form = _form(credentials)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    url = await _address(caller, origin)
    try:
        value = (await caller.call(Call("POST", url, headers=headers, form=form))).value
    except Refused as error:
        if error.code != "invalid":
            raise
        raise Unauthorized("unauthorized", "The PSA does not accept the keys.") from None
    token, seconds = dig(value, "access_token"), dig(value, "expires_in")
    if not isinstance(token, str) or not token or not token.isascii() or not token.isprintable():
        raise Unauthorized("unauthorized", "The PSA gives no token for the keys.")
    return token, min(real(seconds), LONGEST_SECONDS)


async def _address(caller: Caller, origin: str) -> str:
    """Where tokens are given: at the vendor's, or at the very server that the connection names."""
    try:
        told = (await caller.call(Call("GET", f"{origin}/api/authinfo"))).value
    except Refused as error:
        if error.code != "not_found":
            raise
        told = None
    auth, tenant = dig(told, "auth_url"), dig(told, "tenant_id")
    base = auth.rstrip("/") if isinstance(auth, str) and auth else f"{origin}/auth"
    if not may_have_keys(base, origin, VENDORS):
        raise Refused("foreign_sign_in", "The PSA names a server that is not its vendor's. No keys were sent there.")
    if not isinstance(tenant, str) or not tenant:
        return f"{base}/token"
    return f"{base}/token?tenant={quote(tenant, safe='', errors='replace')}"


def _form(credentials: Credentials) -> bytes:
    given = credentials.values
    if not given.get("client_id") or not given.get("client_secret"):
        raise Unauthorized("unauthorized", "A key is missing.")
    keys = {"client_id": given["client_id"], "client_secret": given["client_secret"]}
    return urlencode({"grant_type": "client_credentials", **keys, "scope": "all"}, errors="replace").encode()
