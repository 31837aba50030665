"""Knowledge gaps on the running product: sessions become a gap, a gap a draft, and publishing the draft closes it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shared.ids import new_id
from shared.testing.waiting import eventually
from tests.e2e.kit import Json, Person, ok, refused, signed_in, straight_answer
from tests.e2e.product import UNLIMITED, Product, running_product

ADDRESS = "/knowledge-gaps"
AT_ONCE = {"RESOLUTIONFLOW_GAPS_DELAY_SECONDS": "0"}
PEOPLE = ("Anna", "the warehouse", "Mr Okafor", "the lab", "our branch", "the night shift")
TELLINGS = (
    "The badge reader at the door of {} stays dark and nobody gets in.",
    "Badge reader beside the door stays dark again, {} cannot come in.",
)


@pytest.fixture(scope="module")
async def own(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> AsyncIterator[Product]:
    """A product that looks for gaps as soon as a session has ended."""
    folder = tmp_path_factory.mktemp("gaps")
    async with running_product(folder, UNLIMITED | AT_ONCE, prepared=prepared) as running:
        yield running


@pytest.fixture
async def engineer(own: Product) -> AsyncIterator[Person]:
    """Works cases."""
    async with signed_in(own.url, "engineer@demo.example") as person:
        yield person


@pytest.fixture
async def lead(own: Product) -> AsyncIterator[Person]:
    """Leads the team."""
    async with signed_in(own.url, "lead@demo.example") as person:
        yield person


async def _worked(person: Person, text: str) -> str:
    """A case that is resolved after a few steps."""
    started = await person.start(text)
    session, step = started["session_id"], started["first_step"]
    for _ in range(3):
        if step is None or step["content"]["type"] == "resolution_suggestion":
            break
        step = (await person.respond(session, step, **straight_answer(step)))["next_step"]
    ok(await person.act(session, "resolve", {"resolution_summary": "Replaced the reader's power supply."}))
    return str(session)


async def _gap(person: Person, gap: str) -> Json:
    found: Json = ok(await person.get(f"{ADDRESS}/{gap}"))
    return found


async def _found(person: Person) -> Json:
    """The gap about badge readers, once it is there."""
    listed: list[Json] = []

    async def is_there() -> bool:
        listed[:] = ok(await person.get(f"{ADDRESS}?kind=uncovered&q=BADGE"))
        return bool(listed) and listed[0]["evidence"]["affected"] >= 5

    await eventually(is_there)
    return listed[0]


async def test_given_sessions_without_a_flow_when_they_end_then_a_gap_is_found_and_a_flow_made_of_them_closes_it(
    own: Product, engineer: Person, lead: Person
) -> None:
    sessions = [await _worked(engineer, TELLINGS[n % 2].format(who)) for n, who in enumerate(PEOPLE)]
    gap = await _found(lead)
    assert (gap["status"], gap["severity"], gap["flow_id"]) == ("open", "low", None)
    assert {"badge", "reader"} <= {word.casefold() for word in gap["title"].split()}
    assert set(gap["example_session_ids"]) <= set(sessions)
    assert not {"Anna", "Okafor"} & {*gap["title"].split(), *gap["keywords"]}

    address = f"{ADDRESS}/{gap['id']}"
    refused(await engineer.post(f"{address}/assign", {"user_id": lead.id}), 403, "role_not_allowed")
    refused(await lead.post(f"{address}/assign", {"user_id": str(new_id())}), 422, "unknown_user")
    assigned = ok(await lead.post(f"{address}/assign", {"user_id": lead.id}))
    assert assigned["assigned_to"] == lead.id
    assert [one["id"] for one in ok(await lead.get(f"{ADDRESS}?assigned_to={lead.id}"))] == [gap["id"]]
    stale = await lead.post(f"{address}/close", {}, headers={"If-Match": '"1"'})
    refused(stale, 412, "changed")

    until = (datetime.now(UTC) + timedelta(seconds=8)).isoformat()
    assert ok(await lead.post(f"{address}/snooze", {"until": until}))["status"] == "snoozed"
    await eventually(lambda: _is(lead, gap["id"], "open"))

    drafted = ok(await lead.post(f"{address}/draft-flow"))
    flow = ok(await lead.get(f"/flows/{drafted['drafted_flow_id']}"))
    assert (flow["status"], flow["origin"]) == ("draft", "ai_generated")
    assert flow["source_session_id"] in sessions
    assert ok(await lead.post(f"{address}/draft-flow"))["drafted_flow_id"] == flow["id"]

    ok(await lead.post(f"/flows/{flow['id']}/publish"))
    await eventually(lambda: _is(lead, gap["id"], "closed"))
    closed = await _gap(lead, gap["id"])
    assert (closed["closed_reason"], closed["closed_by_flow_id"]) == ("flow_published", flow["id"])
    assert ok(await lead.get(ADDRESS)) == []
    assert [one["id"] for one in ok(await lead.get(f"{ADDRESS}?status=closed"))] == [gap["id"]]


async def test_given_another_account_when_it_asks_for_a_gap_then_there_is_none(own: Product, lead: Person) -> None:
    (gap,) = ok(await lead.get(f"{ADDRESS}?status=closed"))
    async with signed_in(own.url, "other@rival.example") as rival:
        refused(await rival.get(f"{ADDRESS}/{gap['id']}"), 404, "unknown_gap")
        assert ok(await rival.get(f"{ADDRESS}?status=closed")) == []
    refused(await lead.post(f"{ADDRESS}/{new_id()}/close", {}), 404, "unknown_gap")


async def _is(person: Person, gap: str, status: str) -> bool:
    return bool((await _gap(person, gap))["status"] == status)
