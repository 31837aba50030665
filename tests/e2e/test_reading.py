"""Lists, search, and a session as it was."""

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest

from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, newcomer, ok, refused, to_suggestion
from tests.e2e.product import Product

PRINTER = "The label printer in the warehouse shows offline although it pings."
COUNT = 5


@pytest.fixture(scope="module")
async def owner(product: Product, admin: Person, engineer: Person) -> AsyncIterator[Person]:
    """Somebody with a few sessions and no others: about printers, the last one resolved."""
    async with newcomer(product.url, admin, "engineer") as person:
        started = [await person.start(f"{PRINTER} Case {number}.") for number in range(COUNT)]
        ok(await person.act(started[-1]["session_id"], "resolve", {"resolution_summary": "Restarted the port."}))
        yield person


async def listed(person: Person, **query: object) -> list[Json]:
    items: list[Json] = ok(await person.get(SESSIONS, params=query))
    return items


async def test_given_sessions_when_they_are_listed_then_they_come_newest_first(owner: Person) -> None:
    items = await listed(owner)
    assert len(items) == COUNT
    assert [item["created_at"] for item in items] == sorted((item["created_at"] for item in items), reverse=True)


@pytest.mark.parametrize(
    ("sort", "column", "falling"),
    [("newest", "created_at", True), ("oldest", "created_at", False), ("updated", "updated_at", True)],
)
async def test_given_an_order_when_sessions_are_listed_then_they_come_in_it(
    owner: Person, sort: str, column: str, falling: bool
) -> None:
    moments = [item[column] for item in await listed(owner, sort=sort)]
    assert len(moments) == COUNT
    assert moments == sorted(moments, reverse=falling)


@pytest.mark.parametrize("sort", ["newest", "oldest", "updated"])
async def test_given_more_sessions_than_a_page_when_links_are_followed_then_each_comes_once(
    owner: Person, sort: str
) -> None:
    seen: list[str] = []
    address = f"{SESSIONS}?limit=2&sort={sort}"
    while address:
        page = await owner.get(address)
        seen += [item["id"] for item in ok(page)]
        address = page.links["next"]["url"].removeprefix("/api/v1") if "next" in page.links else ""
    assert seen == [item["id"] for item in await listed(owner, sort=sort)]


async def test_given_a_page_when_skip_and_limit_say_so_then_it_is_that_part(owner: Person) -> None:
    everything = await listed(owner)
    assert await listed(owner, skip=1, limit=2) == everything[1:3]


async def test_given_a_filter_when_a_page_has_a_next_one_then_the_filter_is_in_its_address(owner: Person) -> None:
    page = await owner.get(SESSIONS, params={"limit": 1, "status": "active", "q": "Printer"})
    query = parse_qs(urlsplit(page.links["next"]["url"]).query)
    assert (query["status"], query["q"], query["limit"]) == (["active"], ["Printer"], ["1"])


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"status": "resolved"}, 1),
        ({"status": "active"}, COUNT - 1),
        ({"status": "escalated"}, 0),
        ({"domain": "printing"}, COUNT),
        ({"domain": "backup"}, 0),
        ({"tier": "guided"}, COUNT),
        ({"q": "LABEL PRINTER"}, COUNT),
        ({"q": "100% label_printer"}, 0),
        ({"since": "2099-01-01T00:00:00Z"}, 0),
        ({"until": "2099-01-01T00:00:00Z"}, COUNT),
    ],
)
async def test_given_a_filter_when_sessions_are_listed_then_only_what_fits_is_there(
    owner: Person, query: dict[str, str], count: int
) -> None:
    assert len(await listed(owner, **query)) == count


async def test_given_a_list_when_it_is_not_said_otherwise_then_it_is_of_ones_own_sessions(
    owner: Person, engineer: Person
) -> None:
    own = {item["id"] for item in await listed(owner)}
    assert {item["user_id"] for item in await listed(owner)} == {owner.id}
    assert not own & {item["id"] for item in await listed(engineer, limit=200)}
    assert own <= {item["id"] for item in await listed(engineer, mine="false", limit=200)}


async def test_given_a_foreign_cursor_when_it_is_used_then_it_is_refused(owner: Person) -> None:
    refused(await owner.get(SESSIONS, params={"cursor": "bm9uc2Vuc2U"}), 422, "invalid_cursor")


async def test_given_a_worked_session_when_each_revision_is_read_then_the_last_one_is_the_present(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    await to_suggestion(engineer, started)
    ok(await engineer.act(session, "resolve", {"resolution_summary": "Removed the saved password."}))
    present = await engineer.until_case(
        session, lambda case: bool(case["closing_notes"]) and case["analysis_status"] == "completed"
    )
    history = ok(await engineer.get(f"{SESSIONS}/{session}/history"))
    assert [entry["revision"] for entry in history] == list(range(1, present["revision"] + 1))
    assert await engineer.case(session, params={"at_version": present["revision"]}) == present
    was = [await engineer.case(session, params={"at_version": entry["revision"]}) for entry in history]
    assert [case["revision"] for case in was] == [entry["revision"] for entry in history]
    assert was[0]["problem_summary"] is None
    for entry, before, after in zip(history[1:], was, was[1:], strict=False):
        asked = after["step_count"] - before["step_count"]
        assert asked == (entry["type"] == "step_proposed")
    closing = [entry["type"] for entry in history].index("session_resolved")
    assert {case["status"] for case in was[:closing]} == {"active"}
    assert {case["status"] for case in was[closing:]} == {"resolved"}


@pytest.mark.parametrize("revision", [0, 9999])
async def test_given_a_revision_that_never_was_when_it_is_read_then_it_is_refused(
    engineer: Person, revision: int
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    refused(await engineer.get(f"{SESSIONS}/{session}", params={"at_version": revision}), 422)


async def test_given_an_unknown_session_when_its_history_is_read_then_it_is_not_found(engineer: Person) -> None:
    for address in ("", "/history", "/documentation", f"/blobs/{uuid4().hex}"):
        refused(await engineer.get(f"{SESSIONS}/{uuid4()}{address}"), 404)
