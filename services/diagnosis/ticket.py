"""The ticket of a case as it was told last: what a model is given from the next step on."""

from dataclasses import replace

from services.diagnosis.ports import CaseView
from services.diagnosis.state import Case
from services.diagnosis.ticket_context import LinkedTicket, ticket_context
from shared.log import EventLog


async def with_ticket(log: EventLog, view: CaseView, case: Case) -> CaseView:
    """The view with what the ticket system told of the ticket that the case is linked to, and of no other."""
    linked = LinkedTicket(*case.ticket) if case.ticket else None
    found = ticket_context(await log.load(f"ticket-{view.session}"), view.ticket_context, linked)
    return replace(view, ticket_context=dict(found) if found else None)
