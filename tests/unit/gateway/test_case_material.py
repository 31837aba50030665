"""The working material of a case's document: facts with their history, fixes with their stamps, scripts."""

from datetime import timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from services.diagnosis.events import ActionResult
from services.diagnosis.material.events import (
    FactRecorded,
    FactRetracted,
    FactRevised,
    FixOutcome,
    FixOutcomeRecorded,
    FixReminderSent,
    FixSuggested,
    ScriptGenerated,
    ScriptResultRecorded,
)
from tests.unit.diagnosis.examples import ANNA_ID, BEN_ID, LATER, NOW, OPEN, REOPENED, RESOLVED, STEP, answered
from tests.unit.gateway.case_kit import folded

FACT, FIX, NEWER_FIX, SCRIPT, TEMPLATE = (UUID(int=number) for number in range(200, 205))
LATEST = LATER + timedelta(hours=1)

RECORDED = FactRecorded(
    fact_id=FACT, text="It pings", source_type="diagnostic_check", source_summary="Step 1", step_id=STEP, by=None,
    at=NOW,
)  # fmt: skip
GENERATED = ScriptGenerated(
    generation_id=SCRIPT, template_id=TEMPLATE, template_version=2, template_name="Restart the spooler",
    template_slug="restart-spooler", shell="powershell", parameters_used={"host": "prn-2"}, step_id=STEP, fix_id=None,
    by=ANNA_ID, at=NOW,
)  # fmt: skip


def suggested_fix(fix_id: UUID = FIX, supersedes: UUID | None = None, **more: Any) -> FixSuggested:
    return FixSuggested(
        fix_id=fix_id, title="Restart the spooler", description="It hangs.", confidence_pct=70, script=None,
        step_id=None, supersedes=supersedes, by=ANNA_ID, at=NOW, **more,
    )  # fmt: skip


def outcome(said: str, notes: str | None = None, fix_id: UUID = FIX, at: Any = LATER) -> FixOutcomeRecorded:
    return FixOutcomeRecorded.model_validate(
        {"fix_id": fix_id, "outcome": said, "notes": notes, "by": ANNA_ID, "at": at}
    )


def moment(at: Any) -> str:
    return str(at.isoformat().replace("+00:00", "Z"))


def test_given_a_fact_when_it_is_corrected_then_what_it_said_is_kept() -> None:
    revised = FactRevised(fact_id=FACT, text="It pings by name only", by=BEN_ID, at=LATER)

    [fact] = folded(*OPEN, RECORDED, revised)["facts"]

    assert (fact["text"], fact["updated_by"], fact["step_id"]) == ("It pings by name only", str(BEN_ID), str(STEP))
    assert fact["history"] == [{"text": "It pings", "at": moment(NOW), "by": None}]
    assert fact["deleted_at"] is None


def test_given_a_fact_when_it_is_retracted_then_it_stays_with_the_moment() -> None:
    [fact] = folded(*OPEN, RECORDED, FactRetracted(fact_id=FACT, by=BEN_ID, at=LATER))["facts"]

    assert (fact["text"], fact["deleted_at"]) == ("It pings", moment(LATER))


@pytest.mark.parametrize("said", get_args(FixOutcome))
def test_given_a_fix_when_its_outcome_is_told_then_applied_and_verified_are_stamped_by_what_it_is(said: str) -> None:
    case = folded(*OPEN, suggested_fix(), outcome(said, "Words."))
    [fix] = case["suggested_fixes"]

    assert fix["status"] == case["fix_status"] == said
    assert (fix["applied_at"] is not None) == (said != "dismissed")
    assert (fix["verified_at"] is not None) == (said in ("applied_success", "applied_failed"))
    assert (fix["pending_since"] is not None) == (said == "applied_pending")
    kept = {name: fix[name] for name in ("partial_notes", "pending_reason", "failure_reason") if fix[name]}
    fields = {
        "applied_partial": "partial_notes",
        "applied_pending": "pending_reason",
        "applied_failed": "failure_reason",
    }
    assert kept == ({fields[said]: "Words."} if said in fields else {})


def test_given_a_pending_fix_when_its_reason_changes_then_it_waits_since_the_first_and_was_applied_once() -> None:
    [fix] = folded(
        *OPEN, suggested_fix(), outcome("applied_pending", "Till Monday."),
        outcome("applied_pending", "Till Tuesday.", at=LATEST),
    )["suggested_fixes"]  # fmt: skip

    assert (fix["applied_at"], fix["pending_since"], fix["verified_at"]) == (moment(LATER), moment(LATER), None)
    assert fix["pending_reason"] == "Till Tuesday."


def test_given_a_pending_fix_when_it_worked_then_it_is_verified_and_waits_no_longer() -> None:
    reminder = FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATEST)
    pending = folded(*OPEN, suggested_fix(), outcome("applied_pending", "Till Monday."), reminder)
    [fix] = pending["suggested_fixes"]
    assert fix["reminded_at"] == moment(LATEST)

    [fix] = folded(
        *OPEN, suggested_fix(), outcome("applied_pending", "Till Monday."), reminder,
        outcome("applied_success", at=LATEST),
    )["suggested_fixes"]  # fmt: skip

    assert (fix["applied_at"], fix["verified_at"]) == (moment(LATER), moment(LATEST))
    assert (fix["pending_since"], fix["reminded_at"]) == (None, None)


def test_given_a_newer_fix_when_suggested_then_the_one_before_is_superseded_and_no_more_the_case_s() -> None:
    case = folded(*OPEN, suggested_fix(), outcome("applied_failed"), suggested_fix(NEWER_FIX, supersedes=FIX))

    assert [fix["superseded_at"] for fix in case["suggested_fixes"]] == [moment(NOW), None]
    assert case["fix_status"] == "proposed"


def test_given_a_case_resolved_with_a_fix_when_it_is_reopened_then_the_fix_did_not_hold() -> None:
    undone = folded(*OPEN, suggested_fix(), outcome("applied_success"), RESOLVED, REOPENED)
    before = folded(*OPEN, suggested_fix(), outcome("applied_success"), RESOLVED)
    untried = folded(*OPEN, suggested_fix(), RESOLVED, REOPENED)

    assert [case["suggested_fixes"][0]["undone_at"] for case in (undone, before, untried)] == [
        moment(REOPENED.at), None, None,
    ]  # fmt: skip
    assert undone["suggested_fixes"][0]["status"] == "applied_success"
    assert (undone["fix_status"], before["fix_status"]) == ("applied_failed", "applied_success")
    assert undone["state_version"] == before["state_version"] + 1


@pytest.mark.parametrize(
    ("answer", "undone_at"),
    [
        ({"action_result": ActionResult(success=False)}, moment(LATER)),
        ({"free_text": "It is back"}, moment(LATER)),
        ({"action_result": ActionResult(success=True)}, None),
    ],
)
def test_given_a_fix_that_seemed_to_hold_when_its_step_is_answered_otherwise_then_it_did_not(
    answer: dict[str, Any], undone_at: str | None
) -> None:
    of_step = suggested_fix().model_copy(update={"step_id": STEP})

    case = folded(*OPEN, of_step, outcome("applied_success"), answered(**answer))
    other = folded(*OPEN, suggested_fix(), outcome("applied_success"), answered(**answer))

    assert case["suggested_fixes"][0]["undone_at"] == undone_at
    assert case["fix_status"] == ("applied_failed" if undone_at else "applied_success")
    assert (other["suggested_fixes"][0]["undone_at"], other["fix_status"]) == (None, "applied_success")


def test_given_a_script_when_it_is_generated_for_a_step_then_the_step_names_it_and_the_result_follows() -> None:
    result = ScriptResultRecorded(generation_id=SCRIPT, success=True, details="Running", by=ANNA_ID, at=LATER)

    case = folded(*OPEN, GENERATED, result)

    [generation] = case["script_generations"]
    assert case["steps"][0]["script_generation_id"] == generation["id"] == str(SCRIPT)
    assert generation["parameters_used"] == {"host": "prn-2"}
    assert generation["result"] == {"success": True, "details": "Running", "at": moment(LATER), "by": str(ANNA_ID)}


def test_given_material_when_it_changes_then_the_state_version_counts_it_but_not_the_reminder() -> None:
    case = folded(
        *OPEN, RECORDED, suggested_fix(), outcome("applied_pending", "Till Monday."),
        FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATEST), GENERATED,
        FactRevised(fact_id=FACT, text="It pings by name", by=BEN_ID, at=LATER),
        FactRetracted(fact_id=FACT, by=BEN_ID, at=LATER),
    )  # fmt: skip

    assert case["state_version"] == 1 + 6
