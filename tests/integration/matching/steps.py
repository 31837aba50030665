"""Steps that several tests of matching take."""

from typing import Any
from uuid import UUID

from services.matching.api import Api
from services.matching.indexing import Indexer
from services.matching.reactions import Reactions
from shared.bus.commands import Request
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.log import EventLog
from shared.message import Actor


def editor() -> Actor:
    """A team lead of an account of his own."""
    return Actor(account_id=new_id(), user_id=new_id(), role="team_admin", name="Lea")


def request(actor: Actor, key: str | None = None, **body: Any) -> Request:
    """A command or query as it arrives."""
    keyed = {"key": key, "body_hmac": "00", "route": "test"} if key else {}
    return Request(actor=actor, body=body, **keyed)


async def import_flows(
    api: Api, reactions: Reactions, indexer: Indexer, actor: Actor, *flows: dict[str, Any]
) -> list[UUID]:
    """Flows, imported and indexed."""
    answer = await api.import_flows(request(actor, str(new_id()), flows=list(flows)))
    ids = [item["flow_id"] for item in answer["flows"]]
    for flow_id in ids:
        await reactions.on_flow_changed((await events_of(api.flows.log, f"flow-{flow_id}"))[-1])
    while await indexer.work_one():
        pass
    return ids


async def events_of(log: EventLog, stream: str) -> list[StoredEvent]:
    """A stream's events, opened."""
    return await log.load(stream)
