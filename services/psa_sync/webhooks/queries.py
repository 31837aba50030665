"""`qry.psa_sync.*` about webhooks: what is offered, and what became of deliveries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from services.psa_sync.webhooks.catalogue import CATALOGUE
from services.psa_sync.webhooks.deliveries import Deliveries
from services.psa_sync.webhooks.domain import require_admin
from services.psa_sync.webhooks.reading import DeliveriesQuery
from shared.bus.commands import Answer, Endpoint, Request


@dataclass(frozen=True, slots=True)
class WebhookQueries:
    """What other processes may ask."""

    deliveries: Deliveries

    @property
    def endpoints(self) -> Mapping[str, Endpoint]:
        """The queries by name."""
        return {"deliveries": self.page, "event_types": self.event_types}

    async def event_types(self, _: Request) -> Answer:
        """The types of events that can be subscribed to."""
        return {"event_types": [{"name": one.name, "description": one.description} for one in CATALOGUE]}

    async def page(self, request: Request) -> Answer:
        """Deliveries of an endpoint, the newest first; none of another account's. `next`: `before` of the next page."""
        require_admin(request.actor)
        query = DeliveriesQuery.model_validate(request.body)
        rows = await self.deliveries.page(
            request.actor.account_id, query.endpoint_id, query.status, query.before, query.limit + 1
        )
        shown = rows[: query.limit]
        return {
            "deliveries": [_shown(row) for row in shown],
            "next": shown[-1]["id"] if len(rows) > query.limit else None,
        }


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    tries = orjson.loads(row["tries"])
    last = tries[-1] if tries else {"status": None, "error": None}
    return {
        "id": row["id"],
        "event_type": row["event_type"],
        "event_id": row["event"],
        "session_id": row["session"],
        "status": row["status"],
        "attempts": row["attempts"],
        "last_status": last["status"],
        "last_error": last["error"],
        "tries": tries,
        "next_at": row["next_at"],
        "created_at": row["created_at"],
        "delivered_at": row["delivered_at"],
    }
