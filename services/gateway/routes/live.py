"""`GET /events`: the live feed as server-sent events."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import StrictBool

from services.gateway.auth.access import Viewer
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.limits import limit
from services.gateway.live import LiveFeed
from services.gateway.params import RequestBody
from services.gateway.routes.dependencies import CasesDep
from services.gateway.whispers import Whispers
from shared.errors import InvalidInput

router = APIRouter(tags=["live"])

MAX_TOPICS = 50
_SESSION = "session:"


@router.get("/events", response_class=StreamingResponse)
async def events(
    who: Viewer,
    request: Request,
    topics: Annotated[str | None, Query(max_length=4000)] = None,
    last_event_id: Annotated[str | None, Header(max_length=40)] = None,
) -> StreamingResponse:
    """What changes, as it happens. `topics=session:<id>,...` narrows it; without it the whole account.

    Resume with `Last-Event-ID`. Events: `change` (what happened to which thing) and `resync` (read everything anew);
    without an id, since they are never stored: `partial` (a step's text while FlowPilot writes it; the step itself
    follows as a change) and `presence` (somebody has a case open, or left it).
    """
    live: LiveFeed = request.app.state.live
    identity: Identity = request.app.state.identity

    async def admit() -> Principal:
        return await identity.authenticator.admit(request.scope)

    stream = await live.open(who, admit, _sessions(topics), last_event_id)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


class Presence(RequestBody):
    """`here` while the case is open; false when it is left."""

    here: StrictBool = True


@router.post("/ai-sessions/{session}/presence", status_code=204, dependencies=[Depends(limit("reads"))])
async def presence(session: UUID, body: Presence, who: Viewer, request: Request, cases: CasesDep) -> None:
    """Tell the others on this case that the caller has it open; repeat it every few seconds while that is so."""
    await cases.get(who, session)
    whispers: Whispers = request.app.state.whispers
    seen = {"session_id": session, "user_id": who.user_id, "name": who.name, "here": body.here}
    await whispers.say("presence", who.account_id, session, seen)


def _sessions(topics: str | None) -> list[UUID] | None:
    if not topics or topics == "account":
        return None
    names = topics.split(",")
    try:
        if len(names) > MAX_TOPICS or not all(name.startswith(_SESSION) for name in names):
            raise ValueError
        return [UUID(name.removeprefix(_SESSION)) for name in names]
    except ValueError:
        raise InvalidInput(
            "invalid_topics", f"topics takes up to {MAX_TOPICS} of session:<id>, separated by commas, or account."
        ) from None
