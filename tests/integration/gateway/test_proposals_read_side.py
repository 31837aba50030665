"""Proposals and flows' success rates as they are read: each account's own, and the same after a rebuild."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any
from uuid import UUID

import orjson
import pytest

from services.flywheel.analysis.events import FlowOutcomeCounted
from services.flywheel.proposals.events import (
    AddedOption,
    Enhancement,
    ModifiedOption,
    ProposalEvent,
    ProposalForgotten,
    ProposalPublished,
    ProposalReopened,
    PublicationRefused,
    SessionContradicted,
    Source,
)
from services.flywheel.proposals.forgetting import forgetting_stream
from services.flywheel.proposals.placing import proposal_stream
from services.gateway.projections.flow import FlowFilter, get_flow, list_flows
from services.gateway.projections.proposal import Proposal, ProposalFilter, get_proposal, list_proposals
from services.gateway.routes import proposal_models
from services.matching.events import FlowPublished, FlowRevised
from services.ops.events import CaseErased
from shared.database import walled
from shared.envelope import Stream
from shared.ids import new_id
from shared.message import Event
from tests.conftest import Database
from tests.integration.gateway.read_side import ReadSide
from tests.integration.shared.logs import Logs
from tests.unit.diagnosis.examples import LATER, LEAD_ID, NOW
from tests.unit.flywheel.test_proposal import (
    APPROVED,
    DISMISSED,
    FIRST,
    MADE,
    PUBLISHED,
    REJECTED,
    SECOND,
    SUPPORTED,
    UNDONE,
    WITHDRAWN,
)
from tests.unit.matching.examples import content

OTHER = MADE.model_copy(update={"source": Source(session_id=UUID(int=99), outcome=1)})
EVERYTHING = ProposalFilter(None, None, None, None, 0.0, None, 0, 50)
CHANGE = Enhancement(
    diff_description="Adds an answer.",
    new_nodes=({"id": "n", "type": "solution", "title": "T", "attach_after_node_id": "root", "new_option_label": "L"},),
    modified_options=(ModifiedOption(node_id="root", add_option=AddedOption(id="o", label="L", next_node_id="n")),),
)


@pytest.fixture
async def side(database: Database) -> AsyncIterator[ReadSide]:
    async with AsyncExitStack() as stack:
        yield await ReadSide.open(Logs(database, stack))


async def write(side: ReadSide, *events: ProposalEvent) -> UUID:
    """A proposal of the account with these events."""
    id_ = new_id()
    await side.write(Stream("proposal", str(id_), side.account), *events, role="flywheel")
    return id_


async def read(side: ReadSide, id_: UUID, account: UUID | None = None) -> Proposal | None:
    async with walled(await side.logs.pool("gateway"), account or side.account) as connection:
        found = await get_proposal(connection, id_)
    if found is None:
        return None
    proposal_models.Proposal.model_validate(found[0])
    assert found[0]["version"] == found[1]
    return found[0]


async def listed(side: ReadSide, account: UUID | None = None, **changes: Any) -> Sequence[str]:
    async with walled(await side.logs.pool("gateway"), account or side.account) as connection:
        found = await list_proposals(connection, replace(EVERYTHING, **changes))
    for item in found:
        proposal_models.ProposalItem.model_validate(item)
        assert "proposed_flow_data" not in item
    return [item["id"] for item in found]


async def test_given_a_new_flow_when_read_then_it_has_the_fixed_shape(side: ReadSide) -> None:
    against = SessionContradicted(source=FIRST, confidence=0.9, at=LATER)
    found = await read(side, await write(side, MADE, SUPPORTED, against))

    assert found
    assert set(found["proposed_flow_data"]) == {"tree_structure", "match_keywords"}
    assert found["proposed_diff"] is None
    assert (found["status"], found["confidence_score"], found["version"]) == ("pending", 0.9, 3)
    assert found["supporting_session_ids"] == [str(SECOND.session_id)]
    assert found["supporting_session_count"] == 1
    assert found["contradicting_session_ids"] == [str(FIRST.session_id)]
    assert found["source_session_id"] == str(FIRST.session_id)


async def test_given_an_enhancement_when_read_then_the_change_is_told_twice(side: ReadSide) -> None:
    made = MADE.model_copy(update={"proposal_type": "enhancement", "flow": None, "enhancement": CHANGE})
    found = await read(side, await write(side, made))

    assert found
    assert set(found["proposed_flow_data"]) == {"new_nodes", "modified_options"}
    assert set(found["proposed_diff"]) == {"diff_description", "new_nodes", "modified_options"}


@pytest.mark.parametrize(
    ("events", "status", "publication", "error"),
    [
        ([APPROVED], "approved", "pending", None),
        ([APPROVED, PUBLISHED], "approved", "published", None),
        ([APPROVED, PublicationRefused(round=1, code="changed", at=NOW)], "pending", None, "changed"),
        ([APPROVED, PUBLISHED, UNDONE], "approved", "undoing", None),
        ([APPROVED, PUBLISHED, UNDONE, WITHDRAWN], "pending", None, None),
        ([DISMISSED], "dismissed", None, None),
        ([REJECTED], "rejected", None, None),
    ],
)
async def test_given_a_review_when_read_then_it_is_as_it_stands(
    side: ReadSide, events: list[ProposalEvent], status: str, publication: str | None, error: str | None
) -> None:
    found = await read(side, await write(side, MADE, *events))

    assert found
    assert (found["status"], found["publication"], found["publication_error"]) == (status, publication, error)
    assert found["decided_by"] == (None if status == "pending" else str(LEAD_ID))
    assert (found["published_flow_id"] is not None) == any(isinstance(event, ProposalPublished) for event in events) * (
        WITHDRAWN not in events
    )


async def test_given_proposals_when_listed_then_those_that_wait_come_first_and_filters_hold(side: ReadSide) -> None:
    other = MADE.model_copy(update={"problem_domain": None, "confidence": 0.3, "title": "Zebra stripes on a screen"})
    record = MADE.model_copy(update={"proposal_type": "auto_reinforced", "flow": None})
    dismissed = await write(side, MADE, DISMISSED)
    unsure, sure, kept = await write(side, other), await write(side, MADE), await write(side, record)

    assert await listed(side) == [str(sure), str(unsure), str(dismissed)]
    assert await listed(side, status="pending") == [str(sure), str(unsure)]
    assert await listed(side, status="auto_reinforced") == [str(kept)]
    assert await listed(side, domain="printing", status="pending") == [str(sure)]
    assert await listed(side, least_confidence=0.5, status="pending") == [str(sure)]
    assert await listed(side, text="ZEBRA") == [str(unsure)]
    assert await listed(side, skip=1, limit=1) == [str(unsure)]
    assert await listed(side, new_id()) == []
    assert await read(side, sure, new_id()) is None


async def test_given_outcomes_of_a_flow_when_folded_then_the_newest_weighs_a_tenth(side: ReadSide) -> None:
    flow, text = new_id(), dict(content())
    await side.write(Stream("flow", str(flow), side.account), FlowPublished(**text, flow_version=1), role="matching")

    async def count(worked: bool, account: UUID | None = None) -> Proposal:
        outcome: Event = FlowOutcomeCounted(
            session_id=new_id(), outcome=1, flow_id=flow, worked=worked, cause="followed" if worked else "reopened",
            at=LATER,
        )  # fmt: skip
        await side.write(Stream("analysis", str(new_id()), account or side.account), outcome, role="flywheel")
        return await shown()

    async def shown() -> Proposal:
        async with walled(await side.logs.pool("gateway"), side.account) as connection:
            found = await get_flow(connection, flow)
        assert found

        shown_: Proposal = orjson.loads(found[0])
        return shown_

    assert (await shown())["success_rate"] is None
    first = await count(True)
    assert (first["success_rate"], first["last_matched_at"] is not None, first["version"]) == (1.0, True, 1)
    assert (await count(False))["success_rate"] == pytest.approx(0.9)
    assert (await count(True))["success_rate"] == pytest.approx(0.91)
    assert (await count(False, new_id()))["success_rate"] == pytest.approx(0.91)
    revised = text | {"description": "Otherwise."}
    await side.write(Stream("flow", str(flow), side.account), FlowRevised(**revised), role="matching")
    assert (await shown())["success_rate"] == pytest.approx(0.91)


async def test_given_flows_when_listed_then_their_trees_are_not_even_read(side: ReadSide) -> None:
    flow = new_id()
    published = FlowPublished(**dict(content()), flow_version=1)
    await side.write(Stream("flow", str(flow), side.account), published, role="matching")
    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        whole = orjson.loads((await get_flow(connection, flow) or (b"{}", 0))[0])
    await (await side.logs.superuser()).execute("update read.flows set doc = 'a tree of a MiB'")

    async with walled(await side.logs.pool("gateway"), side.account) as connection:
        [item] = await list_flows(connection, FlowFilter(None, None, None, None, None, None, "name", 0, 50))

    assert whole.pop("tree_structure")
    assert item == whole


async def test_given_proposals_when_rebuilt_then_they_read_the_same(side: ReadSide) -> None:
    await write(side, MADE, SUPPORTED)
    await write(side, MADE, APPROVED, PUBLISHED, UNDONE)
    await write(side, MADE, REJECTED)

    assert set((await side.runner.compare(side.runner.projections)).values()) == {0}


async def test_given_a_closed_proposal_when_sessions_speak_and_it_is_reopened_then_they_are_counted(
    side: ReadSide,
) -> None:
    found = await read(side, await write(side, MADE, DISMISSED, SUPPORTED))
    assert found
    assert (found["status"], found["supporting_session_count"], found["supporting_since_decision"]) == (
        "dismissed",
        2,
        1,
    )

    found = await read(side, await write(side, MADE, REJECTED, ProposalReopened(by=LEAD_ID, at=LATER)))
    assert found
    assert (found["status"], found["decided_by"], found["reject_reason"]) == ("pending", None, None)


async def test_given_an_erased_case_when_read_then_it_speaks_for_nothing_and_what_was_its_alone_is_gone(
    side: ReadSide,
) -> None:
    alone, joined, other = await write(side, MADE), await write(side, MADE, SUPPORTED), await write(side, OTHER)
    erased = CaseErased(session=FIRST.session_id, by="test", reason="test", at=LATER)

    await side.write(Stream("erasure", str(FIRST.session_id), side.account), erased, role="ops")

    assert await read(side, alone) is None
    found = await read(side, joined)
    assert found
    assert (found["source_session_id"], found["supporting_session_count"]) == (str(SECOND.session_id), 1)
    assert str(FIRST.session_id) not in str(found)
    assert await read(side, other)
    assert set((await side.runner.compare(side.runner.projections)).values()) == {0}


async def test_given_a_proposal_when_its_key_is_destroyed_then_a_rebuild_knows_nothing_of_it(side: ReadSide) -> None:
    id_ = new_id()
    await side.write(proposal_stream(side.account, id_), MADE, role="flywheel")
    superuser = await side.logs.superuser()
    await superuser.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", id_)

    await side.runner.rebuild(side.runner.projections)

    assert await read(side, id_) is None


async def test_given_a_proposal_that_is_forgotten_when_read_then_neither_it_nor_its_place_in_the_feed_is_there(
    side: ReadSide,
) -> None:
    id_ = new_id()
    await side.write(proposal_stream(side.account, id_), MADE, role="flywheel")
    told = ProposalForgotten(proposal_id=id_, at=LATER)

    await side.write(forgetting_stream(side.account, id_), told, role="flywheel")

    assert await read(side, id_) is None
    superuser = await side.logs.superuser()
    assert await superuser.fetchval("select count(*) from read.feed where notice like $1", f"%{id_}%") == 0
