"""The closing documents before the closing: drafts, and what engineers make of them."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field, StrictBool, StringConstraints

from services.gateway.auth.access import Engineer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import Idempotency, IdempotencyKey, Wait
from services.gateway.limits import limit
from services.gateway.params import RequestBody
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.step_models import EngineName
from shared.errors import Unavailable

router = APIRouter(prefix="/ai-sessions", tags=["closing documents"])

NoteKind = Literal["resolution_note", "escalation_package"]
MOST_CHARS = 20_000


class PreviewNote(RequestBody):
    """`force` drafts anew though nothing has changed."""

    force: StrictBool = False


class EditNote(RequestBody):
    """The engineer's own words, as of the state of the session that they were written from."""

    markdown: Annotated[str, StringConstraints(min_length=1, max_length=MOST_CHARS)]
    state_version: Annotated[int, Field(ge=0, strict=True)]


class NotePreview(BaseModel):
    """A closing document as it reads now. It is out of date where `current_state_version` is higher."""

    markdown: str
    target_ticket_ref: str | None
    state_version: int
    from_cache: bool
    edited: bool
    engine: EngineName
    superseded_edit: str | None
    """An engineer's words that a later state, or a later draft, took the place of."""
    current_state_version: int
    at: datetime


@router.post("/{session}/resolution-note/preview", response_model=NotePreview, dependencies=[Depends(limit("drafts"))])
async def preview_resolution_note(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, wait: Wait, body: PreviewNote | None = None
) -> dict[str, Any]:
    """The resolution note as it reads now, drafted where the session has changed."""
    return await _preview(cases, who, session, "resolution_note", body, key, wait)


@router.post(
    "/{session}/escalation-package/preview", response_model=NotePreview, dependencies=[Depends(limit("drafts"))]
)
async def preview_escalation_package(
    session: UUID, who: Engineer, cases: CasesDep, key: IdempotencyKey, wait: Wait, body: PreviewNote | None = None
) -> dict[str, Any]:
    """The escalation package as it reads now, drafted where the session has changed."""
    return await _preview(cases, who, session, "escalation_package", body, key, wait)


@router.put("/{session}/resolution-note", response_model=NotePreview, dependencies=[Depends(limit("commands"))])
async def edit_resolution_note(
    session: UUID, body: EditNote, who: Engineer, cases: CasesDep, key: IdempotencyKey
) -> dict[str, Any]:
    """Write the resolution note in one's own words; they stand until the session changes."""
    return await _edit(cases, who, session, "resolution_note", body, key)


@router.put("/{session}/escalation-package", response_model=NotePreview, dependencies=[Depends(limit("commands"))])
async def edit_escalation_package(
    session: UUID, body: EditNote, who: Engineer, cases: CasesDep, key: IdempotencyKey
) -> dict[str, Any]:
    """Write the escalation package in one's own words; they stand until the session changes."""
    return await _edit(cases, who, session, "escalation_package", body, key)


async def _preview(
    cases: Cases, who: Principal, session: UUID, kind: NoteKind, body: PreviewNote | None, key: Idempotency, wait: float
) -> dict[str, Any]:
    """Ask until the draft is there: the service answers in between that it is still at it."""
    asked: dict[str, Any] = {"kind": kind, "force": body is not None and body.force}
    digest_of = {"session": session, **asked}
    ends_at = asyncio.get_running_loop().time() + wait
    while True:
        answer = await cases.command(
            who, "draft_note", session, asked, key, service="documentation", digest_of=digest_of
        )
        if "pending" not in answer:
            return answer
        if asyncio.get_running_loop().time() >= ends_at:
            raise Unavailable("draft_pending", "The draft is still being written; ask again shortly.", retry_after=2)
        asked["after"] = answer["after"]


async def _edit(
    cases: Cases, who: Principal, session: UUID, kind: NoteKind, body: EditNote, key: Idempotency
) -> dict[str, Any]:
    fields = {"kind": kind, **body.model_dump()}
    return await cases.command(
        who, "edit_note", session, fields, key, service="documentation", digest_of={"session": session, **fields}
    )
