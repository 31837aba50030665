"""Which engine writes a closing document, and what stands in for it."""

import logging
from dataclasses import dataclass

from services.documentation.commands import Drafted
from services.documentation.ports import NoteRequest, NoteWriter, NotWritten, Written
from services.documentation.session import Session
from shared.blobs import Blobs

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of an installation; `model` is None where no key is set.

    The model writes where there is one and the client allows it. Where it has nothing of use the playbook writes, so
    that there is always a document; what the model cost until then is told with it.
    """

    playbook: NoteWriter
    model: NoteWriter | None
    blobs: Blobs

    def asks_model(self, session: Session) -> bool:
        """Whether a model may see this case at all."""
        return self.model is not None and not (session.started and session.started.no_model)

    async def draft(self, request: NoteRequest) -> Drafted:
        """The document; its transcript is stored."""
        written = await self._written(request)
        address = None
        if written.transcript is not None:
            work = request.work
            address = await self.blobs.put(
                work.account, work.session, "application/json", written.transcript, kept=True
            )
        return Drafted(
            markdown=written.markdown,
            engine=written.engine,
            usage=written.usage,
            prompt_version=written.prompt_version,
            prompt_blob=address,
        )

    async def _written(self, request: NoteRequest) -> Written:
        if self.model is None or not self.asks_model(request.session):
            return await self.playbook.write(request)
        try:
            return await self.model.write(request)
        except NotWritten as reason:
            logger.info("the model has no %s (%s), the playbook writes it", request.kind, reason.code)
            instead = await self.playbook.write(request)
            return Written(instead.markdown, instead.engine, usage=reason.usage)
