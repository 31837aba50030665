"""Webhook endpoints: where events of the account are sent."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends, Response

from services.gateway.account_things import SERVICE, Thing, Things, ask, has_version
from services.gateway.auth.access import AccountAdmin
from services.gateway.auth.principal import Principal
from services.gateway.headers import ExpectedVersion, IdempotencyKey
from services.gateway.limits import limit
from services.gateway.projections.webhook_endpoint import get_endpoint, list_endpoints
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.webhook_models import (
    CreatedWebhookEndpoint,
    NewSecret,
    NewWebhookEndpoint,
    WebhookEndpoint,
    WebhookEndpointChanges,
    WebhookEventTypes,
    changes,
)
from shared.database import walled
from shared.errors import NotFound

router = APIRouter(tags=["webhooks"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
ALL = "/webhook-endpoints"
ONE = f"{ALL}/{{endpoint}}"
_NO_STORE = {"Cache-Control": "no-store"}


async def endpoints_of(cases: CasesDep) -> Things[Thing]:
    """The webhook endpoints of this gateway."""
    return Things(cases, SERVICE, get_endpoint, has_version, "endpoint_id")


EndpointsDep = Annotated[Things[Thing], Depends(endpoints_of)]


@router.get("/webhook-event-types", response_model=WebhookEventTypes, dependencies=_READ)
async def event_types(who: AccountAdmin, cases: CasesDep) -> dict[str, Any]:
    """What can be subscribed to."""
    return await ask(cases, who, "event_types", {})


@router.get(ALL, response_model=list[WebhookEndpoint], dependencies=_READ)
async def list_all(who: AccountAdmin, cases: CasesDep) -> Sequence[Thing]:
    """The account's endpoints, the oldest first."""
    async with walled(cases.pool, who.account_id) as connection:
        return await list_endpoints(connection)


@router.post(ALL, status_code=201, response_model=CreatedWebhookEndpoint, dependencies=_WRITE)
async def create(who: AccountAdmin, body: NewWebhookEndpoint, endpoints: EndpointsDep, key: IdempotencyKey) -> Response:
    """Subscribe an address. The secret in the answer is not shown again."""
    done, found = await endpoints.change(who, "create_endpoint", body.model_dump(mode="json"), key)
    address = {"Location": f"/api/v1/webhook-endpoints/{done['endpoint_id']}", **_NO_STORE}
    return _answer(done, found, 201, {"secret": done.get("secret")}, address)


@router.get(ONE, response_model=WebhookEndpoint, dependencies=_READ)
async def get(who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep) -> Response:
    """One endpoint."""
    return _answer({}, await existing(endpoints, who, endpoint))


@router.patch(ONE, response_model=WebhookEndpoint, dependencies=_WRITE)
async def change(
    who: AccountAdmin, endpoint: UUID, body: WebhookEndpointChanges, endpoints: EndpointsDep, key: IdempotencyKey,
    match: ExpectedVersion,
) -> Response:  # fmt: skip
    """Change what was sent."""
    done, found = await endpoints.change(who, "change_endpoint", named(endpoint, changes(body)), key, match)
    return _answer(done, found)


@router.delete(ONE, status_code=204, dependencies=_WRITE)
async def remove(
    who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep, key: IdempotencyKey, match: ExpectedVersion
) -> None:
    """Send nothing more, and forget the secret."""
    await endpoints.change(who, "remove_endpoint", named(endpoint), key, match)


@router.post(f"{ONE}/rotate-secret", response_model=NewSecret, dependencies=_WRITE)
async def rotate_secret(
    who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep, key: IdempotencyKey, response: Response
) -> dict[str, Any]:
    """Sign with another secret; for a day the old one signs as well. The answer shows it once."""
    response.headers.update(_NO_STORE)
    done, _ = await endpoints.change(who, "rotate_endpoint_secret", named(endpoint), key)
    return {"secret": done.get("secret")}


@router.post(f"{ONE}/enable", response_model=WebhookEndpoint, dependencies=_WRITE)
async def enable(
    who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Send events again, from now on."""
    done, found = await endpoints.change(who, "enable_endpoint", named(endpoint), key, match)
    return _answer(done, found)


@router.post(f"{ONE}/disable", response_model=WebhookEndpoint, dependencies=_WRITE)
async def disable(
    who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep, key: IdempotencyKey, match: ExpectedVersion
) -> Response:
    """Send nothing until the endpoint is enabled again."""
    done, found = await endpoints.change(who, "disable_endpoint", named(endpoint), key, match)
    return _answer(done, found)


async def existing(endpoints: Things[Thing], who: Principal, endpoint: UUID) -> Thing:
    """The endpoint. Raises NotFound where the caller's account has none of that id, or has it no more."""
    found = await endpoints.get(who, endpoint)
    if found is None or found["state"] == "removed":
        raise NotFound("unknown_endpoint", "There is no such webhook endpoint in your account.")
    return found


def named(endpoint: UUID, fields: Thing | None = None) -> Thing:
    """What a command about the endpoint says."""
    return {"endpoint_id": str(endpoint), **(fields or {})}


def _answer(
    done: Thing, found: Thing | None, status: int = 200, more: Thing | None = None,
    headers: dict[str, str] | None = None,
) -> Response:  # fmt: skip
    if found is None:
        found, status = {"id": done["endpoint_id"], "version": done["version"]}, 202
    shown = {field: value for field, value in found.items() if field != "account_id"} | (more or {})
    headers = {"ETag": f'"{found["version"]}"', **(headers or {})}
    return Response(orjson.dumps(shown), status, headers, media_type="application/json")
