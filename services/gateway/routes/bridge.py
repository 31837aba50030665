"""`POST /bridge/psa/{token}`: what ticket systems report. Nobody is signed in; each has an address of its own."""

import base64
import hashlib
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request

from services.gateway.auth.access import anyone
from services.gateway.limits import Limiter
from services.gateway.routes.dependencies import CasesDep
from shared.bus.commands import Request as CommandRequest
from shared.message import Actor

router = APIRouter(prefix="/bridge", tags=["bridge"], dependencies=[Depends(anyone)])

NOBODY = Actor(account_id=UUID(int=0))
"""The token alone says whose callback it is; this account owns nothing."""
PASSED_ON = ("authorization", "content-type", "x-content-signature", "x-hook-signature")
"""The headers that ticket systems prove themselves with; no others leave the gateway."""
_ANY_BODY: dict[str, Any] = {
    "requestBody": {
        "description": "As the ticket system writes it; its signature is over these very bytes.",
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
}


@router.post("/psa/{token}", status_code=204, openapi_extra=_ANY_BODY)
async def psa_callback(token: Annotated[str, Path(max_length=200)], request: Request, cases: CasesDep) -> None:
    """Take the report of a change, made at the address that the connection shows, and signed as its PSA signs.

    Kept before it is answered, worked on afterwards. Sent twice, it counts once. 401: not signed, or by somebody else;
    404: no connection has this address; 503: send it again.
    """
    limiter: Limiter = request.app.state.limiter
    await limiter.hit("callbacks", _subject(request))
    body = {
        "token": token,
        "headers": {name: request.headers[name] for name in PASSED_ON if name in request.headers},
        "query": dict(request.query_params),
        "body_b64": base64.b64encode(await request.body()).decode(),
    }
    await cases.caller.command("psa_sync", "receive_callback", CommandRequest(actor=NOBODY, body=body))


def _subject(request: Request) -> str:
    address = request.client.host if request.client else ""
    return hashlib.sha256(address.encode()).hexdigest()
