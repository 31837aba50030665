"""What intake reads of other services' events: only the fields that it uses."""

from typing import Any

from shared.message import Incoming


class TicketContextLoaded(Incoming):
    """The ticket system answered: the ticket, its company and contact, configurations, recent notes."""

    context: dict[str, Any]
