"""What diagnosis asks other services while it works: it goes on without an answer, and soon."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from pydantic import ValidationError

from services.diagnosis.known import OfferedScript
from services.diagnosis.near import NearFlow
from shared.bus.commands import Caller, Request
from shared.errors import Problem
from shared.message import Actor, Incoming

logger = logging.getLogger(__name__)

MOST_SCRIPTS = 20
MOST_FLOWS = 6
LEAST_SCORE = 0.05
"""Flows below it are not near to anything."""

Reply = TypeVar("Reply", bound=Incoming)


class _Script(Incoming):
    id: UUID
    slug: str
    name: str
    description: str | None = None
    parameter_keys: tuple[str, ...] = ()


class _Scripts(Incoming):
    scripts: tuple[_Script, ...]


class _Match(Incoming):
    flow_id: UUID
    flow_name: str
    flow_version: int
    score: float


class _Matches(Incoming):
    matches: tuple[_Match, ...]


@dataclass(frozen=True, slots=True)
class ScriptQuery:
    """A `ScriptReader` over `qry.documentation.offered_scripts`. The caller's deadline should be short."""

    caller: Caller

    async def offered(self, account: UUID, team: UUID | None, slugs: Sequence[str] = ()) -> tuple[OfferedScript, ...]:
        """See `ScriptReader.offered`."""
        body: dict[str, Any] = {"team_id": str(team) if team else None}
        if slugs:
            body["slugs"] = list(slugs[:MOST_SCRIPTS])
        found = await _ask(self.caller, account, "documentation", "offered_scripts", body, _Scripts)
        scripts = found.scripts[:MOST_SCRIPTS] if found else ()
        return tuple(
            OfferedScript(script.id, script.slug, script.name, script.description or "", script.parameter_keys)
            for script in scripts
        )


@dataclass(frozen=True, slots=True)
class FlowQuery:
    """A `FlowFinder` over `qry.matching.match`. The caller's deadline should be short."""

    caller: Caller

    async def near(self, account: UUID, words: str, domain: str) -> tuple[NearFlow, ...]:
        """See `FlowFinder.near`."""
        body = {"text": words, "problem_domain": domain, "limit": MOST_FLOWS}
        found = await _ask(self.caller, account, "matching", "match", body, _Matches)
        return tuple(
            NearFlow(flow_id=match.flow_id, flow_version=match.flow_version, name=match.flow_name, score=match.score)
            for match in (found.matches if found else ())
            if match.score >= LEAST_SCORE
        )


async def _ask(
    caller: Caller, account: UUID, service: str, name: str, body: dict[str, Any], reply: type[Reply]
) -> Reply | None:
    """The answer; None where there is none that can be read."""
    try:
        return reply.model_validate(
            await caller.query(service, name, Request(actor=Actor(account_id=account), body=body))
        )
    except Problem as problem:
        logger.info("no answer to %s.%s (%s)", service, name, problem.code)
    except ValidationError:
        logger.warning("the answer to %s.%s cannot be read", service, name)
    return None
