"""Each kind of PSA with one and the same ticket in it, and our adapter before it. Trouble can be made between them."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.types import ASGIApp

from services.ops.demo.psa.app import Access, create_app
from services.psa_sync.adapters.autotask import autotask
from services.psa_sync.adapters.connectwise import connectwise
from services.psa_sync.adapters.halopsa import halopsa
from services.psa_sync.adapters.outbound import psa_outbound
from services.psa_sync.connections.events import ConnectionContent, ProviderName, PushSettings
from services.psa_sync.ports import Credentials, MakeProvider, Outbound, Provider
from services.psa_sync.settings import PsaSyncSettings
from shared.testing.serving import serving
from tests.integration.psa.conftest import certificate
from tests.integration.psa_sync.adapters import autotask_server, halopsa_server
from tests.integration.psa_sync.adapters.autotask_server import AutotaskDesk, autotask_app
from tests.integration.psa_sync.adapters.halopsa_server import HaloDesk, halopsa_app
from tests.integration.psa_sync.adapters.trouble import Trouble

__all__ = ["certificate"]

TICKET = "48200"
SUMMARY = "VPN drops every few minutes since this morning"
MARKER = "[RF 0123456789ab]"
ACCESS = Access("demomsp", "public-key", "private-key")
CONNECTWISE_KEYS = {"public_key": "public-key", "private_key": "private-key", "client_id": "a-client-id"}
_FACTORIES: dict[ProviderName, Callable[[Outbound, PsaSyncSettings], MakeProvider]] = {
    "connectwise": connectwise, "autotask": autotask, "halopsa": halopsa,
}  # fmt: skip

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Psa:
    """A PSA as tests use it. `wrong` has keys that are not accepted; `notes` are its own, as it keeps them."""

    kind: ProviderName
    url: str
    settings: PsaSyncSettings
    make: MakeProvider
    keys: dict[str, str]
    trouble: Trouble
    notes: Callable[[], list[Json]]
    note_path: str
    time_path: str
    member: str
    closing: str
    desk: Any = None

    def provider(self, **keys: str) -> Provider:
        """The adapter, with other keys where they are given."""
        return self.made(self.url, **keys)

    def hasty(self) -> Provider:
        """The adapter, which waits for little more than a second."""
        settings = self.settings.model_copy(update={"psa_timeout": timedelta(seconds=1.2)})
        return replace(self, make=_FACTORIES[self.kind](psa_outbound(settings), settings)).provider()

    def elsewhere(self, url: str) -> Provider:
        """The adapter for another address, which the operator listed too."""
        settings = settings_for(url)
        make = _FACTORIES[self.kind](psa_outbound(settings), settings)
        return replace(self, make=make).made(url)

    def made(self, url: str, **keys: str) -> Provider:
        """The adapter for another address."""
        content = ConnectionContent(
            provider=self.kind, name="Test", base_url=url, company="demomsp", push=PushSettings()
        )
        return self.make(content, Credentials({**self.keys, **keys}))

    def wrong(self) -> Provider:
        """The adapter with keys that are not accepted."""
        name = {"connectwise": "private_key", "autotask": "secret", "halopsa": "client_secret"}[self.kind]
        return self.provider(**{name: "wr0ng-secret-key"})


def settings_for(url: str) -> PsaSyncSettings:
    """A short limit of bytes, so that it is met; a long one of time, so that a busy machine does not meet it."""
    return PsaSyncSettings(
        psa_private_targets=frozenset({url.removeprefix("http://")}),
        psa_timeout=timedelta(seconds=30),
        psa_reply_bytes=1_048_576,
    )


def _psa(kind: ProviderName, url: str, **parts: Any) -> Psa:
    settings = settings_for(url)
    return Psa(kind, url, settings, _FACTORIES[kind](psa_outbound(settings), settings), **parts)


@asynccontextmanager
async def running_connectwise() -> AsyncIterator[Psa]:
    """The demo PSA."""
    held: list[Trouble] = []

    def make(url: str) -> ASGIApp:
        held.append(Trouble(create_app(None, ACCESS, url)))
        return held[0]

    async with serving(make) as url:
        store = held[0].app.state.store  # type: ignore[attr-defined]  # it is a Starlette
        yield _psa(
            "connectwise",
            url,
            keys=CONNECTWISE_KEYS,
            trouble=held[0],
            notes=lambda: [one for one in store.all("notes") if one["ticketId"] == int(TICKET)],
            note_path=f"/tickets/{TICKET}/notes",
            time_path="/time/entries",
            member="1",
            closing="Resolved",
            desk=store,
        )


@asynccontextmanager
async def running_autotask() -> AsyncIterator[Psa]:
    """Our small Autotask."""
    desk = AutotaskDesk()
    _fill_autotask(desk)
    trouble = Trouble(autotask_app(desk))
    async with serving(lambda _: trouble) as url:
        desk.zone_url = f"{url}/atservicesrest/"
        yield _psa(
            "autotask",
            url,
            keys={**autotask_server.KEYS, "webhook_secret": "hook-secret"},
            trouble=trouble,
            notes=lambda: [one for one in desk.all("TicketNotes") if one["ticketID"] == int(TICKET)],
            note_path=f"/tickets/{TICKET}/notes",
            time_path="/timeentries",
            member="7",
            closing="Complete",
            desk=desk,
        )


@asynccontextmanager
async def running_halopsa() -> AsyncIterator[Psa]:
    """Our small HaloPSA."""
    desk = HaloDesk()
    _fill_halopsa(desk)
    trouble = Trouble(halopsa_app(desk))
    async with serving(lambda _: trouble) as url:
        desk.auth_url = f"{url}/auth"
        yield _psa(
            "halopsa",
            url,
            keys=halopsa_server.KEYS,
            trouble=trouble,
            notes=lambda: [one for one in desk.all("actions") if one["ticket_id"] == int(TICKET)],
            note_path="/api/actions",
            time_path="/api/actions",
            member="7",
            closing="Closed",
            desk=desk,
        )


RUNNING: dict[str, Callable[[], AbstractAsyncContextManager[Psa]]] = {
    "connectwise": running_connectwise, "autotask": running_autotask, "halopsa": running_halopsa,
}  # fmt: skip
_STATE: dict[str, Sequence[str]] = {
    "connectwise": ("_objects", "_last"),
    "autotask": [field.name for field in fields(AutotaskDesk)],
    "halopsa": [field.name for field in fields(HaloDesk)],
}


class Servers:
    """The running servers: started once, and for each test as they were on their first day."""

    def __init__(self, psas: Mapping[str, Psa]) -> None:
        self._psas = psas
        self._first_day = {kind: deepcopy(_state(psa)) for kind, psa in psas.items()}

    def fresh(self, kind: str) -> Psa:
        """A PSA in which nothing happened yet, and a factory that remembers nothing of it."""
        psa = self._psas[kind]
        for name, value in deepcopy(self._first_day[kind]).items():
            setattr(psa.desk, name, value)
        psa.trouble.rules.clear()
        psa.trouble.seen.clear()
        return replace(psa, make=_FACTORIES[psa.kind](psa_outbound(psa.settings), psa.settings))


def _state(psa: Psa) -> dict[str, Any]:
    return {name: getattr(psa.desk, name) for name in _STATE[psa.kind]}


@pytest.fixture(scope="session")
async def servers() -> AsyncIterator[Servers]:
    async with AsyncExitStack() as stack:
        yield Servers({kind: await stack.enter_async_context(running()) for kind, running in RUNNING.items()})


@pytest.fixture(params=RUNNING)
def psa(request: pytest.FixtureRequest, servers: Servers) -> Psa:
    """Each PSA in turn."""
    return servers.fresh(request.param)


@pytest.fixture
def connectwise_psa(servers: Servers) -> Psa:
    return servers.fresh("connectwise")


@pytest.fixture
def autotask_psa(servers: Servers) -> Psa:
    return servers.fresh("autotask")


@pytest.fixture
def halopsa_psa(servers: Servers) -> Psa:
    return servers.fresh("halopsa")


def _fill_autotask(desk: AutotaskDesk) -> None:
    company = desk.add("Companies", {"companyName": "Hafen Logistik GmbH", "phone": "555", "city": "Hamburg"})
    contact = desk.add(
        "Contacts", {"firstName": "Fatima", "lastName": "Zahra", "emailAddress": "fatima@hafenlogistik.example"}
    )
    device = desk.add("ConfigurationItems", {"referenceTitle": "HAF-FW01", "serialNumber": "HAFFW0001"})
    desk.add(
        "Resources",
        {"id": 7, "firstName": "Maya", "lastName": "Osei", "email": "engineer@demo.example", "isActive": True},
    )
    desk.add(
        "Resources", {"id": 8, "firstName": "Old", "lastName": "Hand", "email": "old@demo.example", "isActive": False}
    )
    desk.add(
        "Resources",
        {"id": 9, "firstName": "Tomasz", "lastName": "Zielinski", "email": "engineer2@demo.example", "isActive": True},
    )
    desk.add("ResourceServiceDeskRoles", {"resourceID": 7, "roleID": 3, "isActive": True, "isDefault": False})
    desk.add("ResourceServiceDeskRoles", {"resourceID": 7, "roleID": 4, "isActive": True, "isDefault": True})
    common = {
        "companyID": company,
        "contactID": contact,
        "status": 1,
        "priority": 1,
        "ticketType": 2,
        "createDate": "2026-11-20T08:00:00Z",
    }
    desk.add(
        "Tickets",
        {
            **common,
            "id": int(TICKET),
            "ticketNumber": "T20261120.0001",
            "title": SUMMARY,
            "queueID": 29_682_833,
            "description": "The VPN throws me out.",
            "configurationItemID": device,
            "assignedResourceID": 7,
            "lastActivityDate": "2026-11-20T09:20:00.000Z",
        },
    )
    desk.add(
        "Tickets",
        {
            **common,
            "id": 48_236,
            "ticketNumber": "T20261120.0002",
            "title": "VPN gateway CPU at 95 percent",
            "queueID": 29_682_969,
            "lastActivityDate": "2026-11-20T07:20:00Z",
        },
    )
    desk.add(
        "Tickets",
        {
            **common,
            "id": 48_100,
            "ticketNumber": "T20250101.0001",
            "title": "VPN profile missing",
            "status": 5,
            "queueID": 29_682_833,
            "lastActivityDate": "2025-01-01T07:20:00Z",
        },
    )
    for hour, publish in ((9, 2), (10, 1)):
        desk.add(
            "TicketNotes",
            {
                "ticketID": int(TICKET),
                "title": "Note",
                "description": f"Note of {hour}",
                "publish": publish,
                "creatorResourceID": 7,
                "createDateTime": f"2026-11-20T{hour:02}:30:00Z",
            },
        )


def _fill_halopsa(desk: HaloDesk) -> None:
    desk.add("client", {"id": 3, "name": "Hafen Logistik GmbH"})
    desk.add("users", {"id": 5, "name": "Fatima Zahra", "emailaddress": "fatima@hafenlogistik.example"})
    desk.add("agent", {"id": 7, "name": "Maya Osei", "email": "engineer@demo.example", "isdisabled": False})
    desk.add("agent", {"id": 8, "name": "Old Hand", "email": "old@demo.example", "isdisabled": True})
    desk.add("agent", {"id": 9, "name": "Tomasz Zielinski", "email": "engineer2@demo.example", "isdisabled": False})
    common = {
        "client_id": 3,
        "client_name": "Hafen Logistik GmbH",
        "user_id": 5,
        "user_name": "Fatima Zahra",
        "status_id": 1,
        "agent_id": 7,
        "dateoccurred": "2026-11-20T08:00:00",
    }
    desk.add(
        "tickets",
        {
            **common,
            "id": int(TICKET),
            "summary": SUMMARY,
            "details": "The VPN throws me out.",
            "team": "Help Desk",
            "assets": [{"id": 1, "inventory_number": "HAF-FW01", "assettype_name": "Firewall"}],
            "lastactiondate": "2026-11-20T09:20:00",
        },
    )
    desk.add(
        "tickets",
        {
            **common,
            "id": 48_236,
            "summary": "VPN gateway CPU at 95 percent",
            "team": "Monitoring",
            "lastactiondate": "2026-11-20T07:20:00",
        },
    )
    desk.add(
        "tickets",
        {
            **common,
            "id": 48_100,
            "summary": "VPN profile missing",
            "team": "Help Desk",
            "status_id": 9,
            "lastactiondate": "2025-01-01T07:20:00",
        },
    )
    for hour, hidden in ((9, True), (10, False)):
        desk.add(
            "actions",
            {
                "ticket_id": int(TICKET),
                "note": f"Note of {hour}",
                "who": "Maya Osei",
                "hiddenfromuser": hidden,
                "datetime": f"2026-11-20T{hour:02}:30:00",
            },
        )
