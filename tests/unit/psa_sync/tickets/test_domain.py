"""The decider of a case's ticket."""

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.tickets.commands import RecordContext, RecordUnavailable, ReportChange, ReportClosed
from services.psa_sync.tickets.domain import CASE_TICKET_DECIDER
from services.psa_sync.tickets.events import (
    CaseTicketEvent,
    FieldChange,
    NoteSeen,
    TicketChanged,
    TicketClosed,
    TicketContext,
    TicketContextLoaded,
    TicketContextUnavailable,
    TicketSeen,
    UnavailableReason,
)
from shared.testing.decider_spec import DeciderSpec
from tests.unit.psa_sync.tickets.examples import CONNECTION, NOW, OTHER, TICKET, context, note, seen

spec = DeciderSpec(CASE_TICKET_DECIDER)


def loaded(
    told: TicketContext | None = None, ticket: str = TICKET, connection: UUID = CONNECTION
) -> TicketContextLoaded:
    return TicketContextLoaded(connection_id=connection, ticket_id=ticket, context=told or context(), at=NOW)


def unavailable(reason: UnavailableReason = "away", connection: UUID | None = CONNECTION) -> TicketContextUnavailable:
    return TicketContextUnavailable(connection_id=connection, ticket_id=TICKET, reason=reason, at=NOW)


def record(told: TicketContext | None = None, ticket: str = TICKET, *, again: bool = False) -> RecordContext:
    return RecordContext(connection_id=CONNECTION, ticket_id=ticket, context=told or context(), at=NOW, again=again)


def missing(reason: UnavailableReason = "away") -> RecordUnavailable:
    return RecordUnavailable(connection_id=CONNECTION, ticket_id=TICKET, reason=reason, at=NOW)


def report(ticket: TicketSeen, *notes: NoteSeen, **more: Any) -> ReportChange:
    return ReportChange(**{"connection_id": CONNECTION, "ticket": ticket, "notes": notes, "at": NOW} | more)


def closing(ticket: TicketSeen) -> ReportClosed:
    return ReportClosed(connection_id=CONNECTION, ticket=ticket, at=NOW)


def changed(ticket: TicketSeen, *changes: tuple[str, str | None, str | None], notes: Any = ()) -> TicketChanged:
    fields = tuple(FieldChange(field=field, before=before, after=after) for field, before, after in changes)
    return TicketChanged(connection_id=CONNECTION, ticket=ticket, changes=fields, new_notes=notes, at=NOW)


def closed(ticket: TicketSeen) -> TicketClosed:
    return TicketClosed(connection_id=CONNECTION, ticket=ticket, at=NOW)


def test_given_a_link_when_the_psa_answers_then_its_context_is_kept_once() -> None:
    spec.given().when(record()).then(loaded())
    spec.given(loaded()).when(record(context(seen(5)))).then_nothing()


def test_given_a_context_when_it_is_asked_for_again_then_the_newest_counts() -> None:
    newer, older = context(seen(5)), context(seen(-5))

    spec.given(loaded()).when(record(newer, again=True)).then(loaded(newer))
    spec.given(loaded()).when(record(older, again=True)).then_nothing()


def test_given_a_context_when_the_very_same_is_told_again_then_it_is_not_written_again() -> None:
    told = context(seen(), (note("first"),))
    now = changed(seen(0, status="Done"), ("status", "New", "Done"))

    spec.given(loaded(told)).when(record(told, again=True)).then_nothing()
    more = told.model_copy(update={"description": "Since Monday"})
    spec.given(loaded(told)).when(record(more, again=True)).then(loaded(more))
    spec.given(loaded(told), now).when(record(told, again=True)).then(loaded(told))


def test_given_a_late_answer_when_the_wait_was_over_then_it_is_kept_all_the_same() -> None:
    spec.given(unavailable()).when(record()).then(loaded())


def test_given_no_answer_when_that_is_told_again_then_only_another_reason_is_news() -> None:
    spec.given().when(missing()).then(unavailable())
    spec.given(unavailable()).when(missing()).then_nothing()
    spec.given(unavailable()).when(missing("unauthorized")).then(unavailable("unauthorized"))


def test_given_a_context_when_the_psa_is_away_later_then_what_it_told_stays() -> None:
    spec.given(loaded()).when(missing()).then_nothing()


def test_given_another_link_when_the_psa_answers_then_it_is_about_that_one() -> None:
    before = loaded(context(seen(id="7")), ticket="7")

    spec.given(before).when(record()).then(loaded())
    spec.given(before).when(missing()).then(unavailable())
    spec.given(loaded(connection=OTHER)).when(record()).then(loaded())


def test_given_a_ticket_that_people_name_otherwise_when_the_psa_names_it_then_it_is_the_same() -> None:
    by_number = loaded(ticket="T20261120.0001")

    spec.given(by_number).when(record(ticket="T20261120.0001")).then_nothing()
    spec.given(by_number).when(record(ticket=TICKET)).then_nothing()
    spec.given(by_number).when(report(seen(5, status="Done"))).then(
        changed(seen(5, status="Done"), ("status", "New", "Done"))
    )


def test_given_a_ticket_when_it_reads_otherwise_then_the_case_hears_what_is_new() -> None:
    known = loaded(context(seen(), (note("first"),)))
    now = seen(5, status="In progress", owner="Tomasz")

    spec.given(known).when(report(now, note("second", 4), note("first"))).then(
        changed(now, ("status", "New", "In progress"), ("owner", None, "Tomasz"), notes=(note("second", 4),))
    )


def test_given_a_ticket_when_it_is_older_than_what_is_known_then_nothing_is_new() -> None:
    spec.given(loaded()).when(report(seen(0))).then_nothing()
    spec.given(loaded()).when(report(seen(-1, status="Other"))).then_nothing()


def test_given_two_changes_of_one_second_when_the_second_is_told_then_it_is_news() -> None:
    spec.given(loaded()).when(report(seen(0, status="Other"))).then(
        changed(seen(0, status="Other"), ("status", "New", "Other"))
    )


def test_given_a_psa_without_times_when_the_ticket_reads_the_same_then_nothing_is_new() -> None:
    known = loaded(context(seen(None)))

    spec.given(known).when(report(seen(None))).then_nothing()
    spec.given(known).when(report(seen(None, status="Done"))).then(
        changed(seen(None, status="Done"), ("status", "New", "Done"))
    )


def test_given_our_own_status_when_the_psa_reports_it_then_there_is_no_echo() -> None:
    now = seen(5, status="Resolved")

    spec.given(loaded()).when(report(now, own_statuses=frozenset({"Resolved"}))).then_nothing()
    spec.given(loaded()).when(report(now)).then(changed(now, ("status", "New", "Resolved")))


def test_given_an_older_note_when_it_shows_up_then_it_is_not_taken_for_a_new_one() -> None:
    known = loaded(context(seen(), (note("newest", 0),)))

    spec.given(known).when(report(seen(5), note("older", -60), note("newest", 0))).then_nothing()


def test_given_nothing_told_before_when_the_ticket_changes_then_the_case_hears_of_it() -> None:
    spec.given(unavailable()).when(report(seen(5), note("old"))).then(changed(seen(5)))


def test_given_another_ticket_when_that_changes_then_the_case_hears_nothing() -> None:
    spec.given(loaded()).when(report(seen(5, id="7", status="x"))).then_nothing()
    spec.given(loaded()).when(report(seen(5, status="x"), connection_id=OTHER)).then_nothing()
    spec.given().when(report(seen(5))).then_nothing()


def test_given_a_ticket_when_it_is_closed_then_that_is_told_once_however_it_is_reported() -> None:
    end = seen(5, status="Closed", closed=True)
    told = changed(end, ("status", "New", "Closed"))

    spec.given(loaded()).when(closing(end)).then(closed(end))
    spec.given(loaded(), told).when(closing(end)).then(closed(end))
    spec.given(loaded(), told, closed(end)).when(closing(end)).then_nothing()
    spec.given(loaded(context(end))).when(closing(end)).then_nothing()
    spec.given(loaded()).when(closing(seen(-5, closed=True))).then_nothing()


def test_given_a_closed_ticket_when_it_is_reopened_and_closed_then_that_is_told_again() -> None:
    end, again = seen(5, status="Closed", closed=True), seen(9, status="Closed", closed=True)
    reopened = changed(seen(7, status="New"), ("status", "Closed", "New"))

    spec.given(loaded(), closed(end), reopened).when(closing(again)).then(closed(again))


STATES = st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["New", "Open", "Done"])), max_size=12)


@given(STATES)
def test_given_reports_in_any_order_when_the_newest_is_told_at_last_then_it_stands_and_none_was_told_twice(
    states: list[tuple[int, str]],
) -> None:
    """One that says nothing new leaves no event: one from before it may still be told, and the next sets it right."""
    by_time = dict(states)  # a record's time belongs to one reading of it
    history: list[CaseTicketEvent] = [loaded(context(seen(-1)))]
    for minute, _ in [*states, *states, *sorted(states)[-1:]]:
        now = seen(minute, status=by_time[minute])
        history += CASE_TICKET_DECIDER.decide(report(now), CASE_TICKET_DECIDER.fold(history))

    times = [event.ticket.last_updated for event in history if isinstance(event, TicketChanged)]
    assert times == sorted(set(times), key=lambda at: (at is None, at))
    newest = max(by_time, default=None)
    known = CASE_TICKET_DECIDER.fold(history).seen
    assert known is not None
    assert known.status == ("New" if newest is None else by_time[newest])
