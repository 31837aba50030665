"""The flow library as the API sees it: commands to matching, their effect waited for, conflicts explained."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from fastapi import Response

from services.gateway.account_things import Things, is_at
from services.gateway.auth.principal import Principal
from services.gateway.auth.users import Users
from services.gateway.cases import Cases
from services.gateway.headers import Idempotency
from services.gateway.projections.flow import get_flow
from shared.errors import NotFound, Problem, RevisionMismatch

_CONFLICT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class FlowLibrary:
    """The flows of one caller's account."""

    cases: Cases
    users: Users
    who: Principal

    async def change(
        self, name: str, body: Mapping[str, Any], key: Idempotency, match: int | None = None, status: int = 200
    ) -> Response:
        """Have matching do it; the flow as it reads then, with the command's version as ETag; 202 where it lasts.

        Raises:
            Problem: matching refused, or is away. `RevisionMismatch` says which version is there, and whose.
        """
        try:
            done, found = await self._flows.change(self.who, name, body, key, match)
        except RevisionMismatch as conflict:
            raise await self._explained(UUID(str(body["flow_id"])), conflict) from None
        headers = {"ETag": f'"{done["version"]}"'}
        if found is None:
            headers["Location"] = f"/api/v1/flows/{done['flow_id']}"
            return Response(orjson.dumps({**done, "id": done["flow_id"]}), 202, headers, media_type="application/json")
        return Response(found[0], status, headers, media_type="application/json")

    async def get(self, flow: UUID) -> tuple[bytes, int]:
        """The flow's document and version. Raises NotFound."""
        found = await self._flows.get(self.who, flow)
        if found is None:
            raise unknown_flow()
        return found

    @property
    def _flows(self) -> Things[tuple[bytes, int]]:
        return Things(self.cases, "matching", get_flow, is_at, "flow_id")

    async def _explained(self, flow: UUID, conflict: RevisionMismatch) -> Problem:
        found, _ = await self._flows.until(self.who, flow, conflict.facts["version"], _CONFLICT_SECONDS)
        if found is None:
            return conflict
        there = orjson.loads(found[0])
        name = await self._name(there["updated_by"])
        detail = f"{name or 'Somebody'} changed the flow meanwhile; read it again and bring your changes in."
        facts = {"changed_by": there["updated_by"], "changed_by_name": name, "changed_at": there["updated_at"]}
        return RevisionMismatch(conflict.code, detail, **conflict.facts, **facts)

    async def _name(self, user: str | None) -> str | None:
        if user is None:
            return None
        try:
            return (await self.users.get(self.who.account_id, UUID(user))).name
        except NotFound:
            return None


def unknown_flow() -> NotFound:
    """There is no such flow."""
    return NotFound("flow_not_found", "There is no such flow in your account.")
