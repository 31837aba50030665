"""The types of events that are offered to others, under names of their own: ours may change, these may not."""

from dataclasses import dataclass

TEST = "endpoint.test"
"""What is sent when somebody tries an endpoint out; nobody subscribes to it."""

OFFERED_TICKET = "ticket_drafted"
"""Of no case yet, though sealed by a key that is not the account's."""


@dataclass(frozen=True, slots=True)
class Offered:
    """`name` is what is subscribed to, `source` the event of the log that it tells of."""

    name: str
    source: str
    description: str


CATALOGUE: tuple[Offered, ...] = (
    Offered("session.started", "session_started", "A diagnosis began."),
    Offered("session.resolved", "session_resolved", "The problem is solved."),
    Offered("session.escalated", "escalation_requested", "An engineer asks for another one."),
    Offered("session.picked_up", "escalation_picked_up", "Another engineer took an escalated case."),
    Offered("session.taken_back", "escalation_taken_back", "Who escalated goes on alone."),
    Offered("session.handed_over", "handed_over", "The case went to somebody outside: a vendor, a visit on site."),
    Offered("session.abandoned", "session_abandoned", "A session ended without a result."),
    Offered("session.reopened", "session_reopened", "A solution did not hold."),
    Offered("session.erased", "case_erased", "A case was erased: delete what you keep of it."),
    Offered("documentation.written", "note_written", "The closing document of a case was written."),
    Offered("push.succeeded", "push_succeeded", "The closing document stands in the ticket."),
    Offered("push.failed", "push_abandoned", "The closing document could not be written to the ticket."),
    Offered("ticket.changed", "ticket_changed", "The ticket of a case reads otherwise in the PSA."),
    Offered("ticket.closed", "ticket_closed", "The ticket of a case was closed in the PSA."),
    Offered("ticket.drafted", OFFERED_TICKET, "A new ticket of a watched board is offered as a case."),
    Offered("connection.paused", "connection_paused", "Nothing is asked of a PSA until somebody resumes."),
    Offered("connection.resumed", "connection_resumed", "A PSA is asked again."),
)
NAMES = frozenset(offered.name for offered in CATALOGUE)
BY_SOURCE = {offered.source: offered for offered in CATALOGUE}


def sources(event_types: tuple[str, ...]) -> list[str]:
    """The events of the log behind these types; none named: behind all."""
    return [offered.source for offered in CATALOGUE if not event_types or offered.name in event_types]
