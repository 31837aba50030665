"""The companies that the MSP serves, and what of theirs a model may see."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool
from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.gateway.auth.audit import AuditTrail, note
from services.gateway.auth.database import IdentityDatabase, same_again, taken_means
from services.gateway.auth.tables import clients
from services.gateway.auth.text import Name, comparison_key
from services.gateway.events import ClientChanged, ClientCreated
from shared.errors import InvalidInput, NotFound
from shared.llm.redaction import Redactor
from shared.message import Actor

Rules = Annotated[list[str], Field(max_length=50, description="RE2 patterns; matches are masked before any model.")]


class Client(BaseModel):
    """A client company. `no_model`: its cases are worked by the playbook only."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    no_model: bool
    redactions: list[str]


class NewClient(BaseModel):
    """A company that is served from now on."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    no_model: StrictBool = False
    redactions: Rules = []


class ClientChanges(BaseModel):
    """What shall become another; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    no_model: StrictBool | None = None
    redactions: Rules | None = None


_CLIENT = (clients.c.id, clients.c.name, clients.c.no_model, clients.c.redactions)
_TAKEN = ("name_taken", "Another client has this name.")


class Clients:
    """Reads and changes the clients of one account."""

    def __init__(self, database: IdentityDatabase, trail: AuditTrail) -> None:
        self._database = database
        self._trail = trail

    async def list(self, account: UUID, skip: int, limit: int) -> Sequence[Client]:
        """By name."""
        query = select(*_CLIENT).order_by(clients.c.name, clients.c.id).offset(skip).limit(limit)
        async with self._database.account(account) as connection:
            return [Client.model_validate(row) for row in await connection.execute(query)]

    async def get(self, account: UUID, client_id: UUID) -> Client:
        """One client of the account. Raises NotFound."""
        async with self._database.account(account) as connection:
            return Client.model_validate(await _one(connection, client_id))

    async def create(self, by: Actor, new: NewClient, client_id: UUID) -> Client:
        """Raises IllegalState where the name is taken, InvalidInput for a redaction that cannot be read.

        The same again, with its id, changes nothing.
        """
        Redactor(new.redactions)
        client = Client(id=client_id, **new.model_dump())
        row = client.model_dump() | {"account": by.account_id, "name_key": comparison_key(client.name)}
        async with self._database.account(by.account_id) as connection:
            if made := (await connection.execute(select(*_CLIENT).where(clients.c.id == client_id))).first():
                return same_again(Client.model_validate(made), client)
            with taken_means(*_TAKEN):
                await connection.execute(insert(clients).values(row))
            event = ClientCreated(client_id=client.id, no_model=client.no_model, redaction_count=len(client.redactions))
            await note(connection, by, "client", client.id, event)
        await self._trail.drain()
        return client

    async def change(self, by: Actor, client_id: UUID, changes: ClientChanges) -> Client:
        """Raises NotFound, IllegalState where the name is taken, InvalidInput for what cannot be read."""
        row = changes.model_dump(exclude_unset=True)
        if None in row.values():
            raise InvalidInput("null_not_taken", "No field of a client can be null.")
        Redactor(row.get("redactions", ()))
        if "name" in row:
            row["name_key"] = comparison_key(row["name"])
        async with self._database.account(by.account_id) as connection:
            await _one(connection, client_id)
            with taken_means(*_TAKEN):
                if row:
                    await connection.execute(update(clients).where(clients.c.id == client_id).values(row))
            client = Client.model_validate(await _one(connection, client_id))
            event = ClientChanged(client_id=client_id, no_model=client.no_model, redaction_count=len(client.redactions))
            await note(connection, by, "client", client_id, event)
        await self._trail.drain()
        return client


async def _one(connection: AsyncConnection, client_id: UUID) -> Row[Any]:
    query: Select[Any] = select(*_CLIENT).where(clients.c.id == client_id)
    row: Row[Any] | None = (await connection.execute(query)).first()
    if row is None:
        raise NotFound("not_found", "No such thing, or not in your account.")
    return row
