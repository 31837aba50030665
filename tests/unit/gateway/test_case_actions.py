"""What an answer says of a suggested resolution: what the decider says."""

from typing import Any

import pytest

from services.gateway.routes.case_actions import _suggestion

SUMMARY = "Caused by: a. Fixed by: b."


def case(answer: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    step = {"content": {"resolution_summary": SUMMARY}, "action_result": None, "responded_at": None}
    return {
        "status": "active", "awaiting_step": False, "failure": None, "steps": [step | (answer or {})],
    } | changes  # fmt: skip


def answer(success: bool | None) -> dict[str, Any]:
    result = None if success is None else {"success": success}
    return {"responded_at": "2026-11-20T09:05:00+00:00", "action_result": result}


@pytest.mark.parametrize("given", [None, answer(True)])
def test_given_a_suggestion_open_or_confirmed_when_asked_then_it_is_told(given: dict[str, Any] | None) -> None:
    assert _suggestion(case(given)) == SUMMARY


@pytest.mark.parametrize("given", [
    case(failure={"code": "step_limit"}), case(answer(False)), case(answer(None)), case(awaiting_step=True),
    case(status="paused"), case(steps=[]),
])  # fmt: skip
def test_given_nothing_to_confirm_when_asked_then_no_suggestion_is_told(given: dict[str, Any]) -> None:
    assert _suggestion(given) is None
