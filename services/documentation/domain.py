"""The rule of documentation: each closing of a session is documented once."""

from services.documentation.commands import WriteDocumentation
from services.documentation.events import DocumentationWritten
from shared.decider import Decider

Documented = frozenset[int]
"""The outcomes that are documented."""


def decide(command: WriteDocumentation, documented: Documented) -> list[DocumentationWritten]:
    """The documentation, unless that outcome has one."""
    if command.outcome in documented:
        return []
    return [
        DocumentationWritten(
            outcome=command.outcome,
            session_version=command.session_version,
            documentation=command.documentation,
            markdown=command.markdown,
        )
    ]


def evolve(documented: Documented, event: DocumentationWritten) -> Documented:
    """The outcomes documented after one more event."""
    return documented | {event.outcome}


DOCUMENT_DECIDER = Decider(initial=frozenset[int](), decide=decide, evolve=evolve)
