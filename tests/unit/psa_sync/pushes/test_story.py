"""What a session's events say to a push: for which ticket, by whom, and how long it took."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.psa_sync.pushes.incoming import (
    EscalationPickedUp,
    EscalationRequested,
    EscalationTakenBack,
    HandedOver,
    SessionEvent,
    SessionPaused,
    SessionReassigned,
    SessionReopened,
    SessionResolved,
    SessionResumed,
    SessionStarted,
    Ticket,
    TicketLinked,
)
from services.psa_sync.pushes.story import story_of, until_closing
from services.psa_sync.pushes.timing import work_time

ANNA, BEN = UUID(int=1), UUID(int=2)


def at(minutes: float) -> datetime:
    return datetime(2026, 11, 20, 8, 0, tzinfo=UTC) + timedelta(minutes=minutes)


STARTED = SessionStarted(owner_id=ANNA, owner_name="Anna", started_at=at(0))


def resolved(minutes: float, outcome: int = 1, by: UUID = ANNA) -> SessionResolved:
    return SessionResolved(outcome=outcome, by=by, at=at(minutes))


def hours(*events: SessionEvent) -> float | None:
    time = work_time(events)
    return time.hours if time else None


def test_given_no_pause_when_timed_then_all_of_it_counts_rounded_up_to_a_hundredth_of_an_hour() -> None:
    assert hours(STARTED, resolved(45)) == 0.75
    assert hours(STARTED, resolved(45.1)) == 0.76
    assert hours(STARTED, resolved(0)) == 0.01


def test_given_pauses_when_timed_then_they_do_not_count() -> None:
    events: list[SessionEvent] = [STARTED, SessionPaused(at=at(10)), SessionResumed(at=at(70)), resolved(100)]

    time = work_time(events)

    assert time is not None
    assert (time.start, time.end, time.hours) == (at(0), at(100), 0.67)


def test_given_a_session_that_is_resolved_while_it_is_paused_when_timed_then_the_pause_does_not_count() -> None:
    assert hours(STARTED, SessionPaused(at=at(30)), resolved(300)) == 0.5


def test_given_a_session_that_was_reopened_when_timed_then_only_the_time_since_counts() -> None:
    events: list[SessionEvent] = [STARTED, resolved(60), SessionReopened(at=at(500)), resolved(530, 2)]

    time = work_time(events)

    assert time is not None
    assert (time.start, time.hours) == (at(500), 0.5)


def test_given_a_case_that_leaves_the_product_after_it_was_escalated_when_timed_then_its_time_counts_only_once() -> (
    None
):
    escalated = EscalationRequested(outcome=1, by=ANNA, at=at(30))

    assert hours(STARTED, escalated) == 0.5
    assert hours(STARTED, escalated, HandedOver(outcome=2, by=ANNA, at=at(90))) is None
    assert hours(STARTED, escalated, EscalationTakenBack(at=at(60)), resolved(75, 2)) == 0.25


def test_given_clocks_that_disagree_when_timed_then_no_time_is_negative() -> None:
    assert hours(STARTED, SessionPaused(at=at(-5)), resolved(-10)) == 0.01


def test_given_no_beginning_when_timed_then_there_is_no_time() -> None:
    assert work_time([resolved(5)]) is None


def test_given_two_closings_when_the_first_is_told_then_what_came_after_is_left_out() -> None:
    linked = TicketLinked(psa_connection_id="c", psa_ticket_id="2")
    events: list[SessionEvent] = [STARTED, resolved(5), SessionReopened(at=at(6)), linked, resolved(9, 2, BEN)]

    first = story_of(until_closing(events, 1), Ticket(psa_connection_id=None, psa_ticket_id="1"))
    second = story_of(until_closing(events, 2), Ticket(psa_connection_id=None, psa_ticket_id="1"))

    assert first.ticket
    assert second.ticket
    assert (first.ticket.psa_ticket_id, first.closed_by) == ("1", ANNA)
    assert (second.ticket.psa_ticket_id, second.closed_by) == ("2", BEN)


def test_given_a_session_of_several_people_when_told_then_it_knows_their_names_and_who_has_it() -> None:
    escalated = EscalationRequested(outcome=1, by=ANNA, at=at(5))
    picked_up = EscalationPickedUp(by=BEN, by_name="Ben", at=at(7))

    story = story_of([STARTED, escalated, picked_up], None)
    back = story_of([STARTED, SessionReassigned(to_id=BEN, to_name="Ben")], None)

    assert (story.owner, story.names) == (BEN, {ANNA: "Anna", BEN: "Ben"})
    assert back.owner == BEN
