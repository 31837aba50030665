"""What is asked of a document stream."""

from services.documentation.events import Documentation
from shared.message import Command


class WriteDocumentation(Command):
    """Keep the documentation of one closing, rendered already."""

    outcome: int
    session_version: int
    documentation: Documentation
    markdown: str
