"""Documentation from a session's events: whole documents."""

from datetime import timedelta
from typing import Any

import pytest

from services.documentation.compose import compose, duration_display
from services.documentation.events import DiagnosticStep, Documentation
from services.documentation.incoming import SessionEvent
from services.documentation.session import session_of
from tests.unit.documentation.examples import (
    REOPENED,
    WRITTEN_AT,
    abandoned,
    answered,
    proposed,
    resolved,
    started,
)


def documented(*events: SessionEvent) -> Documentation:
    return compose(session_of(events), WRITTEN_AT)


def first_step(step_type: str, **answer: Any) -> DiagnosticStep:
    return documented(started(), proposed(1, "Look", step_type), answered(1, **answer)).diagnostic_steps[0]


def test_given_a_resolved_session_when_documented_then_the_whole_document_stands() -> None:
    document = documented(
        started(),
        proposed(1, "Who is affected?"),
        answered(1, selected_option="home", selected_label="Home office only", free_text="about 12 people"),
        proposed(2, "Which client version is installed?"),
        answered(2, was_skipped=True),
        proposed(3, "Raise the UDP session timeout on the firewall", "action"),
        answered(3, action_result={"success": True, "details": "now 3600 s"}),
        proposed(4, "Did that solve it?", "action"),
        resolved(65),
    )
    assert document == Documentation(
        problem_summary="VPN drops every 20 minutes",
        problem_domain="networking",
        intake_summary="VPN drops every 20 minutes for home office users.",
        diagnostic_steps=[
            DiagnosticStep(
                step_number=1,
                step_type="question",
                description="Who is affected?",
                engineer_response="Home office only — about 12 people",
                outcome=None,
            ),
            DiagnosticStep(
                step_number=2,
                step_type="question",
                description="Which client version is installed?",
                engineer_response="Skipped",
                outcome=None,
            ),
            DiagnosticStep(
                step_number=3,
                step_type="action",
                description="Raise the UDP session timeout on the firewall",
                engineer_response=None,
                outcome="Succeeded — now 3600 s",
            ),
            DiagnosticStep(
                step_number=4,
                step_type="action",
                description="Did that solve it?",
                engineer_response=None,
                outcome=None,
            ),
        ],
        resolution_summary="Caused by a NAT timeout.",
        escalation_reason=None,
        total_steps=4,
        duration_display="1h 5m",
        generated_at=WRITTEN_AT,
    )


def test_given_a_running_session_when_documented_then_it_has_no_resolution_and_no_duration() -> None:
    document = documented(started(summary=" "), proposed(1, "Who is affected?"))
    assert (document.problem_summary, document.resolution_summary) == ("No summary available", None)
    assert (document.duration_display, document.total_steps) == (None, 1)


@pytest.mark.parametrize("after", [(REOPENED,), (REOPENED, abandoned(2))])
def test_given_a_resolution_that_did_not_hold_when_documented_then_it_is_gone(after: tuple[SessionEvent, ...]) -> None:
    document = documented(started(), resolved(), *after)
    assert (document.resolution_summary, document.duration_display) == (None, None)


def test_given_a_second_resolution_when_documented_then_it_counts_from_the_start() -> None:
    document = documented(started(), resolved(45), REOPENED, resolved(125, outcome=2, summary="Replaced the router."))
    assert (document.resolution_summary, document.duration_display) == ("Replaced the router.", "2h 5m")


@pytest.mark.parametrize(
    ("answer", "response"),
    [
        ({"selected_option": "a", "selected_label": "Label A"}, "Label A"),
        ({"free_text": "only words"}, "only words"),
        ({"selected_option": "a", "selected_label": "Label A", "free_text": "and words"}, "Label A — and words"),
        ({"was_skipped": True}, "Skipped"),
    ],
)
def test_given_an_answer_when_documented_then_it_stands_by_its_label(answer: dict[str, Any], response: str) -> None:
    assert first_step("question", **answer).engineer_response == response


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ({"success": True}, "Succeeded"),
        ({"success": False}, "Did not resolve"),
        ({"success": False, "details": "still drops"}, "Did not resolve — still drops"),
    ],
)
def test_given_an_action_result_when_documented_then_its_outcome_is_told(result: dict[str, Any], outcome: str) -> None:
    assert first_step("action", action_result=result).outcome == outcome


@pytest.mark.parametrize(
    ("intake", "summary"),
    [
        ({"text": "x" * 600}, "x" * 500),
        ({"text": " ", "log_excerpt": "ERROR 5719"}, "ERROR 5719"),
        ({"screenshots": [{"blob": "ab"}]}, "1 screenshot"),
        ({"screenshots": [{"blob": "ab"}, {"blob": "cd"}]}, "2 screenshots"),
        ({}, ""),
    ],
)
def test_given_an_intake_when_documented_then_its_beginning_is_told(intake: dict[str, Any], summary: str) -> None:
    assert documented(started(intake=intake)).intake_summary == summary


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0m"), (59, "0m"), (60, "1m"), (45 * 60, "45m"), (3600, "1h 0m"), (3900, "1h 5m"), (90_000, "25h 0m")],
)
def test_given_a_duration_when_shown_then_it_is_in_hours_and_minutes(seconds: int, shown: str) -> None:
    assert duration_display(timedelta(seconds=seconds)) == shown
