"""Speaks with one HaloPSA: the token on every request, once more with a new one where it is not accepted."""

from collections.abc import Iterator
from typing import Any

from services.psa_sync.adapters.calling import Call, Caller
from services.psa_sync.adapters.errors import list_in, too_many
from services.psa_sync.adapters.halopsa.tokens import Tokens
from services.psa_sync.adapters.records import Record, dig, rows, whole
from services.psa_sync.adapters.targets import origin_of
from services.psa_sync.ports import Credentials, Outbound, Unauthorized

MOST = 1_000
"""Objects of a list that are asked for at once."""


def words(value: Any) -> Iterator[Any]:
    """The messages of an error body."""
    yield value if isinstance(value, str) else dig(value, "message") or dig(value, "error_description")


class Client:
    """The API of one HaloPSA. Paths are below `api/`."""

    def __init__(
        self, outbound: Outbound, base_url: str, credentials: Credentials, tokens: Tokens, seconds: float
    ) -> None:
        self._base_url = base_url
        self._credentials = credentials
        self._tokens = tokens
        self._caller = Caller(outbound, words, credentials.values.values(), seconds)

    @property
    def origin(self) -> str:
        """Where the server is, without a slash at the end. Raises Refused."""
        return origin_of(self._base_url)

    async def get(self, path: str, **params: Any) -> Any:
        """What is at a path. Raises PsaFailed."""
        return await self._call("GET", path, params)

    async def listed(self, path: str, name: str, **params: Any) -> list[Record]:
        """The objects of a list, which comes bare or under a name. Raises PsaFailed."""
        value = await self._call("GET", path, params)
        return rows(value) or rows(value, name)

    async def every(self, path: str, name: str, **params: Any) -> list[Record]:
        """All objects of such a list. Raises PsaFailed, also where it has more than are told: `too_many`."""
        value = await self._call("GET", path, {**params, "count": MOST})
        found = list_in(value) if isinstance(value, list) else list_in(value, name)
        if len(found) >= MOST or (whole(dig(value, "record_count")) or 0) > len(found):
            raise too_many()
        return found

    async def post(self, path: str, record: dict[str, Any]) -> Record:
        """Create or change one object; the answer's first. Raises PsaFailed."""
        value = await self._call("POST", path, None, [record], writes=True)
        found: Record = value if isinstance(value, dict) else next(iter(rows(value)), {})
        return found

    async def _call(
        self, method: str, path: str, params: dict[str, Any] | None, body: Any = None, *, writes: bool = False
    ) -> Any:
        try:
            return await self._send(method, path, params, body, writes=writes)
        except Unauthorized:
            self._tokens.forget(self.origin, self._credentials)
        return await self._send(method, path, params, body, writes=writes)

    async def _send(self, method: str, path: str, params: dict[str, Any] | None, body: Any, *, writes: bool) -> Any:
        token = await self._tokens.of(self._caller, self.origin, self._credentials)
        headers = {"authorization": f"Bearer {token}"}
        url = f"{self.origin}/api/{path}"
        call = Call(method, url, headers=headers, params=params, body=body, writes=writes)
        return (await self._caller.call(call)).value
