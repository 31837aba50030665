"""The ticket of a case as its ticket system told it last, from the events of `ticket-<session>`. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.diagnosis.incoming import (
    TicketChanged,
    TicketClosed,
    TicketContextLoaded,
    TicketContextUnavailable,
)
from shared.envelope import StoredEvent
from shared.log import read_as

NOTES_KEPT = 20
"""The newest; older notes tell nothing that would still help."""

Context = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkedTicket:
    """The ticket that a case was linked to last, as it was named then."""

    connection: str
    ticket: str


@dataclass(frozen=True, slots=True)
class _Told:
    connection: str
    named: str
    context: dict[str, Any]

    def is_named(self, ticket: str) -> bool:
        return ticket in (self.named, _id(self.context))

    def answers(self, link: LinkedTicket) -> bool:
        return self.connection == link.connection.lower() and self.is_named(link.ticket)

    def reading(self, ticket: dict[str, Any]) -> "_Told":
        return replace(self, context={**self.context, "ticket": ticket})

    def with_notes(self, new: tuple[dict[str, Any], ...]) -> "_Told":
        notes = [*new, *self.context.get("notes", ())][:NOTES_KEPT]
        return replace(self, context={**self.context, "notes": notes})


def ticket_context(
    events: Iterable[StoredEvent], at_start: Context | None, linked: LinkedTicket | None
) -> Context | None:
    """What is known of the case's present ticket after the opened events; None if nothing was told of that one.

    `at_start` is what the case began with; `linked` is None as long as it was linked to no other ticket since.

    Raises:
        FutureEventVersion: an event was written in a shape that is not known here.
    """
    told: _Told | None = None
    for event in events:
        told = _after(told, event)
    if told is not None:
        return told.context if linked is None or told.answers(linked) else None
    return at_start if linked is None or (at_start and _id(at_start) == linked.ticket) else None


def _after(told: _Told | None, event: StoredEvent) -> _Told | None:
    match event.type:
        case "ticket_context_loaded":
            found = read_as(TicketContextLoaded, event)
            return _Told(str(found.connection_id), found.ticket_id, found.context).with_notes(())
        case "ticket_context_unavailable":
            return told if told and told.is_named(read_as(TicketContextUnavailable, event).ticket_id) else None
        case "ticket_changed" if told is not None:
            changed = read_as(TicketChanged, event)
            return told.reading(changed.ticket).with_notes(changed.new_notes)
        case "ticket_closed" if told is not None:
            return told.reading(read_as(TicketClosed, event).ticket)
        case _:
            return told


def _id(context: Context) -> str | None:
    ticket = context.get("ticket")
    return str(ticket.get("id")) if isinstance(ticket, Mapping) else None
