"""Script templates on a real PostgreSQL, under documentation's own role."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from services.diagnosis.material.events import ScriptGenerated
from services.documentation.adapters.script_index import PostgresOffers, PostgresSlugs
from services.documentation.scripts.api import ScriptApi
from services.documentation.scripts.domain import script_decider
from services.documentation.scripts.events import SCRIPT_EVENTS
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.queries import ScriptQueries
from services.documentation.scripts.reactions import ScriptReactions
from shared.bus.commands import Request
from shared.clock import utc_now
from shared.database import open_pool
from shared.envelope import StoredEvent, Stream, begin
from shared.handle import Handler
from shared.ids import new_id
from shared.log.postgres import PostgresKeyStore, PostgresLog
from shared.message import Actor
from shared.sealing import Keyring, MasterKey
from shared.settings import CommonSettings
from tests.conftest import Database

Json = dict[str, Any]
OFFERED = 5


def editor(account: UUID | None = None, **changes: Any) -> Actor:
    """An administrator of an account of their own, unless one is named."""
    fields = {"account_id": account or new_id(), "user_id": new_id(), "name": "Ada", "role": "account_admin"}
    return Actor.model_validate(fields | changes)


def request(actor: Actor, key: str | None = None, expected_version: int | None = None, **body: Any) -> Request:
    """A command or query as it arrives."""
    keyed: Json = {"key": key, "body_hmac": "00", "route": "test"} if key else {}
    return Request(actor=actor, body=body, expected_version=expected_version, **keyed)


def fields(**changes: Any) -> Json:
    """A bash template with one parameter."""
    return {
        "name": "Restart a service",
        "category": "Services",
        "description": "Restarts a service.",
        "shell": "bash",
        "body": "systemctl restart {{ service }}\n",
        "parameters": [{"key": "service", "label": "Service", "field_type": "text", "required": True}],
        "team_id": None,
    } | changes


@dataclass(frozen=True, slots=True)
class Bench:
    """The service, and diagnosis' side of the log."""

    pool: asyncpg.Pool
    log: PostgresLog
    sessions: PostgresLog
    api: ScriptApi
    queries: ScriptQueries
    reactions: ScriptReactions

    async def create(self, actor: Actor, key: str | None = None, **changes: Any) -> Mapping[str, Any]:
        """A template, listed."""
        made = await self.api.create(request(actor, key, **fields(**changes)))
        await self.list_all(made["stream"])
        return made

    async def list_all(self, stream: str) -> None:
        """Deliver every event of a template."""
        for event in await self.log.load(stream):
            await self.reactions.on_template_changed(event)

    async def offered(self, actor: Actor, **body: Any) -> list[Json]:
        """What FlowPilot is told of."""
        answer = await self.queries.offered_scripts(request(actor, **body))
        scripts: list[Json] = answer["scripts"]
        return scripts

    async def use(self, account: UUID, template: UUID | str) -> StoredEvent:
        """A session in which a script was made from the template: the event of that."""
        session = new_id()
        event = ScriptGenerated(
            generation_id=new_id(), template_id=UUID(str(template)), template_version=1, template_name="x",
            template_slug="x", shell="bash", parameters_used={}, step_id=None, fix_id=None, by=new_id(), at=utc_now(),
        )  # fmt: skip
        stream = Stream("session", str(session), account, session)
        await self.sessions.append(stream, 0, [event], begin(editor(account), "diagnosis"))
        [stored] = await self.sessions.load(stream.name)
        return stored


@pytest.fixture(scope="module")
async def bench(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bench]:
    """The service over its own connections."""
    master = MasterKey.from_file(Path(tmp_path_factory.mktemp("keys")) / "master.key")
    settings = CommonSettings(database_url=module_database.url)
    async with open_pool(settings, "rf_documentation") as pool, open_pool(settings, "rf_diagnosis") as other:
        log = PostgresLog(pool, Keyring(PostgresKeyStore(pool), master))
        limits = ScriptLimits()
        templates = Handler(log, script_decider(limits), SCRIPT_EVENTS)
        offers = PostgresOffers(pool)
        yield Bench(
            pool,
            log,
            PostgresLog(other, Keyring(PostgresKeyStore(other), master)),
            ScriptApi(templates, PostgresSlugs(pool), utc_now),
            ScriptQueries(templates, offers, limits, OFFERED),
            ScriptReactions(templates, offers),
        )
