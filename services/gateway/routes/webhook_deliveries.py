"""What was sent to webhook endpoints, and what is sent to them anew."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends

from services.gateway.account_things import SERVICE, ask
from services.gateway.auth.access import AccountAdmin
from services.gateway.headers import IdempotencyKey
from services.gateway.limits import limit
from services.gateway.params import Limit
from services.gateway.routes.dependencies import CasesDep
from services.gateway.routes.webhook_endpoints import ONE, EndpointsDep, existing, named
from services.gateway.routes.webhook_models import Deliveries, DeliveryStatus, Replay, Replayed, Resent, TestSent

router = APIRouter(tags=["webhooks"])
_READ = [Depends(limit("reads"))]
_WRITE = [Depends(limit("commands"))]
MOST = 100


@router.get(f"{ONE}/deliveries", response_model=Deliveries, dependencies=_READ)
async def list_deliveries(
    who: AccountAdmin, endpoint: UUID, endpoints: EndpointsDep, status: DeliveryStatus | None = None,
    before: UUID | None = None, limit: Limit = 50,
) -> dict[str, Any]:  # fmt: skip
    """The endpoint's deliveries, the newest first; with `before` those made before that one."""
    await existing(endpoints, who, endpoint)
    wanted = {"status": status, "before": before and str(before), "limit": min(limit, MOST)}
    return await ask(endpoints.cases, who, "deliveries", named(endpoint, wanted))


@router.post(f"{ONE}/test", response_model=TestSent, dependencies=_WRITE)
async def send_test(who: AccountAdmin, endpoint: UUID, cases: CasesDep, key: IdempotencyKey) -> dict[str, Any]:
    """Send an event that means nothing."""
    return await cases.command(who, "send_test", None, named(endpoint), key, service=SERVICE)


@router.post(f"{ONE}/replay", response_model=Replayed, dependencies=_WRITE)
async def replay(
    who: AccountAdmin, endpoint: UUID, body: Replay, cases: CasesDep, key: IdempotencyKey
) -> dict[str, Any]:
    """Send the endpoint's events of a time anew, with the ids that they had."""
    fields = named(endpoint, body.model_dump(mode="json"))
    return await cases.command(who, "replay_deliveries", None, fields, key, service=SERVICE)


@router.post(f"{ONE}/deliveries/{{delivery}}/resend", response_model=Resent, dependencies=_WRITE)
async def resend(
    who: AccountAdmin, endpoint: UUID, delivery: UUID, cases: CasesDep, key: IdempotencyKey
) -> dict[str, Any]:
    """Send one delivery again, with the id that it had."""
    fields = named(endpoint, {"delivery_id": str(delivery)})
    return await cases.command(who, "resend_delivery", None, fields, key, service=SERVICE)
