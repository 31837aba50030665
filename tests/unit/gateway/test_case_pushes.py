"""The pushes in a case's document, and what an answer to a closing makes of them."""

from uuid import UUID

from services.gateway.routes.case_detail_models import Case
from services.gateway.routes.push_models import Push
from services.psa_sync.pushes.events import PushAbandoned, PushDuplicated, PushEvent, PushRetried
from tests.unit.diagnosis.examples import ANNA_ID, OPEN, RESOLVED
from tests.unit.gateway.case_kit import NOON, PUSH, folded
from tests.unit.gateway.psa_kit import LATER, LINKED, REQUESTED, WITH_TICKET, attempted, failed, loaded, succeeded

ABANDONED = PushAbandoned(code="refused", error="The ticket is locked.", at=LATER)
RETRIED = PushRetried(by=ANNA_ID, at=LATER)


def pushed(*events: PushEvent) -> Push:
    """The case's push after it was requested and these happened."""
    [push] = folded(WITH_TICKET, loaded(), *OPEN, RESOLVED, REQUESTED, *events)["pushes"]
    return Push.model_validate(push)


def test_given_a_request_when_folded_then_the_push_is_pending_and_its_text_is_not_in_it() -> None:
    push = pushed()

    assert (push.id, push.status, push.attempts, push.ticket_ref) == (PUSH, "pending", 0, "CW #4711")
    assert push.member_warning == REQUESTED.member_warning
    assert "Solved" not in push.model_dump_json()


def test_given_an_attempt_that_failed_when_folded_then_it_says_why_and_when_it_is_tried_again() -> None:
    push = pushed(attempted(1), failed(1))

    assert (push.status, push.attempts, push.last_error, push.next_try_at) == ("failed", 1, "It did not answer.", LATER)
    assert pushed(attempted(1), failed(1), attempted(2)).next_try_at is None


def test_given_success_when_folded_then_the_note_is_named_and_no_error_is_left() -> None:
    push = pushed(attempted(1), failed(1), attempted(2), succeeded(2, found=True))

    assert (push.status, push.note_id, push.found, push.attempts) == ("succeeded", "88", True, 2)
    assert (push.last_error, push.last_error_code, push.next_try_at) == (None, None, None)


def test_given_a_push_was_given_up_when_somebody_asks_again_then_it_is_pending() -> None:
    given_up = pushed(attempted(1), failed(1), ABANDONED)
    assert (given_up.status, given_up.last_error, given_up.next_try_at) == ("abandoned", "The ticket is locked.", None)

    assert pushed(attempted(1), failed(1), ABANDONED, RETRIED).status == "pending"


def test_given_the_psa_wrote_twice_when_it_is_found_out_then_the_notes_are_named() -> None:
    push = pushed(attempted(1), succeeded(1), PushDuplicated(note_ids=("88", "89"), at=LATER))

    assert (push.status, push.late_duplicates) == ("succeeded", ["88", "89"])


def test_given_another_ticket_was_linked_when_an_older_push_is_told_of_then_it_has_not_the_new_ticket_s_name() -> None:
    [push] = folded(WITH_TICKET, loaded(), *OPEN, REQUESTED, LINKED, attempted(1))["pushes"]

    assert (push["ticket_id"], push["ticket_ref"]) == ("4711", None)


def test_given_pushes_when_folded_then_the_case_has_a_revision_more_for_each_event_and_keeps_its_version() -> None:
    before = folded(WITH_TICKET, *OPEN)
    after = folded(WITH_TICKET, *OPEN, loaded(), REQUESTED, attempted(1))

    assert (after["revision"] - before["revision"], after["version"]) == (3, before["version"])
    assert after["updated_at"] == NOON.isoformat()


def test_given_the_ticket_s_status_was_set_when_folded_then_the_case_s_ticket_has_it() -> None:
    asked = REQUESTED.model_copy(update={"status": "Resolved"})
    done = succeeded(1).model_copy(update={"status_set": True})

    case = folded(WITH_TICKET, loaded(), *OPEN, asked, attempted(1), done)
    untouched = folded(WITH_TICKET, loaded(), *OPEN, asked, attempted(1), succeeded(1))

    assert (case["ticket"]["status"], untouched["ticket"]["status"]) == ("Resolved", "New")
    assert case["pushes"][0]["ticket_status"] == "Resolved"


def test_given_the_ticket_is_closed_by_our_status_when_folded_then_the_case_s_ticket_is_closed_too(
) -> None:  # fmt: skip
    asked = REQUESTED.model_copy(update={"status": "Closed"})

    def is_closed(told: bool | None) -> bool:
        done = succeeded(1).model_copy(update={"status_set": True, "ticket_closed": told})
        case = folded(WITH_TICKET, loaded(), *OPEN, asked, attempted(1), done)
        Case.model_validate(case)
        return bool(case["ticket"]["closed"])

    assert [is_closed(told) for told in (True, False, None)] == [True, False, False]


def test_given_a_ticket_of_that_number_in_another_psa_when_a_push_is_told_of_then_it_is_not_the_case_s_ticket() -> None:
    elsewhere = REQUESTED.model_copy(update={"connection_id": UUID(int=32), "status": "Resolved"})
    done = succeeded(1).model_copy(update={"status_set": True})

    case = folded(WITH_TICKET, loaded(), *OPEN, elsewhere, attempted(1), done)

    assert (case["pushes"][0]["ticket_ref"], case["ticket"]["status"]) == (None, "New")


def test_given_a_push_is_asked_for_otherwise_when_it_was_tried_before_then_the_tries_still_count() -> None:
    corrected = REQUESTED.model_copy(update={"note_kind": "resolution"})

    push = pushed(attempted(1), failed(1), corrected, RETRIED)

    assert (push.status, push.note_kind, push.attempts, push.last_error) == ("pending", "resolution", 1, None)
