"""From a closed session to its documentation: diagnosis' own events, a real PostgreSQL."""

import pytest

from services.diagnosis.events import SessionAbandoned, SessionReopened, SessionResolved, StepAnswered
from shared.bus.commands import Request
from shared.errors import NotFound
from shared.ids import new_id
from shared.log import FutureEventVersion
from tests.integration.documentation.conftest import Bench
from tests.unit.diagnosis.examples import ANNA, ANNA_ID, LATER, STEP, STRANGER, asked, started, suggested

ANSWER = StepAnswered(
    step_id=STEP,
    order=0,
    selected_option="no",
    selected_label="No",
    free_text="not even the gateway",
    was_free_text=False,
    was_skipped=False,
    action_result=None,
    answered_by=ANNA_ID,
    answered_at=LATER,
)
RESOLVED = SessionResolved(
    outcome=1,
    resolution_summary="Caused by a loose cable.",
    resolution_action=None,
    rating=None,
    feedback=None,
    by=ANNA_ID,
    at=LATER,
)


async def test_given_a_resolved_session_when_reacted_to_then_it_is_documented_whole(bench: Bench) -> None:
    session = await bench.session(started(), asked(), ANSWER, suggested(order=1), RESOLVED)
    await bench.react(session, 5)

    (written,) = await bench.documents(session)
    assert (written.outcome, written.session_version) == (1, 5)
    assert written.documentation.model_dump(mode="json") == {
        "problem_summary": "Printer on floor 2 prints nothing",
        "problem_domain": "printing",
        "intake_summary": "The printer on floor 2 prints nothing",
        "diagnostic_steps": [
            {
                "step_number": 1,
                "step_type": "question",
                "description": "Does it ping?",
                "engineer_response": "No — not even the gateway",
                "outcome": None,
            },
            {
                "step_number": 2,
                "step_type": "action",
                "description": "It prints",
                "engineer_response": None,
                "outcome": None,
            },
        ],
        "resolution_summary": "Caused by a loose cable.",
        "escalation_reason": None,
        "total_steps": 2,
        "duration_display": "5m",
        "generated_at": "2026-11-20T12:00:00Z",
    }
    assert written.markdown.startswith("# Printer on floor 2 prints nothing\n")


async def test_given_a_documented_closing_when_delivered_again_then_nothing_is_written(bench: Bench) -> None:
    session = await bench.session(started(), RESOLVED)
    await bench.react(session, 2)
    await bench.react(session, 2)
    assert len(await bench.documents(session)) == 1


async def test_given_a_session_that_went_on_when_its_closing_comes_late_then_it_is_told_as_it_was_closed(
    bench: Bench,
) -> None:
    session = await bench.session(started(), RESOLVED, SessionReopened(by=ANNA_ID, at=LATER), asked())
    await bench.react(session, 2)
    (written,) = await bench.documents(session)
    assert (written.session_version, written.documentation.total_steps) == (2, 0)
    assert written.documentation.resolution_summary == "Caused by a loose cable."


async def test_given_closings_in_the_wrong_order_when_delivered_then_each_is_documented(bench: Bench) -> None:
    reopened = SessionReopened(by=ANNA_ID, at=LATER)
    again = RESOLVED.model_copy(update={"outcome": 2, "resolution_summary": "Caused by a bad port."})
    session = await bench.session(started(), RESOLVED, reopened, again)
    await bench.react(session, 4)
    await bench.react(session, 2)
    assert {
        written.outcome: written.documentation.resolution_summary for written in await bench.documents(session)
    } == {
        1: "Caused by a loose cable.",
        2: "Caused by a bad port.",
    }


async def test_given_an_abandoned_session_when_reacted_to_then_it_is_documented_without_resolution(
    bench: Bench,
) -> None:
    session = await bench.session(started(), SessionAbandoned(outcome=1, by=None, reason="inactivity", at=LATER))
    await bench.react(session, 2)
    (written,) = await bench.documents(session)
    assert (written.documentation.resolution_summary, written.documentation.duration_display) == (None, None)
    assert "Not resolved." in written.markdown


async def test_given_a_closing_from_the_future_when_delivered_then_it_is_not_guessed(bench: Bench) -> None:
    session = await bench.session(started(), RESOLVED)
    event = (await bench.log.load(f"session-{session}"))[1]
    with pytest.raises(FutureEventVersion):
        await bench.reactions.on_session_closed(event._replace(schema_version=2))
    assert await bench.documents(session) == []


async def test_given_a_running_session_when_its_draft_is_asked_for_then_it_is_told_as_it_stands(bench: Bench) -> None:
    session = await bench.session(started(), asked(), ANSWER)
    draft = await bench.api.draft(Request(actor=ANNA, body={}, session=session))
    assert draft["session_version"] == 3
    assert draft["documentation"]["total_steps"] == 1
    assert draft["documentation"]["diagnostic_steps"][0]["engineer_response"] == "No — not even the gateway"
    assert draft["markdown"].startswith("# Printer")


async def test_given_an_earlier_version_when_its_draft_is_asked_for_then_later_events_are_not_told(
    bench: Bench,
) -> None:
    session = await bench.session(started(), asked(), ANSWER, RESOLVED)
    draft = await bench.api.draft(Request(actor=ANNA, body={"version": 2}, session=session))
    assert draft["documentation"]["diagnostic_steps"][0]["engineer_response"] is None
    assert draft["documentation"]["resolution_summary"] is None


async def test_given_another_account_when_it_asks_for_a_draft_then_there_is_no_such_session(bench: Bench) -> None:
    session = await bench.session(started())
    for actor, asked_for in ((STRANGER, session), (ANNA, new_id())):
        with pytest.raises(NotFound) as refusal:
            await bench.api.draft(Request(actor=actor, body={}, session=asked_for))
        assert refusal.value.code == "session_not_found"
