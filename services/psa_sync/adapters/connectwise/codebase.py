"""Where a ConnectWise server has its API: the host for programs, and the codebase, which changes with upgrades."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from services.psa_sync.adapters.calling import Call, Caller
from services.psa_sync.adapters.kept import Kept
from services.psa_sync.adapters.records import dig
from services.psa_sync.adapters.targets import origin_of
from services.psa_sync.ports import Refused, Unauthorized

USUAL = "v4_6_release/"
"""Of servers that do not tell."""
KEPT_SECONDS = 24 * 3600.0
_CLOUD = re.compile(r"(?:api-)?((?:sandbox-)?(?:na|eu|au|aus|za)\.myconnectwise\.net|staging\.connectwisedev\.com)")
_CODEBASE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}/?")


@dataclass(frozen=True, slots=True)
class Site:
    """`api` is asked, `pages` is what people open; both without a slash at the end."""

    api: str
    pages: str


def site_of(base_url: str) -> Site:
    """The server behind the address that an admin gave; anything after its host is left out. Raises Refused."""
    origin = origin_of(base_url)
    scheme, _, host = origin.partition("://")
    cloud = _CLOUD.fullmatch(host)
    return Site(f"{scheme}://api-{cloud[1]}", f"{scheme}://{cloud[1]}") if cloud else Site(origin, origin)


class Codebases:
    """Remembers each company's codebase; one for all connections of the process."""

    def __init__(self) -> None:
        self._known: Kept[tuple[str, str], str] = Kept()

    async def of(self, caller: Caller, site: Site, company: str) -> str:
        """The codebase, asked for when it is not known. Raises PsaFailed."""
        known = self._known.get((site.api, company))
        return known or await self.read(caller, site, company)

    async def read(self, caller: Caller, site: Site, company: str) -> str:
        """The codebase as of now. Raises PsaFailed; Unauthorized for a company that the server does not know."""
        url = f"{site.api}/login/companyinfo/{quote(company, safe='', errors='replace')}"
        try:
            value = (await caller.call(Call("GET", url))).value
        except Refused as error:
            if error.code != "not_found":
                raise
            value = {"Codebase": USUAL}
        told = dig(value, "Codebase")
        if not isinstance(told, str) or not _CODEBASE.fullmatch(told):
            raise Unauthorized("unknown_company", "The PSA does not know the company.")
        found = told.removesuffix("/") + "/"
        self._known.put((site.api, company), found, KEPT_SECONDS)
        return found
