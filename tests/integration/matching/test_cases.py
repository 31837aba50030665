"""A case is compared with the flows; how it ends moves the calibration."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from services.matching.api import Api
from services.matching.events import MATCH_EVENTS, FlowsMatched
from services.matching.indexing import Indexer
from services.matching.reactions import Reactions
from shared.bus.reactions import NotYet
from shared.envelope import StoredEvent, Stream, begin
from shared.ids import new_id
from shared.log.postgres import PostgresLog
from shared.message import Actor, Event
from tests.integration.matching.steps import editor, events_of, import_flows, request
from tests.integration.matching.test_flows import MAILBOX
from tests.unit.matching.examples import flow


class CaseReceived(Event):
    """What matching reads of intake's event."""

    text: str | None
    log: dict[str, str] | None = None


class CaseClassified(Event):
    """What matching reads of intake's event."""

    summary: str
    domain: str
    symptoms: list[str]


class SessionStarted(Event):
    """What matching reads of diagnosis' event."""

    flow: dict[str, str] | None


class FlowAdopted(Event):
    """What matching reads of diagnosis' event."""

    flow: dict[str, str]


class StepProposed(Event):
    """What matching reads of diagnosis' event."""

    node_id: str | None


class SessionResolved(Event):
    """What matching reads of diagnosis' event."""

    at: datetime


async def _append(log: PostgresLog, category: str, actor: Actor, session: UUID, *events: Event) -> StoredEvent:
    stream = Stream(category, str(session), actor.account_id, session)
    await log.append(stream, 0, events, begin(actor, "test"))
    return (await events_of(log, stream.name))[-1]


async def _matched(
    reactions: Reactions, intake_log: PostgresLog, lead: Actor, session: UUID, text: str
) -> FlowsMatched:
    classified = CaseClassified(summary=text[:120], domain="printing", symptoms=[])
    event = await _append(intake_log, "case", lead, session, CaseReceived(text=text), classified)
    await reactions.on_case_classified(event)
    await reactions.on_case_classified(event)
    [found] = MATCH_EVENTS.decode_all(await events_of(reactions.log, f"match-{session}"))
    return found


async def test_given_a_classified_case_when_a_flow_fits_then_the_whole_trace_is_written_once(
    api: Api, reactions: Reactions, indexer: Indexer, intake_log: PostgresLog
) -> None:
    lead, session = editor(), new_id()
    printer, mailbox = await import_flows(api, reactions, indexer, lead, flow(), MAILBOX)
    found = await _matched(reactions, intake_log, lead, session, "Network printer is offline, cannot print")
    assert (found.decision, found.embedder, found.calibration) == ("guided", "all-MiniLM-L6-v2", "all-MiniLM-L6-v2/2")
    assert found.flow is not None
    assert (found.flow.id, found.flow.version, found.flow.tree.id) == (printer, 1, "root")
    assert [candidate.flow_id for candidate in found.candidates] == [printer, mailbox]
    assert "offline" in found.candidates[0].words
    [stored] = await events_of(reactions.log, f"match-{session}")
    assert (stored.session, stored.meta["cause"]) == (session, stored.meta["cause"])


async def test_given_a_case_when_no_flow_fits_then_that_is_written_with_the_nearest(
    api: Api, reactions: Reactions, indexer: Indexer, intake_log: PostgresLog
) -> None:
    lead = editor()
    await import_flows(api, reactions, indexer, lead, MAILBOX)
    found = await _matched(reactions, intake_log, lead, new_id(), "The coffee machine leaks water")
    assert (found.decision, found.flow, len(found.candidates)) == ("none", None, 1)


async def test_given_an_account_without_flows_when_a_case_comes_then_nothing_is_found(
    reactions: Reactions, intake_log: PostgresLog
) -> None:
    found = await _matched(reactions, intake_log, editor(), new_id(), "Printer offline")
    assert (found.decision, found.score, found.candidates) == ("none", None, ())


async def test_given_a_classification_before_its_case_when_it_comes_then_it_waits(
    reactions: Reactions, intake_log: PostgresLog
) -> None:
    event = await _append(
        intake_log, "case", editor(), new_id(), CaseClassified(summary="x", domain="other", symptoms=[])
    )
    with pytest.raises(NotYet):
        await reactions.on_case_classified(event)


@pytest.mark.parametrize("adopted", [False, True])
async def test_given_a_resolved_session_when_it_ended_then_its_flow_is_confirmed_and_a_left_one_rejected(
    adopted: bool, api: Api, reactions: Reactions, indexer: Indexer, intake_log: PostgresLog, diagnosis_log: PostgresLog
) -> None:
    lead, session, now = editor(), new_id(), datetime(2026, 3, 1, tzinfo=UTC)
    printer, mailbox = await import_flows(api, reactions, indexer, lead, flow(), MAILBOX)
    trace = await _matched(reactions, intake_log, lead, session, "Network printer is offline, cannot print")
    events: list[Event] = [SessionStarted(flow={"id": str(printer)})]
    if adopted:
        events.append(FlowAdopted(flow={"id": str(mailbox)}))
    resolved = await _append(diagnosis_log, "session", lead, session, *events, SessionResolved(at=now))
    await reactions.on_session_resolved(resolved)
    similarity = {candidate.flow_id: candidate.similarity for candidate in trace.candidates}
    expected = {printer: not adopted} | ({mailbox: True} if adopted else {})
    outcomes = await reactions.index.outcomes(lead.account_id, trace.embedder)
    assert {(round(outcome.similarity, 4), outcome.fits) for outcome in outcomes} == {
        (round(similarity[flow_id], 4), fits) for flow_id, fits in expected.items()
    }
    answer: dict[str, Any] = dict(await api.match(request(lead, text="printer offline")))
    assert answer["calibration"] == f"all-MiniLM-L6-v2/2+{len(expected)}"


@pytest.mark.parametrize(
    ("last", "fits"), [("queue", True), ("state_of_lights", True), ("state", False), ("scoping/since", False)]
)
async def test_given_a_flow_that_came_to_its_end_in_vain_when_the_session_is_resolved_then_it_is_rejected(
    last: str, fits: bool, api: Api, reactions: Reactions, indexer: Indexer, intake_log: PostgresLog,
    diagnosis_log: PostgresLog,
) -> None:  # fmt: skip
    lead, session, now = editor(), new_id(), datetime(2026, 3, 1, tzinfo=UTC)
    [printer] = await import_flows(api, reactions, indexer, lead, flow())
    trace = await _matched(reactions, intake_log, lead, session, "Network printer is offline, cannot print")
    events: list[Event] = [SessionStarted(flow={"id": str(printer)}), StepProposed(node_id=last)]
    resolved = await _append(diagnosis_log, "session", lead, session, *events, SessionResolved(at=now))
    await reactions.on_session_resolved(resolved)
    outcomes = await reactions.index.outcomes(lead.account_id, trace.embedder)
    assert [outcome.fits for outcome in outcomes] == [fits]
