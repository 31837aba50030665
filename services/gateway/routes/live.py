"""`GET /events`: the live feed as server-sent events."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from services.gateway.auth.access import Viewer
from services.gateway.live import LiveFeed
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

    Resume with `Last-Event-ID`. Events: `change` (what happened to which thing) and `resync` (read everything anew).
    """
    live: LiveFeed = request.app.state.live
    stream: AsyncIterator[bytes] = live.stream(who, _sessions(topics), last_event_id)
    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)


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
