"""The flow library over matching's commands."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.flywheel.proposals.events import FlowText
from services.flywheel.proposals.ports import FlowVersion, Order, Provenance
from shared.bus.commands import Caller, Request
from shared.errors import InvalidInput
from shared.message import Actor

MATCHING = "matching"
MATCHES = 5


@dataclass(frozen=True, slots=True)
class MatchingLibrary:
    """A `FlowLibrary`, a `DraftLibrary` and `Matches` over the bus."""

    caller: Caller

    async def faults(self, account: UUID, tree: dict[str, Any]) -> list[dict[str, str]]:
        """See `FlowLibrary.faults`."""
        request = Request(actor=Actor(account_id=account), body={"tree_structure": tree})
        answer = await self.caller.command(MATCHING, "validate_flow", request)
        found: list[dict[str, str]] = answer["faults"]
        return found

    async def publish_new(self, order: Order, flow: FlowText, provenance: Provenance) -> FlowVersion:
        """See `FlowLibrary.publish_new`. An import, whose ids follow from its key."""
        body = {"flows": [_content(flow, provenance)]}
        (answer,) = (await self._ask(order, "import_flows", body))["flows"]
        if answer["flow_id"] is None:
            raise InvalidInput("flow_invalid", "The tree breaks rules; each is named.", faults=answer["faults"])
        return FlowVersion(UUID(answer["flow_id"]), 1)

    async def draft_new(self, order: Order, flow: FlowText, provenance: Provenance) -> UUID:
        """See `DraftLibrary.draft_new`. An import too: its ids follow from its key."""
        body = {"flows": [{**_content(flow, provenance), "status": "draft"}]}
        (answer,) = (await self._ask(order, "import_flows", body))["flows"]
        if answer["flow_id"] is None:
            raise InvalidInput("flow_invalid", "The tree breaks rules; each is named.", faults=answer["faults"])
        return UUID(answer["flow_id"])

    async def matching(self, account: UUID, text: str, domain: str) -> Collection[UUID]:
        """See `Matches.matching`."""
        body = {"text": text, "problem_domain": domain, "limit": MATCHES}
        answer = await self.caller.query(MATCHING, "match", Request(actor=Actor(account_id=account), body=body))
        return {UUID(one["flow_id"]) for one in answer["matches"] if not one["below_threshold"]}

    async def publish_change(
        self, order: Order, flow_id: UUID, flow: FlowText, provenance: Provenance, expected: int | None
    ) -> FlowVersion:
        """See `FlowLibrary.publish_change`."""
        named = {"flow_id": str(flow_id)}
        await self._ask(order, "revise_flow", _content(flow, provenance) | named, expected)
        answer = await self._ask(order, "publish_flow", named)
        return FlowVersion(flow_id, answer["flow_version"])

    async def archive(self, order: Order, flow_id: UUID) -> None:
        """See `FlowLibrary.archive`."""
        await self._ask(order, "archive_flow", {"flow_id": str(flow_id)})

    async def _ask(self, order: Order, name: str, body: dict[str, Any], expected: int | None = None) -> dict[str, Any]:
        """Ask for the reviewer, in the name of the product: it was decided here who may."""
        key = f"{order.key} {name}"
        request = Request(
            actor=Actor(account_id=order.account, user_id=order.by),
            body=body,
            route=f"flywheel/{name}",
            key=key,
            body_hmac=hashlib.sha256(key.encode()).hexdigest(),
            expected_version=expected,
        )
        return await self.caller.command(MATCHING, name, request)


def _content(flow: FlowText, provenance: Provenance) -> dict[str, Any]:
    source = str(provenance.source) if provenance.source else None
    return {**flow.model_dump(mode="json"), "origin": provenance.origin, "source_session_id": source}
