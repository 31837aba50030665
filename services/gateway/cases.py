"""Cases as the API sees them: commands sent to their service, read models waited for, history folded anew."""

import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from services.gateway.auth.principal import Principal
from services.gateway.headers import Idempotency
from services.gateway.notices import Notices
from services.gateway.projections.case import CaseFilter, CaseRow, check_not_erased, existing_case, get_case, list_cases
from services.gateway.projections.case_steps import is_briefing
from services.gateway.projections.escalation import EscalationFilter, list_escalations
from services.gateway.projections.fix import FixFilter, list_fixes
from shared.bus.commands import Caller, Request
from shared.database import walled
from shared.errors import IllegalState, Problem, Unavailable

_UNKNOWN_SESSION = frozenset({"unknown_session", "session_not_found"})
"""What a service says of a session that it has not seen yet, or whose key is gone."""


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
            Erased: it was erased.
            Unavailable: its read model is being mended (`stale`).
        """
        async with walled(self.pool, who.account_id) as connection:
            row = await existing_case(connection, session)
        if row.stale_since is not None:
            raise Unavailable("stale", "This session's view is being mended; try again shortly.", retry_after=5)
        return row

    async def list(self, who: Principal, wanted: CaseFilter) -> "list[bytes]":
        """Items of the caller's account, newest first, as JSON."""
        async with walled(self.pool, who.account_id) as connection:
            return await list_cases(connection, wanted)

    async def escalations(self, who: Principal, wanted: EscalationFilter) -> Sequence[dict[str, Any]]:
        """Sessions of the caller's account that wait for an engineer."""
        async with walled(self.pool, who.account_id) as connection:
            return await list_escalations(connection, wanted)

    async def fixes(self, who: Principal, wanted: FixFilter) -> Sequence[dict[str, Any]]:
        """Suggested fixes of the caller's account."""
        async with walled(self.pool, who.account_id) as connection:
            return await list_fixes(connection, wanted)

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
        except Problem as problem:
            raise await self._explained(who, session, problem) from None

    async def _explained(self, who: Principal, session: UUID | None, refusal: Problem) -> Problem:
        """Why a command was refused, said of what the service cannot know: an erased session, and one not begun yet."""
        if session is None:
            return refusal
        async with walled(self.pool, who.account_id) as connection:
            await check_not_erased(connection, session)
            is_here = await get_case(connection, session) is not None
        return _not_begun() if is_here and refusal.code in _UNKNOWN_SESSION else refusal

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
    return last if last is not None and last["responded_at"] is None and not is_briefing(last) else None
