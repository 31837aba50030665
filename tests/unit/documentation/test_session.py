"""A session as the closing documents see it, folded from its events."""

import pytest

from services.documentation.compose import compose
from services.documentation.incoming import (
    BriefingGiven,
    EscalationPickedUp,
    EscalationTakenBack,
    HandedOver,
    SessionEvent,
    SessionPaused,
    SessionReassigned,
    SessionResumed,
    TicketLinked,
)
from services.documentation.session import Status, session_of
from tests.unit.documentation.examples import (
    ENGINEER,
    REOPENED,
    WRITTEN_AT,
    abandoned,
    answered,
    at,
    proposed,
    resolved,
    started,
)
from tests.unit.documentation.note_examples import (
    FIX_ID,
    SCRIPTS,
    escalated,
    fact,
    generated,
    ran,
    retracted,
    suggested,
    turned_out,
)

TAKEN_BACK = EscalationTakenBack()
PICKED_UP = EscalationPickedUp(by=FIX_ID, by_name="Dana Whitfield")
HANDED_OVER = HandedOver(outcome=2, recipient="The vendor", notes="Ask for a visit.", at=at(80))


@pytest.mark.parametrize(
    ("events", "status", "has_closing"),
    [
        ([], "active", False),
        ([SessionPaused()], "paused", False),
        ([SessionPaused(), SessionResumed()], "active", False),
        ([resolved()], "resolved", True),
        ([abandoned()], "abandoned", True),
        ([resolved(), REOPENED], "active", False),
        ([escalated()], "requesting_escalation", True),
        ([escalated(), TAKEN_BACK], "active", False),
        ([escalated(), PICKED_UP], "active", False),
        ([escalated(), HANDED_OVER], "escalated", True),
    ],
)
def test_given_a_change_when_folded_then_the_status_and_the_end_are_those_of_the_session(
    events: list[SessionEvent], status: Status, has_closing: bool
) -> None:
    session = session_of([started(), *events])
    assert (session.status, session.closing is not None) == (status, has_closing)


def test_given_material_when_folded_then_each_piece_raises_the_state_and_nothing_else_does() -> None:
    raising: list[SessionEvent] = [
        proposed(1, "Look"), answered(1), BriefingGiven(), fact(1, "A"), fact(2, "B"), retracted(1), suggested(),
        turned_out("applied_pending"), *SCRIPTS, REOPENED,
    ]  # fmt: skip
    quiet: list[SessionEvent] = [
        started(), SessionPaused(), SessionResumed(), TicketLinked(psa_ticket_id="7"), resolved(),
        escalated(), PICKED_UP,
    ]  # fmt: skip
    assert session_of([*raising, *quiet]).state_version == len(raising)


def test_given_owners_that_change_when_folded_then_all_their_names_are_known() -> None:
    reassigned = SessionReassigned(to_id=FIX_ID, to_name="Lea")
    session = session_of([started(), reassigned, escalated(), PICKED_UP])
    assert session.people == ("Sam Rivera", "Lea", "Dana Whitfield")
    assert session.owner == FIX_ID
    assert session_of([started()]).owner == ENGINEER


def test_given_an_outcome_of_an_older_fix_when_folded_then_the_active_one_stays_as_it_is() -> None:
    newer = suggested(title="Replace it").model_copy(update={"fix_id": ENGINEER})
    session = session_of([started(), suggested(), newer, turned_out("applied_failed")])
    assert session.fix
    assert (session.fix.title, session.fix.state) == ("Replace it", "proposed")


def test_given_facts_and_scripts_when_folded_then_they_are_numbered_as_they_came() -> None:
    session = session_of([fact(1, "A"), generated(), fact(2, "B"), ran(success=False)])
    assert [known.number for known in session.known] == [0, 2]
    [script] = session.scripts.values()
    assert (script.number, script.succeeded) == (1, False)


def test_given_an_escalation_when_documented_then_its_reason_is_told_and_there_is_no_duration() -> None:
    document = compose(session_of([started(), escalated()]), WRITTEN_AT)
    assert (document.escalation_reason, document.duration_display) == (escalated().reason, None)
    handed_over = compose(session_of([started(), escalated(), HANDED_OVER]), WRITTEN_AT)
    assert handed_over.escalation_reason == f"{escalated().reason}\n\nHanded over to The vendor\n\nAsk for a visit."
    assert compose(session_of([started(), escalated(), PICKED_UP, resolved()]), WRITTEN_AT).escalation_reason is None


HELD = (started(), suggested(), turned_out("applied_success", "It holds"))


def fix_told(*events: SessionEvent) -> tuple[str, str | None]:
    found = session_of(events).fix
    assert found is not None
    return found.state, found.notes


def test_given_a_fix_that_held_when_the_case_is_resolved_and_reopened_then_it_did_not_hold() -> None:
    assert fix_told(*HELD, resolved(), REOPENED) == ("applied_failed", "the case was reopened")
    assert fix_told(*HELD, resolved()) == ("applied_success", "It holds")
    assert fix_told(*HELD, abandoned(), REOPENED) == ("applied_success", "It holds")


def test_given_a_fix_that_held_when_its_suggestion_is_turned_down_later_then_it_did_not_hold() -> None:
    of_step = suggested().model_copy(update={"step_id": answered(7).step_id})
    history = (started(), of_step, turned_out("applied_success", "It holds"))
    no = answered(7, action_result={"success": False, "details": "It dropped again"})
    assert fix_told(*history, no) == ("applied_failed", "It dropped again")
    assert fix_told(*history, answered(7, action_result={"success": True})) == ("applied_success", "It holds")


def test_given_closings_when_the_case_goes_on_then_they_stay_counted() -> None:
    assert session_of([started(), resolved(), REOPENED]).outcomes == 1
    assert session_of([started(), escalated(), HANDED_OVER]).outcomes == 2
