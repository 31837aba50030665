"""Keys with which programs act for a user."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, insert, select, update

from services.gateway.auth.audit import AuditTrail, note
from services.gateway.auth.database import IdentityDatabase, taken_means
from services.gateway.auth.principal import Principal
from services.gateway.auth.roles import Role, capped
from services.gateway.auth.sign_in import Changed
from services.gateway.auth.tables import api_keys
from services.gateway.auth.text import Name
from services.gateway.auth.tokens import API_KEY_PREFIX, digest, new_secret
from services.gateway.events import ApiKeyCreated, ApiKeyRevoked
from shared.errors import Forbidden, IllegalState, NotFound

MOST_KEYS = 50
_PREFIX_SHOWN = 11


class ApiKey(BaseModel):
    """A key as its owner sees it: by its first characters."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    prefix: str
    role: Role
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


class CreatedApiKey(ApiKey):
    """The only time that the key itself is shown."""

    key: str


class NewApiKey(BaseModel):
    """What the key is for. `role` is the most that it may do; the owner's own role where it is left out."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role | None = None
    expires_in_days: Annotated[int, Field(ge=1, le=3650, strict=True)] | None = None


_KEY = [api_keys.c[field] for field in ApiKey.model_fields]


class ApiKeys:
    """Reads and changes the keys of one user."""

    def __init__(self, database: IdentityDatabase, trail: AuditTrail, changed: Changed) -> None:
        self._database = database
        self._trail = trail
        self._changed = changed

    async def list(self, owner: Principal) -> Sequence[ApiKey]:
        """The keys that are not revoked, newest first."""
        query = select(*_KEY).where(api_keys.c.user_id == owner.user_id, api_keys.c.revoked_at.is_(None))
        async with self._database.account(owner.account_id) as connection:
            rows = await connection.execute(query.order_by(api_keys.c.id.desc()))
            return [ApiKey.model_validate(row) for row in rows]

    async def create(self, owner: Principal, new: NewApiKey, key_id: UUID) -> CreatedApiKey:
        """Raises Forbidden for a role above the owner's, IllegalState for one key too many or made before."""
        role = new.role or owner.role
        if capped(role, owner.role) != role:
            raise Forbidden("role_above_own", "A key may do at most what you may.")
        if len(await self.list(owner)) >= MOST_KEYS:
            raise IllegalState("too_many_keys", f"At most {MOST_KEYS} keys; revoke one first.")
        secret = API_KEY_PREFIX + new_secret()
        days = new.expires_in_days
        row = {
            "id": key_id,
            "account": owner.account_id,
            "user_id": owner.user_id,
            "name": new.name,
            "prefix": secret[:_PREFIX_SHOWN],
            "hash": digest(secret),
            "role": role,
            "expires_at": datetime.now(UTC) + timedelta(days=days) if days else None,
        }
        async with self._database.account(owner.account_id) as connection:
            with taken_means("made_before", "This request made a key before, which is not shown again; revoke it."):
                stored = (await connection.execute(insert(api_keys).values(row).returning(*_KEY))).one()
            event = ApiKeyCreated(user_id=owner.user_id, key_id=stored.id, role=role)
            await note(connection, owner.actor, "user", owner.user_id, event)
        await self._trail.drain()
        return CreatedApiKey(key=secret, **stored._mapping)  # noqa: SLF001 # SQLAlchemy's public name for it

    async def revoke(self, owner: Principal, key_id: UUID) -> None:
        """The key is void at once. Raises NotFound."""
        mine = (api_keys.c.id == key_id, api_keys.c.user_id == owner.user_id, api_keys.c.revoked_at.is_(None))
        async with self._database.account(owner.account_id) as connection:
            revoked = await connection.execute(update(api_keys).where(*mine).values(revoked_at=func.now()))
            if revoked.rowcount == 0:
                raise NotFound("not_found", "No such thing, or not in your account.")
            event = ApiKeyRevoked(user_id=owner.user_id, key_id=key_id)
            await note(connection, owner.actor, "user", owner.user_id, event)
        await self._changed(owner.user_id)
        await self._trail.drain()
