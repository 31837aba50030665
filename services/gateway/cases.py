"""Cases as the API sees them: commands sent to their service, read models waited for, history folded anew."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from services.gateway.auth.principal import Principal
from services.gateway.headers import Idempotency
from services.gateway.notices import Notices
from services.gateway.projections.case import CaseFilter, CaseRow, get_case, list_cases
from shared.bus.commands import Caller, Request
from shared.database import walled
from shared.errors import IllegalState, NotFound, Unavailable


@dataclass(frozen=True, slots=True)
class Cases:
    """What the case routes work with. `hmac_key` keys the digest that tells a repeated body from another one."""

    pool: asyncpg.Pool
    caller: Caller
    notices: Notices
    hmac_key: bytes

    async def get(self, who: Principal, session: UUID) -> CaseRow:
        """The case as it stands in the read model.

        Raises:
            NotFound: the caller's account has no such case.
            Unavailable: its read model is being mended (`stale`).
        """
        async with walled(self.pool, who.account_id) as connection:
            row = await get_case(connection, session)
        if row is None:
            raise NotFound("session_not_found", "There is no such session in your account.")
        if row.stale_since is not None:
            raise Unavailable("stale", "This session's view is being mended; try again shortly.", retry_after=5)
        return row

    async def list(self, who: Principal, wanted: CaseFilter) -> "list[bytes]":
        """Items of the caller's account, newest first, as JSON."""
        async with walled(self.pool, who.account_id) as connection:
            return await list_cases(connection, wanted)

    async def command(
        self,
        who: Principal,
        name: str,
        session: UUID | None,
        body: Mapping[str, Any],
        key: Idempotency,
        expected_version: int | None = None,
        service: str = "diagnosis",
        digest_of: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Send a command to the service that decides it; its answer.

        `digest_of` is what a repetition must agree in, where that is not the body itself.

        Raises:
            Problem: the service refused, or is away.
        """
        route = f"{name}:{session}" if service == "diagnosis" else name
        request = Request(
            actor=who.actor,
            body=dict(body),
            route=route,
            key=key.key,
            body_hmac=self._digest(route, body if digest_of is None else digest_of),
            session=session,
            expected_version=expected_version,
        )
        try:
            return await self.caller.command(service, name, request)
        except NotFound:
            if session is not None and await self._is_here(who, session):
                raise _not_begun() from None
            raise

    async def _is_here(self, who: Principal, session: UUID) -> bool:
        async with walled(self.pool, who.account_id) as connection:
            return await get_case(connection, session) is not None

    def _digest(self, route: str, body: Mapping[str, Any]) -> str:
        canonical = orjson.dumps([route, body], option=orjson.OPT_SORT_KEYS, default=str)
        return hmac.new(self.hmac_key, canonical, sha256).hexdigest()

    async def until(
        self, who: Principal, session: UUID, enough: Callable[[CaseRow], bool], seconds: float
    ) -> tuple[CaseRow | None, bool]:
        """The case once `enough` holds, or as it stands when the time is up; and whether it holds."""

        async def read() -> CaseRow | None:
            async with walled(self.pool, who.account_id) as connection:
                return await get_case(connection, session)

        return await self.notices.until(str(session), read, enough, seconds)


def _not_begun() -> IllegalState:
    detail = "This session is being prepared; go on when its first step is there."
    return IllegalState("not_begun", detail, retry_after=1)


def settled(version: int) -> Callable[[CaseRow], bool]:
    """Whether the case has seen `version` and FlowPilot is not working on a step."""

    def enough(row: CaseRow) -> bool:
        return row.version >= version and not orjson.loads(row.document)["awaiting_step"]

    return enough


def has_first_step(row: CaseRow) -> bool:
    """Whether the first step is there, or it failed."""
    case = orjson.loads(row.document)
    return bool(case["steps"]) or case["failure"] is not None or case["status"] != "active"


def open_step(case: Mapping[str, Any]) -> dict[str, Any] | None:
    """The step that waits for an answer."""
    last: dict[str, Any] | None = case["steps"][-1] if case["steps"] else None
    return last if last is not None and last["responded_at"] is None else None
