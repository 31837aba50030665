"""What each person is told of: their own notifications and nobody else's."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Request, Response

from services.gateway.account_things import Things, has_version, is_at
from services.gateway.auth.access import Viewer
from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.headers import ExpectedVersion, Idempotency, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.notifications.preferences import read_preferences
from services.gateway.params import Limit, Skip
from services.gateway.projections.notification import (
    NotificationFilter,
    count_unread,
    get_notification,
    list_notifications,
    read_up_to,
)
from services.gateway.routes.dependencies import CasesDep, IdentityDep
from services.gateway.routes.notification_models import NewPreferences, Notification, Preferences, ReadAll, Unread
from shared.clock import utc_now
from shared.database import walled
from shared.projection import Connection

router = APIRouter(prefix="/notifications", tags=["notifications"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]


@router.get("", response_model=Sequence[Notification], dependencies=_READ)
async def list_all(
    who: Viewer, cases: CasesDep, unread: bool = False, skip: Skip = 0, limit: Limit = 50
) -> Sequence[dict[str, Any]]:
    """The reader's notifications, the newest first; what was read is listed for 90 days."""
    wanted = NotificationFilter(who.user_id, unread, utc_now(), skip, limit)
    async with walled(cases.pool, who.account_id) as connection:
        return await list_notifications(connection, wanted)


@router.get("/unread", response_model=Unread, dependencies=_READ)
async def unread(who: Viewer, cases: CasesDep) -> dict[str, int]:
    """How many wait to be read."""
    async with walled(cases.pool, who.account_id) as connection:
        return {"count": await count_unread(connection, who.user_id)}


@router.get("/preferences", response_model=Preferences, dependencies=_READ)
async def preferences(who: Viewer, cases: CasesDep, identity: IdentityDep, request: Request) -> dict[str, Any]:
    """What the reader is told of, and how."""
    user = await identity.users.get(who.account_id, who.user_id)
    async with walled(cases.pool, who.account_id) as connection:
        found = await read_preferences(connection, who.user_id)
    return {
        "kinds": {kind: {"in_app": choice.in_app, "email": choice.email} for kind, choice in found.kinds.items()},
        "digest_hour": found.digest_hour,
        "time_zone": found.time_zone,
        "email": user.email,
        "email_available": request.app.state.settings.email_available,
    }


@router.put("/preferences", response_model=Preferences, dependencies=_WRITE)
async def prefer(
    who: Viewer, body: NewPreferences, cases: CasesDep, identity: IdentityDep, request: Request, key: IdempotencyKey
) -> dict[str, Any]:
    """Be told otherwise, from now on: also of what waits to be sent."""
    await cases.command(who, "change_preferences", None, body.model_dump(mode="json"), key, service="notifier")
    return await preferences(who, cases, identity, request)


@router.post("/read-all", response_model=Unread, dependencies=_WRITE)
async def read_all(who: Viewer, body: ReadAll, cases: CasesDep, key: IdempotencyKey) -> Response:
    """Everything up to one notification was seen; how many wait still."""
    fields = {"until": str(body.until) if body.until else None}
    done = await cases.command(who, "read_all_notifications", None, fields, key, service="notifier")
    readers = Things(cases, "notifier", _read_unread, is_at, "user_id")
    found, there = await readers.until(who, who.user_id, done["version"])
    count = found[0] if found else 0
    return Response(orjson.dumps({"count": count}), 200 if there else 202, media_type="application/json")


async def _read_unread(connection: Connection, reader: UUID) -> tuple[int, int]:
    """How many wait, and up to which version of the reader's own stream that is."""
    upto = await read_up_to(connection, reader)
    return await count_unread(connection, reader), upto


@router.post("/{notification}/read", response_model=Notification, dependencies=_WRITE)
async def mark_read(
    who: Viewer, notification: UUID, cases: CasesDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """It was seen."""
    return await _command(cases, who, notification, key, match)


async def _command(cases: Cases, who: Principal, notification: UUID, key: Idempotency, match: int | None) -> Response:
    own = Things(
        cases, "notifier", lambda connection, one: get_notification(connection, who.user_id, one), has_version,
        "notification_id",
    )  # fmt: skip
    done, found = await own.change(who, "read_notification", {"notification_id": str(notification)}, key, match)
    if found is None:
        return _answer({"id": str(notification), "version": done["version"]}, 202)
    return _answer(found)


def _answer(notification: Mapping[str, Any], status: int = 200) -> Response:
    headers = {"ETag": f'"{notification["version"]}"'}
    return Response(orjson.dumps(notification), status, headers, media_type="application/json")
