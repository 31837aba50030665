"""From a start request to intake: what is large goes to blobs first, the command carries its reference."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from services.gateway.auth.clients import Clients
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import Idempotency
from services.gateway.routes.cases_models import IntakeContent, StartSession
from shared.blobs import Blobs
from shared.errors import InvalidInput
from shared.ids import new_id

UPLOADS = "/api/v1/uploads/"
INLINE_LOG_BYTES = 128 * 1024
"""A longer log does not fit into a message on the bus."""


@dataclass(frozen=True, slots=True)
class Intakes:
    """Starts cases."""

    cases: Cases
    clients: Clients
    blobs: Blobs
    log_bytes: int

    async def start(self, who: Principal, body: StartSession, key: Idempotency) -> UUID:
        """The session that this request started, now or the first time that it was sent.

        Raises:
            Problem: intake refused; an upload, a client or a ticket is not usable.
        """
        asked: dict[str, Any] = {
            "intake_type": body.intake_type,
            "text": body.intake_content.text,
            "screenshots": _upload_ids(body.intake_content),
            "ticket": _ticket(body),
            "client_id": body.client_id,
        }
        # The same request sent again has other upload ids: the digest is over what the caller sent.
        log = (body.intake_content.log_content or "").encode()
        digest_of = asked | {"log": sha256(log).hexdigest()}
        fields = asked | await self._log(who, log) | await self._policy(who, body.client_id)
        answer = await self.cases.command(
            who, "start_case", new_id(), fields, key, service="intake", digest_of=digest_of
        )
        return UUID(answer["session"])

    async def _policy(self, who: Principal, client_id: UUID | None) -> dict[str, Any]:
        if client_id is None:
            return {}
        client = await self.clients.get(who.account_id, client_id)
        return {"client_policy": {"no_model": client.no_model, "redactions": client.redactions}}

    async def _log(self, who: Principal, log: bytes) -> dict[str, Any]:
        if len(log) <= INLINE_LOG_BYTES:
            return {"log": log.decode() or None}
        upload = await self.blobs.upload(who.account_id, who.user_id, "text/plain", log, self.log_bytes)
        return {"log_upload": upload.id}


def _upload_ids(content: IntakeContent) -> list[str]:
    try:
        return [str(UUID(url.removeprefix(UPLOADS))) for url in content.image_urls or ()]
    except ValueError:
        raise InvalidInput(
            "foreign_image_url", "image_urls takes only addresses that POST /api/v1/uploads answered."
        ) from None


def _ticket(body: StartSession) -> dict[str, str | None] | None:
    content = body.intake_content
    ticket = body.psa_ticket_id or content.ticket_id
    if ticket is None:
        return None
    return {"psa_ticket_id": ticket, "psa_connection_id": body.psa_connection_id or content.psa_connection_id}
