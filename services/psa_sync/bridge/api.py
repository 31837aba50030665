"""`cmd.psa_sync.receive_callback`: what a PSA reports, as the gateway passes it on."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.psa_sync.bridge.intake import Intake
from services.psa_sync.bridge.ports import Peers
from shared.bus.commands import Answer, Endpoint, Request
from shared.errors import InvalidInput, NotFound, TooLarge
from shared.id_token import read_id_token


class Received(BaseModel):
    """A callback as it came: header names in lower case, the body byte for byte."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    token: Annotated[str, Field(max_length=200)]
    headers: Annotated[dict[str, str], Field(max_length=20)]
    query: Annotated[dict[str, str], Field(max_length=100)] = {}
    body_b64: str


@dataclass(frozen=True, slots=True)
class BridgeApi:
    """Takes callbacks. `token_key` is what their addresses were made with."""

    intake: Intake
    peers: Peers
    token_key: bytes
    max_bytes: int

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The commands by name."""
        return {"receive_callback": self.receive}

    async def receive(self, request: Request) -> Answer:
        """Keep a callback. Whose it is follows from the token alone; the request's own account counts for nothing."""
        received = Received.model_validate(request.body)
        connection = read_id_token(self.token_key, received.token)
        peer = await self.peers.find(connection) if connection else None
        if peer is None:
            raise NotFound("unknown_callback_address", "No ticket system reports here.")
        return {"accepted": await self.intake.take(peer, received.headers, self._body(received))}

    def _body(self, received: Received) -> bytes:
        try:
            body = base64.b64decode(received.body_b64, validate=True)
        except (binascii.Error, ValueError):
            raise InvalidInput("invalid_body", "The body is not in base64.") from None
        if len(body) > self.max_bytes:
            raise TooLarge("body_too_large", f"A callback has at most {self.max_bytes} bytes.", limit=self.max_bytes)
        return body
