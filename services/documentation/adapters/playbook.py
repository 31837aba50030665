"""Closing documents without a model: put together from the session, by the rules alone."""

from services.documentation.notes.escalation import escalation_package
from services.documentation.notes.layout import render
from services.documentation.notes.resolution import resolution_note
from services.documentation.notes.wording import Wording
from services.documentation.ports import NoteRequest, Written

_BODIES = {"resolution_note": resolution_note, "escalation_package": escalation_package}


class PlaybookWriter:
    """A `NoteWriter` that needs nothing and always has an answer."""

    async def write(self, request: NoteRequest) -> Written:
        """See `NoteWriter.write`; never raises."""
        bodies = _BODIES[request.kind](request.session, Wording(request.session, request.work.session))
        return Written(render(request.kind, bodies), "playbook")
