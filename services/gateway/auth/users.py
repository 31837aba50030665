"""The people of an account, and the profile of the one who is signed in."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool
from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.gateway.auth.audit import AuditTrail, note
from services.gateway.auth.database import IdentityDatabase, same_again, taken_means
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.principal import Principal
from services.gateway.auth.roles import OPERATOR, Role
from services.gateway.auth.sign_in import Changed, end_sign_ins
from services.gateway.auth.tables import accounts, teams, users
from services.gateway.auth.text import Email, Name, comparison_key
from services.gateway.events import UserChanged, UserCreated, UserDeactivated, UserReactivated, UserRoleChanged
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound
from shared.message import Actor, Event

Password = Annotated[str, Field(min_length=12, max_length=256)]


class User(BaseModel):
    """A person as colleagues see them."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: str
    name: str
    role: Role
    team_id: UUID | None
    active: bool


class Profile(User):
    """A person as they see themselves."""

    account_id: UUID
    account_name: str
    time_zone: str
    team_name: str | None


class NewUser(BaseModel):
    """Who shall be able to sign in."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    name: Name
    role: Role
    password: Password
    team_id: UUID | None = None


class UserChanges(BaseModel):
    """What shall become another; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    role: Role | None = None
    password: Password | None = None
    team_id: UUID | None = None
    active: StrictBool | None = None


_USER = (users.c.id, users.c.email, users.c.name, users.c.role, users.c.team.label("team_id"), users.c.active)


class Users:
    """Reads and changes the users of one account."""

    def __init__(self, database: IdentityDatabase, passwords: Passwords, trail: AuditTrail, changed: Changed) -> None:
        self._database = database
        self._passwords = passwords
        self._trail = trail
        self._changed = changed

    async def list(self, account: UUID, skip: int, limit: int) -> Sequence[User]:
        """By name."""
        query = select(*_USER).order_by(users.c.name, users.c.id).offset(skip).limit(limit)
        async with self._database.account(account) as connection:
            return [User.model_validate(row) for row in await connection.execute(query)]

    async def get(self, account: UUID, user_id: UUID) -> User:
        """One user of the account, active or not. Raises NotFound."""
        async with self._database.account(account) as connection:
            return User.model_validate(await _one(connection, select(*_USER).where(users.c.id == user_id)))

    async def profile(self, account: UUID, user_id: UUID) -> Profile:
        """The user with what surrounds them."""
        query = (
            select(*_USER, users.c.account.label("account_id"), accounts.c.name.label("account_name"))
            .add_columns(accounts.c.time_zone, teams.c.name.label("team_name"))
            .join(accounts, accounts.c.id == users.c.account)
            .outerjoin(teams, teams.c.id == users.c.team)
        )
        async with self._database.account(account) as connection:
            return Profile.model_validate(await _one(connection, query.where(users.c.id == user_id)))

    async def create(self, by: Actor, new: NewUser, user_id: UUID) -> User:
        """Raises IllegalState where the e-mail is taken. The same again, with its id, changes nothing."""
        _check_grant(new.role)
        user = User(active=True, id=user_id, **new.model_dump(exclude={"password"}))
        row = {
            "id": user.id,
            "account": by.account_id,
            "team": new.team_id,
            "email": new.email,
            "email_key": comparison_key(new.email),
            "name": new.name,
            "role": new.role,
            "password_hash": await self._passwords.hash(new.password),
        }
        async with self._database.account(by.account_id) as connection:
            if made := (await connection.execute(select(*_USER).where(users.c.id == user_id))).first():
                return same_again(User.model_validate(made), user)
            await _check_team(connection, new.team_id)
            with taken_means("email_taken", "Somebody signs in with this e-mail already."):
                await connection.execute(insert(users).values(row))
            event = UserCreated(user_id=user.id, role=user.role, team_id=user.team_id)
            await note(connection, by, "user", user.id, event)
        await self._trail.drain()
        return user

    async def change(self, by: Principal, user_id: UUID, changes: UserChanges) -> User:
        """Raises NotFound, Forbidden for an operator, IllegalState for the account's last administrator."""
        wanted = changes.model_dump(exclude_unset=True)
        if any(value is None for field, value in wanted.items() if field != "team_id"):
            raise InvalidInput("null_not_taken", "Only `team_id` can be null.")
        row = {"team" if field == "team_id" else field: value for field, value in wanted.items() if field != "password"}
        if changes.password is not None:
            row["password_hash"] = await self._passwords.hash(changes.password)
        async with self._database.account(by.account_id) as connection:
            user = await self._change(connection, by.actor, user_id, row)
        await self._changed(user_id)
        await self._trail.drain()
        return user

    async def _change(self, connection: AsyncConnection, by: Actor, user_id: UUID, row: Mapping[str, Any]) -> User:
        await _lock_account(connection, by.account_id)
        before = await _one(connection, select(users).where(users.c.id == user_id))
        _check_allowed(before, row)
        await _check_team(connection, row.get("team"))
        if row:
            await connection.execute(update(users).where(users.c.id == user_id).values(row))
        await _check_admin_left(connection)
        if row.get("active") is False or "password_hash" in row:
            await end_sign_ins(connection, user_id)
        for event in _events(before, row):
            await note(connection, by, "user", user_id, event)
        return User.model_validate(await _one(connection, select(*_USER).where(users.c.id == user_id)))


async def _one(connection: AsyncConnection, query: Select[Any]) -> Row[Any]:
    row: Row[Any] | None = (await connection.execute(query)).first()
    if row is None:
        raise NotFound("not_found", "No such thing, or not in your account.")
    return row


async def _lock_account(connection: AsyncConnection, account: UUID) -> None:
    """One change of users at a time, so that two cannot each take away the last administrator but one."""
    await connection.execute(select(accounts.c.id).where(accounts.c.id == account).with_for_update())


async def _check_admin_left(connection: AsyncConnection) -> None:
    admins = select(func.count()).where(users.c.role == "account_admin", users.c.active)
    if (await connection.execute(admins)).scalar_one() == 0:
        raise IllegalState("last_administrator", "The account needs an active account_admin; make another one first.")


async def _check_team(connection: AsyncConnection, team_id: UUID | None) -> None:
    if team_id and (await connection.execute(select(teams.c.id).where(teams.c.id == team_id))).first() is None:
        raise InvalidInput("team_unknown", "The account has no such team.")


def _check_grant(role: Role | None) -> None:
    if role == OPERATOR:
        raise Forbidden("operator_not_granted", "Operators run the installation; an account cannot make one.")


def _check_allowed(before: Row[Any], row: Mapping[str, Any]) -> None:
    _check_grant(row.get("role"))
    if before.role == OPERATOR:
        raise Forbidden("operator_not_changed", "Operators run the installation; an account cannot change one.")


def _events(before: Row[Any], row: Mapping[str, Any]) -> list[Event]:
    events: list[Event] = []
    if row.get("role", before.role) != before.role:
        events.append(UserRoleChanged(user_id=before.id, from_role=before.role, to_role=row["role"]))
    if row.get("active", before.active) != before.active:
        events.append(UserReactivated(user_id=before.id) if row["active"] else UserDeactivated(user_id=before.id))
    fields = sorted({"name", "team", "password_hash"} & row.keys())
    if fields:
        named = [{"team": "team_id", "password_hash": "password"}.get(field, field) for field in fields]
        events.append(UserChanged(user_id=before.id, fields=named))
    return events
