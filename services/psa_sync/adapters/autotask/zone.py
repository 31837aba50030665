"""Finds the zone that an Autotask user lives in: keys are sent there and nowhere else."""

from dataclasses import dataclass

from services.psa_sync.adapters.calling import Call, Caller
from services.psa_sync.adapters.kept import Kept
from services.psa_sync.adapters.records import dig
from services.psa_sync.adapters.targets import may_have_keys, origin_of, read_target
from services.psa_sync.ports import Blocked, Refused, Unauthorized

KEPT_SECONDS = 24 * 3600.0
VENDORS = (".autotask.net",)


@dataclass(frozen=True, slots=True)
class Zone:
    """`root` is where the API is, `pages` where people work; both without a slash at the end."""

    root: str
    pages: str | None


class Zones:
    """Remembers users' zones for a day; one for all connections of the process."""

    def __init__(self) -> None:
        self._known: Kept[tuple[str, str], Zone] = Kept()

    async def of(self, caller: Caller, base_url: str, user: str) -> Zone:
        """The user's zone. Raises PsaFailed; Unauthorized for a user whom no zone knows."""
        zone = self._known.get((base_url, user))
        if zone is None:
            zone = await self._asked(caller, base_url, user)
            self._known.put((base_url, user), zone, KEPT_SECONDS)
        return zone

    async def _asked(self, caller: Caller, base_url: str, user: str) -> Zone:
        origin = origin_of(base_url)
        url = f"{origin}/atservicesrest/1.0/zoneInformation"
        value = (await caller.call(Call("GET", url, params={"user": user}))).value
        told = dig(value, "url")
        if not isinstance(told, str) or not told:
            raise Unauthorized("unknown_user", "The PSA does not know the user.")
        if not may_have_keys(told, origin, VENDORS):
            raise Refused("foreign_zone", "The PSA names a server that is not its vendor's. No keys were sent there.")
        pages = dig(value, "webUrl")
        return Zone(f"{told.rstrip('/')}/v1.0", pages.rstrip("/") if _is_page(pages) else None)


def _is_page(url: object) -> bool:
    try:
        return isinstance(url, str) and read_target(url).scheme == "https"
    except Blocked:
        return False
