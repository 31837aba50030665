"""The ticket of a case, as models and closing documents are told it."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.diagnosis.ticket_context import NOTES_KEPT, LinkedTicket, ticket_context
from shared.envelope import StoredEvent
from shared.log import FutureEventVersion

CONNECTION, OTHER_CONNECTION = UUID(int=1), UUID(int=2)
TICKET: dict[str, Any] = {"id": "1042", "ref": "CW #1042", "summary": "VPN drops", "status": "New"}
CONTEXT: dict[str, Any] = {
    "ticket": TICKET, "notes": [{"text": "since Monday"}], "company": {"name": "Hafen Logistik"}
}  # fmt: skip
OTHER = {**CONTEXT, "ticket": {**TICKET, "id": "7"}}


def told(kind: str, version: int = 1, **data: Any) -> StoredEvent:
    session, at = uuid4(), datetime(2026, 11, 20, tzinfo=UTC)
    return StoredEvent(
        uuid4(), f"ticket-{session}", 1, "ticket", kind, version, uuid4(), session, None,
        json.dumps(data, default=str).encode(), "{}", at, b"",
    )  # fmt: skip


def loaded(context: dict[str, Any] = CONTEXT, connection: UUID = CONNECTION) -> StoredEvent:
    named = context["ticket"]["id"]
    return told("ticket_context_loaded", connection_id=connection, ticket_id=named, context=context)


def unavailable(ticket: str) -> StoredEvent:
    return told("ticket_context_unavailable", connection_id=CONNECTION, ticket_id=ticket, reason="away")


def link(ticket: str, connection: UUID = CONNECTION) -> LinkedTicket:
    return LinkedTicket(str(connection), ticket)


def test_given_no_ticket_then_there_is_nothing_to_tell() -> None:
    assert ticket_context([], None, None) is None
    assert ticket_context([unavailable("1042")], None, None) is None


def test_given_a_loaded_ticket_then_all_of_it_is_told() -> None:
    assert ticket_context([loaded()], None, None) == CONTEXT


def test_given_no_word_of_the_ticket_since_then_what_the_case_began_with_is_told() -> None:
    assert ticket_context([], CONTEXT, None) == CONTEXT
    assert ticket_context([], CONTEXT, link("1042")) == CONTEXT


def test_given_another_ticket_linked_when_it_is_loaded_then_that_one_is_told() -> None:
    assert ticket_context([loaded(), loaded(OTHER)], CONTEXT, link("7")) == OTHER


def test_given_another_ticket_linked_when_nothing_was_told_of_it_yet_then_the_earlier_one_is_not() -> None:
    assert ticket_context([loaded()], CONTEXT, link("7")) is None
    assert ticket_context([], CONTEXT, link("7")) is None


def test_given_another_ticket_linked_when_its_system_tells_nothing_then_the_earlier_one_is_not_told() -> None:
    assert ticket_context([loaded(), unavailable("7")], CONTEXT, link("7")) is None


def test_given_the_same_number_in_another_system_when_linked_then_the_earlier_one_is_not_told() -> None:
    assert ticket_context([loaded()], CONTEXT, link("1042", OTHER_CONNECTION)) is None
    again = [loaded(), loaded(CONTEXT, OTHER_CONNECTION)]
    assert ticket_context(again, CONTEXT, link("1042", OTHER_CONNECTION)) == CONTEXT


def test_given_a_change_and_a_new_note_then_the_ticket_is_told_as_it_reads_now_newest_note_first() -> None:
    changed = told("ticket_changed", ticket={**TICKET, "status": "In Progress"}, new_notes=[{"text": "worse now"}])

    found = ticket_context([loaded(), changed], None, None)

    assert found is not None
    assert found["ticket"]["status"] == "In Progress"
    assert [note["text"] for note in found["notes"]] == ["worse now", "since Monday"]
    assert found["company"] == {"name": "Hafen Logistik"}


def test_given_notes_without_end_then_the_newest_are_told() -> None:
    changes = [told("ticket_changed", ticket=TICKET, new_notes=[{"text": str(number)}]) for number in range(50)]

    found = ticket_context([loaded(), *changes], None, None)

    assert found is not None
    assert [note["text"] for note in found["notes"]] == [str(49 - number) for number in range(NOTES_KEPT)]


def test_given_a_closed_ticket_then_it_is_told_as_closed() -> None:
    found = ticket_context([loaded(), told("ticket_closed", ticket={**TICKET, "closed": True})], None, None)

    assert found is not None
    assert found["ticket"]["closed"] is True


def test_given_a_change_before_anything_was_loaded_then_it_tells_nothing() -> None:
    assert ticket_context([told("ticket_changed", ticket=TICKET, new_notes=[])], None, None) is None


def test_given_an_event_of_a_newer_program_then_it_is_not_guessed_at() -> None:
    with pytest.raises(FutureEventVersion):
        ticket_context([told("ticket_context_loaded", version=2)], None, None)
