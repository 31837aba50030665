"""Screenshots and logs, sent before the session that takes them."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Request, UploadFile
from pydantic import BaseModel

from services.gateway.auth.access import Engineer
from services.gateway.intake import UPLOADS
from services.gateway.limits import limit
from services.gateway.settings import GatewaySettings
from shared.blobs import Blobs

router = APIRouter(prefix="/uploads", tags=["sessions"])

PIECE_BYTES = 256 * 1024


class Uploaded(BaseModel):
    """The address that `image_urls` takes, for a day."""

    id: UUID
    url: str
    bytes: int
    media_type: str


@router.post("", status_code=201, dependencies=[Depends(limit("commands"))])
async def upload(who: Engineer, request: Request, file: Annotated[UploadFile, File()]) -> Uploaded:
    """Store a file; what it really is, is found out when a session takes it."""
    blobs: Blobs = request.app.state.blobs
    settings: GatewaySettings = request.app.state.settings
    media_type = (file.content_type or "application/octet-stream")[:100]
    found = await blobs.upload(who.account_id, who.user_id, media_type, _pieces(file), settings.upload_max_bytes)
    return Uploaded(id=found.id, url=f"{UPLOADS}{found.id}", bytes=found.bytes, media_type=found.media_type)


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE_BYTES):
        yield piece
