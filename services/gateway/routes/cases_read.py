"""Sessions, read: list, detail at any revision, history, attachments."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from services.gateway.auth.access import Viewer
from services.gateway.cursor import decode_cursor, encode_cursor
from services.gateway.history import History
from services.gateway.limits import limit
from services.gateway.params import Limit, Moment, SearchText, Skip
from services.gateway.projections.case import SORTED_BY, CaseFilter, Sort
from services.gateway.routes.case_detail_models import Case
from services.gateway.routes.cases_models import CaseItem, HistoryEntry, SessionStatus
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.step_models import Tier
from shared.blobs import Blobs
from shared.errors import NotFound

router = APIRouter(prefix="/ai-sessions", tags=["sessions"], dependencies=[Depends(limit("reads"))])

SHOWN = frozenset({"image/png", "image/jpeg", "text/plain"})
"""What the API gives of a case's files."""
NoneMatch = Annotated[str | None, Header(alias="if-none-match")]


async def history_of(request: Request) -> History:
    """The history of this gateway."""
    history: History = request.app.state.history
    return history


async def filter_of(
    who: Viewer,
    mine: bool = True,
    status: SessionStatus | None = None,
    domain: Annotated[str | None, Query(max_length=40)] = None,
    tier: Tier | None = None,
    client: UUID | None = None,
    team: UUID | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
    q: SearchText | None = None,
    sort: Sort = "newest",
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    skip: Skip = 0,
    limit: Limit = 20,
) -> CaseFilter:
    """The query of a list, as a filter."""
    return CaseFilter(
        owner=who.user_id if mine else None,
        status=status,
        domain=domain,
        tier=tier,
        client=client,
        team=team,
        since=since,
        until=until,
        text=q,
        sort=sort,
        before=decode_cursor(cursor) if cursor else None,
        skip=skip,
        limit=limit,
    )


@router.get("", response_model=list[CaseItem])
async def list_sessions(
    who: Viewer, request: Request, cases: CasesDep, wanted: Annotated[CaseFilter, Depends(filter_of)]
) -> Response:
    """Sessions in the order of `sort`: a plain array; the next page's address is in the `Link` header."""
    items = await cases.list(who, wanted)
    headers = {}
    if len(items) == wanted.limit:
        headers["Link"] = f'<{_next_page(request, items[-1], wanted.sort)}>; rel="next"'
    return Response(b"[" + b",".join(items) + b"]", headers=headers, media_type="application/json")


def _next_page(request: Request, last: bytes, sort: Sort) -> str:
    item = orjson.loads(last)
    query = [(name, value) for name, value in request.query_params.multi_items() if name not in ("cursor", "skip")]
    query.append(("cursor", encode_cursor(datetime.fromisoformat(item[SORTED_BY[sort]]), UUID(item["id"]))))
    return f"{request.url.path}?{urlencode(query)}"


@router.get("/{session}", response_model=Case)
async def get_session(
    session: UUID,
    who: Viewer,
    cases: CasesDep,
    history: Annotated[History, Depends(history_of)],
    at_version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    seen: NoneMatch = None,
) -> Response:
    """The session in full, or as it stood at a revision. ETag is its revision."""
    if at_version is not None:
        document = await history.at(who, session, at_version)
        return Response(orjson.dumps(document), headers={"ETag": f'"{at_version}"'}, media_type="application/json")
    row = await cases.get(who, session)
    etag = f'"{row.revision}"'
    if seen == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(row.document, headers={"ETag": etag}, media_type="application/json")


@router.get("/{session}/history", response_model=list[HistoryEntry])
async def get_history(
    session: UUID, who: Viewer, history: Annotated[History, Depends(history_of)]
) -> list[dict[str, Any]]:
    """What happened, one entry an event; `revision` is what `at_version` takes."""
    return await history.entries(who, session)


@router.get("/{session}/blobs/{address}", response_class=StreamingResponse)
async def get_blob(session: UUID, address: str, who: Viewer, request: Request, cases: CasesDep) -> StreamingResponse:
    """A screenshot or log of the session, as it was kept."""
    await cases.get(who, session)
    blobs: Blobs = request.app.state.blobs
    media_type = await blobs.media_type(who.account_id, session, address)
    if media_type not in SHOWN:  # a model's transcript is kept with the case, and never shown
        raise NotFound("blob_not_found", "There is no such file in this session.")
    content: AsyncIterator[bytes] = blobs.read(who.account_id, session, address)
    return StreamingResponse(content, media_type=media_type, headers={"X-Content-Type-Options": "nosniff"})
