"""The case's document: steps and their answers, and what a closing left behind does not outlive its reopening."""

from services.diagnosis.events import SESSION_EVENTS, SessionAbandoned
from services.documentation.events import NoteWritten
from services.gateway.projections.case_document import STATE_EVENTS
from tests.unit.diagnosis.examples import (
    ANNA_ID,
    BEN_ID,
    FAILED,
    NOW,
    OPEN,
    REOPENED,
    RESOLVED,
    answered,
    asked,
    started,
)
from tests.unit.gateway.case_kit import ORIGIN, RECEIVED, folded

ABANDONED = SessionAbandoned(outcome=2, by=None, reason="inactivity", at=NOW)
NOTE = NoteWritten(
    outcome=1, kind="resolution_note", state_version=2, markdown="## Problem\n", edited=False, engine="playbook",
    usage=None, prompt_version=None, prompt_blob=None, at=NOW,
)  # fmt: skip


def test_given_a_resolved_case_when_reopened_then_it_says_no_more_what_solved_it() -> None:
    case = folded(*OPEN, RESOLVED, REOPENED)

    assert case["status"] == "active"
    assert (case["resolution_summary"], case["resolution_action"], case["resolved_at"]) == (None, None, None)


def test_given_a_reopened_case_when_abandoned_then_the_rating_of_the_earlier_closing_is_not_its_own() -> None:
    rated = RESOLVED.model_copy(update={"rating": 4, "feedback": "Quick."})

    case = folded(*OPEN, rated, REOPENED, ABANDONED)

    assert (case["status"], case["session_rating"], case["session_feedback"]) == ("abandoned", None, None)


def test_given_a_reopened_case_when_it_goes_on_then_its_limit_is_what_it_had_and_a_further_allowance() -> None:
    case = folded(started(max_steps=30), asked(), answered(), RESOLVED, REOPENED)

    assert (case["step_count"], case["max_steps"]) == (1, 31)


def test_given_an_answer_when_folded_then_the_step_says_who_gave_it() -> None:
    [step] = folded(RECEIVED, *OPEN, answered())["steps"]

    assert (step["answered_by"], step["answered_by_name"]) == (str(ANNA_ID), "Anna")


def test_given_an_answer_of_somebody_else_when_folded_then_it_is_not_given_the_owner_s_name() -> None:
    [step] = folded(RECEIVED, *OPEN, answered(answered_by=BEN_ID))["steps"]

    assert (step["answered_by"], step["answered_by_name"]) == (str(BEN_ID), None)


def test_given_a_step_that_failed_when_folded_then_the_failure_says_what_finds_it_in_the_log() -> None:
    failure = folded(*FAILED)["failure"]

    assert failure["correlation_id"] == str(ORIGIN.correlation)


def test_given_a_closing_note_when_a_case_is_reopened_then_it_is_kept_with_its_outcome() -> None:
    [note] = folded(*OPEN, RESOLVED, NOTE, REOPENED)["closing_notes"]

    assert (note["outcome"], note["kind"], note["markdown"]) == (1, "resolution_note", "## Problem\n")


def test_given_events_that_change_no_closing_document_when_folded_then_the_state_version_stays() -> None:
    case = folded(*OPEN, answered(), RESOLVED, NOTE)

    assert case["state_version"] == 2
    assert {event.type for event in SESSION_EVENTS.events} >= STATE_EVENTS
