"""Speaks with one Autotask zone: signing in, single objects, queries.

The address of a next page, which an answer names, is never called: the keys would go wherever it points. The next page
is asked for by the last id instead.
"""

from collections.abc import Iterator
from typing import Any

from services.psa_sync.adapters.autotask.filters import Filter, above
from services.psa_sync.adapters.autotask.zone import Zone, Zones
from services.psa_sync.adapters.calling import Call, Caller
from services.psa_sync.adapters.errors import list_in, too_many
from services.psa_sync.adapters.records import Record, dig
from services.psa_sync.ports import Credentials, Outbound, Refused, Unauthorized

PAGE_SIZE = 500
MAX_PAGES = 20
KEYS = {"user_name": "username", "secret": "secret", "integration_code": "apiintegrationcode"}


def words(value: Any) -> Iterator[Any]:
    """The messages of an error body."""
    found = dig(value, "errors")
    yield from found[:3] if isinstance(found, list) else ()


class Client:
    """The API of one user. Paths are below `v1.0/`."""

    def __init__(
        self, outbound: Outbound, base_url: str, credentials: Credentials, zones: Zones, seconds: float
    ) -> None:
        self._base_url = base_url
        self._credentials = credentials
        self._zones = zones
        self._caller = Caller(outbound, words, credentials.values.values(), seconds)

    async def zone(self) -> Zone:
        """Where the API is. Raises PsaFailed."""
        return await self._zones.of(self._caller, self._base_url, self._credentials.values.get("user_name", ""))

    async def get(self, path: str) -> Any:
        """What is at a path. Raises PsaFailed."""
        return await self._call("GET", path)

    async def item(self, entity: str, number: int) -> Record:
        """One object. Raises PsaFailed; Refused with `not_found` also where the answer is that there is none."""
        found = dig(await self._call("GET", f"{entity}/{number}"), "item")
        if not isinstance(found, dict):
            raise Refused("not_found", "There is no such thing in the PSA.")
        return found

    async def send(self, method: str, path: str, body: Any = None, *, member: int | None = None) -> Any:
        """Write, in the member's name where one is given; the answer. Raises PsaFailed."""
        return await self._call(method, path, body, writes=True, member=member)

    async def every(self, entity: str, *filters: Filter) -> list[Record]:
        """All objects that meet all filters, by id. Raises PsaFailed, also for more than are read: `too_many`."""
        found, more = await self._read(entity, filters, MAX_PAGES)
        if more:
            raise too_many()
        return found

    async def query(self, entity: str, *filters: Filter, pages: int = MAX_PAGES) -> list[Record]:
        """The first of the objects that meet all filters, by id: at most so many pages. Raises PsaFailed."""
        found, _ = await self._read(entity, filters, pages)
        return found

    async def _read(self, entity: str, filters: tuple[Filter, ...], pages: int) -> tuple[list[Record], bool]:
        """What is on so many pages, and whether there are more."""
        found: list[Record] = []
        for _ in range(pages):
            asked = [*filters, above("id", found[-1]["id"])] if found else list(filters)
            value = await self._call("POST", f"{entity}/query", {"filter": asked, "MaxRecords": PAGE_SIZE})
            page = _after(found, list_in(value, "items"))
            found += page
            if not dig(value, "pageDetails", "nextPageUrl"):
                return found, False
            if not page:
                break
        return found, True

    async def _call(
        self, method: str, path: str, body: Any = None, *, writes: bool = False, member: int | None = None
    ) -> Any:
        headers = _sign_in(self._credentials)
        if member is not None:
            headers["impersonationresourceid"] = str(member)
        url = f"{(await self.zone()).root}/{path}"
        return (await self._caller.call(Call(method, url, headers=headers, body=body, writes=writes))).value


def _after(found: list[Record], page: list[Record]) -> list[Record]:
    """Those of the page that come after what was found, by id."""
    last = found[-1]["id"] if found else 0
    return [one for one in page if isinstance(dig(one, "id"), int) and one["id"] > last]


def _sign_in(credentials: Credentials) -> dict[str, str]:
    given = {header: credentials.values.get(name, "") for name, header in KEYS.items()}
    if not all(value and value.isprintable() for value in given.values()):
        raise Unauthorized("unauthorized", "A key is missing.")
    return given
