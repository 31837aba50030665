"""The people and companies of the demo, and their end."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Table, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.gateway.auth.database import IdentityDatabase
from services.gateway.auth.passwords import Passwords
from services.gateway.auth.roles import Role
from services.gateway.auth.sign_in import end_sign_ins
from services.gateway.auth.tables import accounts, clients, teams, users
from services.gateway.auth.text import comparison_key

_NAMESPACE = UUID("7c1f2f0a-5f0e-5d0b-9a63-0d6c3f1e8a52")


def demo_id(*words: str) -> UUID:
    """The fixed id of a demo thing, so that a second start finds what the first one made."""
    return uuid.uuid5(_NAMESPACE, "/".join(words))


@dataclass(frozen=True, slots=True)
class _Person:
    email: str
    name: str
    role: Role
    team: str | None = None


@dataclass(frozen=True, slots=True)
class _Company:
    name: str
    no_model: bool = False
    redactions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Account:
    key: str
    name: str
    time_zone: str
    teams: tuple[str, ...]
    people: tuple[_Person, ...]
    companies: tuple[_Company, ...]


_DEMO = _Account(
    key="demo",
    name="Northwind Managed Services",
    time_zone="Europe/Berlin",
    teams=("Service Desk",),
    people=(
        _Person("viewer@demo.example", "Paula Brandt", "viewer"),
        _Person("engineer@demo.example", "Maya Osei", "engineer", "Service Desk"),
        _Person("engineer2@demo.example", "Tomasz Zielinski", "engineer", "Service Desk"),
        _Person("lead@demo.example", "Ingrid Solheim", "team_admin", "Service Desk"),
        _Person("admin@demo.example", "Rafael Duarte", "account_admin"),
        _Person("operator@demo.example", "Noor Haddad", "operator"),
    ),
    companies=(
        _Company("Hafen Logistik GmbH"),
        _Company("Brightwater Dental Group", no_model=True),
        _Company("Kessler & Vogt Notaries", redactions=(r"\bKV-\d{4,8}\b",)),
        _Company("Alder Street Primary School"),
        _Company("Montero Precision Tools"),
    ),
)
_RIVAL = _Account(
    key="rival",
    name="Redline IT Partners",
    time_zone="America/Chicago",
    teams=("Support",),
    people=(_Person("other@rival.example", "Casey Whitlock", "account_admin", "Support"),),
    companies=(_Company("Prairie Feed & Supply"),),
)
DEMO_ACCOUNT = demo_id("demo")
RIVAL_ACCOUNT = demo_id("rival")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo, as the sign-in page shows them."""

    email: str
    name: str
    role: Role
    account_name: str
    team_name: str | None


def demo_people() -> Iterator[DemoPerson]:
    """Everybody who can sign in, account by account."""
    for account in (_DEMO, _RIVAL):
        for person in account.people:
            yield DemoPerson(person.email, person.name, person.role, account.name, person.team)


async def seed_demo(engine: AsyncEngine, passwords: Passwords, password: str) -> None:
    """Make sure that the demo's accounts, teams, users and clients exist and its users can sign in with `password`."""
    hashed = await passwords.hash(password)
    for account in (_DEMO, _RIVAL):
        async with IdentityDatabase(engine).account(demo_id(account.key)) as connection:
            await _seed(connection, account, hashed)


async def retire_demo(engine: AsyncEngine) -> None:
    """Close the demo's users in an installation that was a demo and is none any more."""
    for account in (_DEMO, _RIVAL):
        async with IdentityDatabase(engine).account(demo_id(account.key)) as connection:
            for person in account.people:
                user_id = demo_id(account.key, "user", person.email)
                await connection.execute(update(users).where(users.c.id == user_id).values(active=False))
                await end_sign_ins(connection, user_id)


async def _seed(connection: AsyncConnection, account: _Account, hashed: str) -> None:
    await _put(connection, accounts, {"id": demo_id(account.key), "name": account.name, "time_zone": account.time_zone})
    for team in account.teams:
        await _put(connection, teams, _named(account, "team", team))
    for company in account.companies:
        policy = {"no_model": company.no_model, "redactions": list(company.redactions)}
        await _put(connection, clients, _named(account, "client", company.name) | policy)
    for person in account.people:
        opened = {"active": True, "password_hash": hashed}
        user = insert(users).values(_user(account, person) | opened)
        await connection.execute(user.on_conflict_do_update(index_elements=[users.c.id], set_=opened))


async def _put(connection: AsyncConnection, table: Table, row: Mapping[str, Any]) -> None:
    await connection.execute(insert(table).values(row).on_conflict_do_nothing(index_elements=[table.c.id]))


def _named(account: _Account, kind: str, name: str) -> dict[str, Any]:
    key = comparison_key(name)
    return {"id": demo_id(account.key, kind, name), "account": demo_id(account.key), "name": name, "name_key": key}


def _user(account: _Account, person: _Person) -> dict[str, Any]:
    return {
        "id": demo_id(account.key, "user", person.email),
        "account": demo_id(account.key),
        "team": demo_id(account.key, "team", person.team) if person.team else None,
        "email": person.email,
        "email_key": comparison_key(person.email),
        "name": person.name,
        "role": person.role,
    }
