"""Every route, with each role and with another account's ids: made from what the routes declare."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx2
import pytest

from services.gateway.app import create_app
from services.gateway.auth.access import ANONYMOUS, DeclaredRoute, declared_routes
from services.gateway.auth.roles import LADDER
from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, newcomer, ok, refused, signed_in
from tests.e2e.pictures import screenshot, upload
from tests.e2e.product import Product
from tests.e2e.test_flow_library import franking_flow
from tests.e2e.test_notifications import told_of
from tests.e2e.test_review_queue import proposal_for, resolved_case
from tests.e2e.witness import Witness

CANARY = f"canary-{uuid4().hex}"
SIGNS_OUT = "/api/v1/auth/logout"
ENDLESS = "/api/v1/events"
TICKETS = "/api/v1/psa/tickets"
NEEDED = {"/api/v1/analytics/breakdown": "by=domain"}
"""What a list cannot be asked for without."""
"""Another account has no PSA to ask."""
EMAILS = {
    "viewer": "viewer", "engineer": "engineer", "team_admin": "lead", "account_admin": "admin", "operator": "operator",
}  # fmt: skip

ROUTES = sorted(declared_routes(create_app()), key=lambda route: (route.path == SIGNS_OUT, route.path, route.method))
GUARDED = [route for route in ROUTES if route.roles is not None and ANONYMOUS not in route.roles]
WITH_IDS = [route for route in GUARDED if "{" in route.path]
BODIES: Mapping[str, Json] = {
    "POST /api/v1/ai-sessions/{session}/respond": {"was_skipped": True},
    "POST /api/v1/ai-sessions/{session}/resolve": {"resolution_summary": "Restarted it."},
    "POST /api/v1/ai-sessions/{session}/rate": {"rating": 3},
    "POST /api/v1/ai-sessions/{session}/reassign": {"user_id": str(uuid4())},
    "POST /api/v1/ai-sessions/{session}/link-ticket": {"psa_ticket_id": "1", "psa_connection_id": "2"},
    "POST /api/v1/ai-sessions/{session}/presence": {"here": True},
    "POST /api/v1/ai-sessions/{session}/facts": {"text": "It started on Monday."},
    "PATCH /api/v1/ai-sessions/{session}/facts/{fact}": {"text": "It started on Tuesday."},
    "POST /api/v1/ai-sessions/{session}/suggested-fixes": {"title": "Restart it", "description": "It hangs."},
    "PATCH /api/v1/ai-sessions/{session}/suggested-fixes/{fix}/outcome": {"outcome": "applied_success"},
    "POST /api/v1/ai-sessions/{session}/escalate": {"escalation_reason": "Beyond what I may do."},
    "POST /api/v1/ai-sessions/{session}/pickup": {"resume_mode": "fresh", "additional_context": "Seen before."},
    "POST /api/v1/ai-sessions/{session}/hand-over": {"recipient": "The vendor"},
    "POST /api/v1/ai-sessions/{session}/resolution-note/preview": {"force": True},
    "POST /api/v1/ai-sessions/{session}/escalation-package/preview": {},
    "PUT /api/v1/ai-sessions/{session}/resolution-note": {"markdown": "## Problem", "state_version": 1},
    "PUT /api/v1/ai-sessions/{session}/escalation-package": {"markdown": "## Problem", "state_version": 1},
    "POST /api/v1/ai-sessions/{session}/scripts": {"template_id": str(uuid4())},
    "POST /api/v1/ai-sessions/{session}/scripts/{generation}/result": {"success": True},
    "PATCH /api/v1/script-templates/{template}": {"name": "Renamed"},
    "POST /api/v1/script-templates/{template}/render": {},
    "POST /api/v1/ai-sessions/{session}/push": {"note_kind": "internal"},
    "PATCH /api/v1/psa/connections/{connection}": {"name": "Renamed"},
    "PUT /api/v1/psa/connections/{connection}/credentials": {"credentials": {"public_key": "a", "private_key": "b"}},
    "PUT /api/v1/psa/connections/{connection}/members": {"members": [{"user_id": str(uuid4()), "member_id": "1"}]},
    "PATCH /api/v1/webhook-endpoints/{endpoint}": {"description": "Renamed"},
    "POST /api/v1/webhook-endpoints/{endpoint}/replay": {
        "since": "2026-11-19T00:00:00Z",
        "until": "2026-11-20T00:00:00Z",
    },
    "PUT /api/v1/flows/{flow}": franking_flow(),
    "POST /api/v1/flows/{flow}/duplicate": {},
    "POST /api/v1/flows/{flow}/restore": {"flow_version": 1},
    "POST /api/v1/flow-proposals/{proposal}/publish": {"tree_structure": franking_flow()["tree_structure"]},
    "POST /api/v1/flow-proposals/{proposal}/reject": {"reason": "It does not hold."},
    "POST /api/v1/knowledge-gaps/{gap}/assign": {"user_id": None},
    "POST /api/v1/knowledge-gaps/{gap}/snooze": {"until": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
    "POST /api/v1/knowledge-gaps/{gap}/close": {"note": "It is none."},
    "PATCH /api/v1/users/{user_id}": {"name": "Renamed"},
    "PATCH /api/v1/clients/{client_id}": {"name": "Renamed"},
    "PATCH /api/v1/teams/{team_id}": {"name": "Renamed"},
    "POST /api/v1/admin/dead-letters/{service}/{position}": {"state": "retry", "reason": "Try again."},
}
"""What a caller sends who knows what is wanted, so that nothing but the id can be wrong."""
NUMBERED = ("service", "position", "flow_version")
"""What is part of an address, and no id."""


def named(route: DeclaredRoute) -> str:
    return f"{route.method} {route.path}"


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids for a path's parameters."""

    session: str
    fact: str
    fix: str
    generation: str
    template: str
    flow: str
    user_id: str
    client_id: str
    team_id: str
    key_id: str
    import_id: str
    address: str
    connection: str
    draft: str
    endpoint: str
    delivery: str
    ticket_id: str
    proposal: str
    notification: str
    gap: str
    service: str = "diagnosis"
    position: str = "987654321"
    flow_version: str = "1"


@pytest.fixture(scope="module")
async def by_role(product: Product) -> AsyncIterator[Mapping[str, Person]]:
    """The demo's people, signed in anew: one of them will be signed out."""
    async with AsyncExitStack() as stack:
        yield {
            role: await stack.enter_async_context(signed_in(product.url, f"{name}@demo.example"))
            for role, name in EMAILS.items()
        }


@pytest.fixture(scope="module")
async def rivals(product: Product, rival: Person) -> AsyncIterator[Sequence[Person]]:
    """People of the other account, one of each role."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(newcomer(product.url, rival, role)) for role in LADDER]


@pytest.fixture(scope="module")
async def ours(engineer: Person, lead: Person, admin: Person) -> Ids:
    """Things of the demo's account that another account may have heard of; all of them say the canary."""
    content = {"text": f"{LOCKOUT} {CANARY}", "image_urls": [await upload(engineer, screenshot())]}
    started = await engineer.start(intake_type="combined", content=content)
    session = started["session_id"]
    script = {"name": f"Clock {uuid4().hex}", "description": CANARY, "shell": "powershell", "body": "Get-Date"}
    template = ok(await lead.post("/script-templates", script), status=201)["id"]
    fact, fix, generation = await _material(engineer, session, template)
    ok(await engineer.act(session, "resolve", {"resolution_summary": f"Found {CANARY}."}))
    waiting = (await engineer.start(f"{LOCKOUT} {CANARY}"))["session_id"]
    ok(await engineer.act(waiting, "escalate", {"escalation_reason": f"Too much {CANARY}."}))
    [kept] = (await engineer.case(session))["intake_content"]["image_urls"]
    flow = ok(await lead.post("/flows", franking_flow(description=CANARY)), status=201)
    client = ok(await admin.post("/clients", {"name": CANARY}), status=201)
    team = ok(await admin.post("/teams", {"name": CANARY}), status=201)
    key = ok(await engineer.post("/api-keys", {"name": CANARY}), status=201)
    imported = ok(await lead.post("/flows/import", {"flows": [franking_flow(name=CANARY, status="draft")]}), status=202)
    address = kept.rpartition("/")[2]
    return Ids(
        session, fact, fix, generation, template, flow["id"], engineer.id, client["id"], team["id"], key["id"],
        imported["id"], address, await _connection(admin), str(uuid4()), *await _deliveries(admin), "48213",
        await _proposal(engineer, lead), (await told_of(lead, waiting))["id"], str(uuid4()),
    )  # fmt: skip


async def _proposal(engineer: Person, lead: Person) -> str:
    """What the flywheel made of a case that no flow covers."""
    text = f"The planetarium's star ball hums at E-flat and its dimmer reports {CANARY}."
    session = await resolved_case(engineer, text, CANARY)
    proposal: str = (await proposal_for(lead, session))["id"]
    return proposal


async def _connection(admin: Person) -> str:
    """The demo's connection with its PSA."""
    [connection, *_] = ok(await admin.get("/psa/connections"))
    identifier: str = connection["id"]
    return identifier


async def _deliveries(admin: Person) -> tuple[str, str]:
    """A webhook endpoint that nobody answers at, and what was to be sent to it."""
    body = {"url": f"https://{CANARY}.example/hooks", "description": CANARY}
    endpoint = ok(await admin.post("/webhook-endpoints", body), status=201)["id"]
    sent = ok(await admin.post(f"/webhook-endpoints/{endpoint}/test", {}))["delivery_id"]
    ok(await admin.post(f"/webhook-endpoints/{endpoint}/disable", {}))
    return endpoint, sent


async def _material(engineer: Person, session: str, template: str) -> tuple[str, str, str]:
    """A fact, a fix that waits, and a script."""
    fact = ok(await engineer.act(session, "facts", {"text": CANARY}), status=201)
    fix = ok(await engineer.act(session, "suggested-fixes", {"title": CANARY, "description": CANARY}), status=201)
    address = f"{SESSIONS}/{session}/suggested-fixes/{fix['id']}/outcome"
    ok(await engineer.patch(address, {"outcome": "applied_pending", "notes": CANARY}))
    made = ok(await engineer.act(session, "scripts", {"template_id": template}), status=201)
    return fact["id"], fix["id"], made["generation"]["id"]


def unknown(ids: Ids) -> Ids:
    """Ids of nothing, that look the same."""
    fresh = {field: str(uuid4()) for field in Ids.__slots__ if field not in NUMBERED}
    return replace(ids, **fresh)


async def call(person: Person, route: DeclaredRoute, ids: Ids | None, body: Json | None = None) -> httpx2.Response:
    path = route.path if ids is None else route.path.format_map({field: getattr(ids, field) for field in Ids.__slots__})
    return await person.http.request(route.method, path, json=body)


def told(response: httpx2.Response) -> tuple[int, object]:
    """What an answer tells, but for the request's id."""
    if not response.content:
        return response.status_code, None
    return response.status_code, {key: value for key, value in response.json().items() if key != "request_id"}


def test_given_the_routes_when_they_are_listed_then_each_says_who_may_call_it_and_has_a_body_here() -> None:
    assert [named(route) for route in ROUTES if not route.roles] == []
    paths = create_app().openapi()["paths"]
    wanting = {named(route) for route in WITH_IDS if "requestBody" in paths[route.path][route.method.lower()]}
    assert wanting == set(BODIES)


@pytest.mark.parametrize("route", WITH_IDS, ids=named)
async def test_given_another_accounts_ids_when_they_are_used_then_it_is_as_if_they_were_not(
    rivals: Sequence[Person], ours: Ids, witness: Witness, route: DeclaredRoute
) -> None:
    body = BODIES.get(named(route))
    async with witness.nothing_stored():
        for person in rivals:
            theirs, nothing = await call(person, route, ours, body), await call(person, route, unknown(ours), body)
            assert told(theirs) == told(nothing)
            assert CANARY not in theirs.text
            allowed = person.profile["role"] in (route.roles or ())
            refused(theirs, 404 if allowed else 403)


async def test_given_another_accounts_ids_when_they_come_in_a_body_then_it_is_as_if_they_were_not(
    rival: Person, ours: Ids, engineer: Person, witness: Witness
) -> None:
    content = {"text": LOCKOUT}
    mine = await upload(engineer, screenshot())
    own = (await rival.start(LOCKOUT))["session_id"]
    reason = {"escalation_reason": "Beyond what I may do."}
    script = {"name": "Clock", "shell": "powershell", "body": "Get-Date"}
    user: Json = {"email": f"{uuid4().hex}@rival.example", "name": "Nobody", "role": "viewer", "password": "x" * 12}
    pairs: list[tuple[str, Json, str]] = [
        (SESSIONS, {"intake_type": "free_text", "intake_content": content, "client_id": ours.client_id}, "client_id"),
        (f"{SESSIONS}/{own}/reassign", {"user_id": ours.user_id}, "user_id"),
        (f"{SESSIONS}/{own}/escalate", {**reason, "escalated_to_id": ours.user_id}, "escalated_to_id"),
        (f"{SESSIONS}/{own}/scripts", {"template_id": ours.template}, "template_id"),
        ("/users", {**user, "team_id": ours.team_id}, "team_id"),
        ("/script-templates", {**script, "team_id": ours.team_id}, "team_id"),
    ]
    async with witness.nothing_stored():
        for address, body, field in pairs:
            theirs = await rival.post(address, body)
            nothing = await rival.post(address, {**body, field: str(uuid4())})
            assert told(theirs) == told(nothing)
            assert theirs.status_code in (404, 422)
        for picture in (mine, f"/api/v1/uploads/{uuid4()}"):
            body = {"intake_type": "screenshot", "intake_content": {"image_urls": [picture]}}
            refused(await rival.post(SESSIONS, body), 404, "upload_not_found")


async def test_given_another_account_when_it_lists_and_searches_then_nothing_of_ours_is_there(
    rival: Person, ours: Ids
) -> None:
    lists = [route.path for route in GUARDED if route.method == "GET" and "{" not in route.path]
    for path in lists:
        if path.startswith("/api/v1/admin") or path == ENDLESS:
            continue
        if path == TICKETS:
            refused(await rival.http.get(path), 404, "no_connection")
            continue
        for query in ("", "&mine=false", f"&q={CANARY}", f"&client={ours.client_id}&mine=false"):
            answer = await rival.http.get(f"{path}?{NEEDED.get(path, '')}{query}")
            assert answer.status_code == 200, (path, answer.text)
            assert CANARY not in answer.text
            assert ours.session not in answer.text
    found = ok(await rival.post("/flows/match", {"text": LOCKOUT}))
    flows = ok(await rival.get("/flows", params={"limit": 200}))
    assert {match["flow_id"] for match in found["matches"]} <= {flow["id"] for flow in flows}
    assert CANARY not in json.dumps(found)


async def test_given_a_colleague_of_the_same_account_when_somebodys_own_things_are_used_then_they_are_not_found(
    colleague: Person, engineer: Person, ours: Ids
) -> None:
    refused(await colleague.http.delete(f"/api/v1/api-keys/{ours.key_id}"), 404)
    body = {"intake_type": "screenshot", "intake_content": {"image_urls": [await upload(engineer, screenshot())]}}
    refused(await colleague.post(SESSIONS, body), 404, "upload_not_found")
    assert CANARY in (await engineer.get("/api-keys")).text


@pytest.mark.parametrize("route", GUARDED, ids=named)
async def test_given_a_role_when_it_calls_a_route_then_it_may_or_may_not_as_the_route_says(
    by_role: Mapping[str, Person], ours: Ids, route: DeclaredRoute
) -> None:
    if route.path == ENDLESS:
        refused(await by_role["operator"].http.get(route.path), 403)
        return
    for role, person in by_role.items():
        # Without a body nothing is done, yet whoever may call the route is told so, and not that they may not.
        answer = await call(person, route, unknown(ours))
        if role in (route.roles or ()):
            assert answer.status_code not in (401, 403), answer.text
            assert answer.status_code < 500
        else:
            refused(answer, 403, "role_not_allowed")


@pytest.mark.parametrize("route", GUARDED, ids=named)
async def test_given_nobody_when_a_route_is_called_then_it_asks_for_a_sign_in(
    engineer: Person, ours: Ids, route: DeclaredRoute
) -> None:
    path = route.path.format_map({field: getattr(ours, field) for field in Ids.__slots__})
    answer = await engineer.http.request(route.method, path, headers={"authorization": "Bearer nobody"})
    assert "www-authenticate" in answer.headers
    refused(answer, 401)
