"""Flows that are drafted for a gap: written once, of what may be read still, and closing the gap when published."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.gaps.domain import Gap
from services.flywheel.gaps.events import (
    FlowDraftedForGap,
    GapClosed,
    GapDraftRefused,
)
from services.flywheel.ports import Draft, FlowRequest
from services.matching.events import FlowDrafted
from services.matching.tree import Node, faults
from services.ops.derived import derived_from
from shared.bus.reactions import NotYet
from shared.envelope import follow
from shared.errors import IllegalState
from shared.log import EventLog
from shared.log.postgres import PostgresLog
from tests.integration.flywheel.conftest import request_of
from tests.integration.flywheel.gap_kit import GapBench, badge, gaps, the_gap
from tests.unit.diagnosis.examples import ABANDONED, LEAD
from tests.unit.matching.examples import flow

__all__ = ["gaps"]


class Killed(Exception):
    """The process ended here."""


class Dying(PostgresLog):
    """A log over which the process dies as soon as it writes."""

    def __init__(self, log: EventLog) -> None:
        self.__dict__.update(log.__dict__)

    async def append(self, *_: Any, **__: Any) -> Any:
        """See `EventLog.append`."""
        raise Killed


async def drafts(gaps: GapBench) -> list[str]:
    """The flows that were written."""
    rows = await gaps.pool.fetch("select stream from log.events where type = 'flow_drafted'")
    return [row["stream"].removeprefix("flow-") for row in rows]


async def test_given_a_gap_when_a_flow_is_drafted_and_published_then_the_gap_closes_by_it(gaps: GapBench) -> None:
    await gaps.badges(6)
    id_, gap = await the_gap(gaps)

    await gaps.ask("draft_gap_flow", id_)
    state, _ = await gaps.api.gaps.load(f"gap-{id_}")
    assert isinstance(state, Gap)
    drafted = state.drafted_flow_id
    (flow_drafted,) = await gaps.bench.flow(drafted)
    assert isinstance(flow_drafted, FlowDrafted)
    assert (flow_drafted.origin, flow_drafted.name) == ("ai_generated", gap.found.title)
    assert flow_drafted.source_session_id in gap.sessions
    assert faults(Node.model_validate(flow_drafted.tree_structure.model_dump())) == []
    solved = {node.title for node, _ in flow_drafted.tree_structure.walk() if node.type == "solution"}
    assert {"The reader works again (Yes).", "The reader works again (No)."} <= solved

    await gaps.ask("draft_gap_flow", id_)
    assert len(await gaps.bench.flow(drafted)) == 1
    for session in gap.sessions:  # whoever erases one of them is told of the flow
        assert (await derived_from(gaps.ops, gaps.ops_log, LEAD.account_id, session)).flows == (drafted,)

    await gaps.bench.matching.publish_flow(request_of({"flow_id": str(drafted)}))
    await gaps.hear(f"flow-{drafted}")
    closed = (await gaps.look())[id_]
    assert (closed.status, closed.closed_reason) == ("closed", "flow_published")
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapClosed)
    assert last.flow_id == drafted


async def test_given_the_process_died_after_the_flow_was_written_when_it_is_back_then_it_is_the_same_flow(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]
    dying = replace(gaps.reactions.drafting, gaps=replace(gaps.api.gaps, log=Dying(gaps.log)))
    with pytest.raises(Killed):
        await dying.draft(asked.account, id_, follow(asked, "flywheel"))
    assert len(await drafts(gaps)) == 1

    await gaps.reactions.on_draft_asked(asked)
    await gaps.reactions.on_draft_asked(asked)
    assert [str((await gaps.look())[id_].drafted_flow_id)] == await drafts(gaps)


async def test_given_a_case_that_is_erased_while_the_flow_is_written_when_it_would_be_kept_then_it_is_written_anew(
    gaps: GapBench,
) -> None:
    erased, *others = await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]

    class Slow(PlaybookWriter):
        """A writer that a case is erased under."""

        async def write(self, request: FlowRequest) -> Draft:
            """See `FlowWriter.write`."""
            await gaps.erase(erased)
            return await super().write(request)

    slow = replace(gaps.reactions.drafting, drafting=replace(gaps.reactions.drafting.drafting, playbook=Slow()))
    with pytest.raises(NotYet):
        await slow.draft(asked.account, id_, follow(asked, "flywheel"))
    assert await drafts(gaps) == []

    await gaps.reactions.on_draft_asked(asked)
    (drafted,) = [event for event in await gaps.events(id_) if isinstance(event, FlowDraftedForGap)]
    assert set(drafted.session_ids) == set(others)


async def test_given_copies_of_a_drafted_flow_when_one_of_its_cases_is_erased_then_they_are_named_too(
    gaps: GapBench,
) -> None:
    sessions = await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.ask("draft_gap_flow", id_)
    (drafted,) = await drafts(gaps)
    copy = (await gaps.bench.matching.duplicate_flow(request_of({"flow_id": drafted})))["flow_id"]
    again = (await gaps.bench.matching.duplicate_flow(request_of({"flow_id": copy, "name": "Another"})))["flow_id"]
    await gaps.bench.matching.draft_flow(request_of(flow()))

    for session in sessions:
        found = (await derived_from(gaps.ops, gaps.ops_log, LEAD.account_id, session)).flows
        assert set(found) == {UUID(drafted), UUID(copy), UUID(again)}


async def test_given_a_draft_that_cannot_be_written_when_nobody_tries_any_more_then_the_gap_says_so(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.api.draft(request_of({"gap_id": str(id_)}))
    asked = (await gaps.log.load(f"gap-{id_}"))[-1]
    await gaps.reactions.given_up["gap_draft_asked"](asked, "service_away")
    last = (await gaps.events(id_))[-1]
    assert isinstance(last, GapDraftRefused)
    assert (last.round, last.code) == (1, "service_away")
    await gaps.ask("draft_gap_flow", id_)
    assert (await gaps.look())[id_].drafted_flow_id


async def test_given_a_draft_when_it_is_archived_then_the_gap_waits_for_it_no_more_and_cannot_be_closed_by_it(
    gaps: GapBench,
) -> None:
    await gaps.badges(6)
    id_, _ = await the_gap(gaps)
    await gaps.ask("draft_gap_flow", id_)
    first = (await gaps.look())[id_].drafted_flow_id
    await gaps.bench.matching.archive_flow(request_of({"flow_id": str(first)}))
    await gaps.hear(f"flow-{first}")
    assert (await gaps.look())[id_].drafted_flow_id is None
    with pytest.raises(IllegalState):
        await gaps.ask("close_gap", id_, flow_id=str(first))
    await gaps.ask("draft_gap_flow", id_)
    assert (await gaps.look())[id_].drafted_flow_id not in (None, first)


async def test_given_sessions_of_which_none_was_resolved_when_a_draft_is_asked_for_then_the_gap_says_why_there_is_none(
    gaps: GapBench,
) -> None:
    for number in range(6):
        await gaps.session(*badge(number, gaps.time[0])[:-1], ABANDONED.model_copy(update={"at": gaps.time[0]}))
    id_, gap = await the_gap(gaps)
    assert gap.seen.severity == "medium"
    await gaps.ask("draft_gap_flow", id_)
    state = (await gaps.look())[id_]
    assert (state.drafted_flow_id, state.asked, state.rounds) == (None, None, 1)


async def test_given_a_model_when_a_draft_is_asked_for_then_it_is_counted_in_the_day_and_after_it_the_playbook_writes(
    gaps: GapBench,
) -> None:
    await gaps.badges(6, no_model=False)
    id_, _ = await the_gap(gaps)
    for engine in ("claude", "claude", "playbook"):
        await gaps.ask("draft_gap_flow", id_)
        drafted = [event for event in await gaps.events(id_) if isinstance(event, FlowDraftedForGap)][-1]
        assert drafted.engine == engine
        await gaps.bench.matching.publish_flow(request_of({"flow_id": str(drafted.flow_id)}))
        await gaps.hear(f"flow-{drafted.flow_id}")
        await gaps.ask("reopen_gap", id_)
    assert gaps.bench.model.asked == 2
