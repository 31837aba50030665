"""Looks for HaloPSA tickets, page by page; the team is looked at here, as a list cannot be asked for by its name."""

from services.psa_sync.adapters.halopsa.client import Client
from services.psa_sync.adapters.records import Record, dig, number, rows
from services.psa_sync.ports import Refused, TicketSearch

TEXT_CHARS = 200
TEAM_PAGE = 100
TEAM_PAGES = 10


async def search(client: Client, wanted: TicketSearch) -> tuple[list[Record], bool]:
    """The tickets of the page that is wanted, and whether there are more. Raises PsaFailed."""
    asked = _asked(wanted)
    if wanted.board:
        return await _of_team(client, wanted, asked)
    found, more = await _page(client, asked, wanted.page, wanted.page_size)
    return await _with_number(client, wanted, found), more


async def _page(client: Client, asked: dict[str, object], page: int, size: int) -> tuple[list[Record], bool]:
    value = await client.get("tickets", **asked, pageinate="true", page_no=page, page_size=size)
    found, count = rows(value, "tickets"), dig(value, "record_count")
    return found, count > page * size if isinstance(count, int) else len(found) >= size


async def _of_team(client: Client, wanted: TicketSearch, asked: dict[str, object]) -> tuple[list[Record], bool]:
    team, end = (wanted.board or "").casefold(), wanted.page * wanted.page_size
    found: list[Record] = []
    for page in range(1, TEAM_PAGES + 1):
        tickets, more = await _page(client, asked, page, TEAM_PAGE)
        found += [one for one in tickets if str(dig(one, "team") or "").casefold() == team]
        if not more or len(found) > end:
            break
    return found[end - wanted.page_size : end], len(found) > end


def _asked(wanted: TicketSearch) -> dict[str, object]:
    asked: dict[str, object] = {"open_only": "true" if wanted.open_only else "false"}
    asked |= {"order": "lastactiondate", "orderdesc": "true"}
    if text := (wanted.text or "").strip():
        asked["search"] = text[:TEXT_CHARS]
    return asked


async def _with_number(client: Client, wanted: TicketSearch, found: list[Record]) -> list[Record]:
    """The ticket of that number comes first, if there is one."""
    text = (wanted.text or "").strip().removeprefix("Halo").strip().removeprefix("#")
    wanted_number = number(text) if wanted.page == 1 else None
    if wanted_number is None or any(dig(one, "id") == wanted_number for one in found):
        return found
    try:
        one = await client.get(f"tickets/{wanted_number}")
    except Refused:
        return found
    return [one, *found] if dig(one, "id") == wanted_number else found
