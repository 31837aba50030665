import asyncio
import re
from uuid import UUID

import pytest
from httpx2 import AsyncClient

from services.gateway.auth.access import declared_routes
from services.gateway.auth.seed import demo_id
from shared.ids import new_id
from tests.conftest import Database
from tests.integration.gateway.kit import Gateway, open_gateway

ENGINEER = demo_id("demo", "user", "engineer@demo.example")
ADMIN = demo_id("demo", "user", "admin@demo.example")
NEW = {"email": "sam@demo.example", "name": "Sam Lee", "role": "engineer", "password": "a long pass phrase"}


async def test_given_an_admin_when_creating_a_user_then_the_user_signs_in_and_the_audit_says_so(
    gateway: Gateway,
) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin, gateway.client() as client:
        created = await admin.post("/users", json=NEW)
        assert created.status_code == 201, created.text
        answer = await client.post("/auth/login", json={"email": NEW["email"], "password": NEW["password"]})
    assert answer.status_code == 200
    [entry] = gateway.audit.entries
    assert (entry.event.type, str(entry.subject), entry.actor.user_id) == ("user_created", created.json()["id"], ADMIN)
    assert "Sam" not in entry.event.model_dump_json()
    assert "password" not in created.text


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"email": "ENGINEER@demo.example"}, 409, "email_taken"),
        ({"email": "other@rival.example"}, 409, "email_taken"),
        ({"email": "no-address"}, 422, "invalid_input"),
        ({"email": "a\u200bb@demo.example"}, 422, "invalid_input"),
        ({"password": "short"}, 422, "invalid_input"),
        ({"role": "owner"}, 422, "invalid_input"),
        ({"role": "operator"}, 403, "operator_not_granted"),
        ({"name": "\u200b"}, 422, "invalid_input"),
        ({"team_id": str(demo_id("rival", "team", "Support"))}, 422, "team_unknown"),
        ({"account": str(demo_id("rival"))}, 422, "invalid_input"),
    ],
)
async def test_given_an_unacceptable_user_when_creating_then_it_is_refused_and_nothing_is_kept(
    gateway: Gateway, changes: dict[str, str], status: int, code: str
) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        answer = await admin.post("/users", json=NEW | changes)
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert len((await admin.get("/users")).json()) == 6
    assert gateway.audit.entries == []


async def test_given_a_signed_in_user_when_deactivated_then_access_ends_at_once_everywhere(database: Database) -> None:
    async with open_gateway(database.url) as here, open_gateway(database.url) as there:
        async with await here.signed_in("admin@demo.example") as admin:
            token = (await here.signed_in("engineer@demo.example")).headers["authorization"]
            async with here.client(authorization=token) as near, there.client(authorization=token) as far:
                assert (await near.get("/auth/me")).status_code == 200
                assert (await far.get("/auth/me")).status_code == 200
                assert (await admin.patch(f"/users/{ENGINEER}", json={"active": False})).json()["active"] is False
                assert (await near.get("/auth/me")).status_code == 401
                assert here.told == [ENGINEER]
                there.identity.authenticator.forget(ENGINEER)  # what the other replica does when it is told
                assert (await far.get("/auth/me")).status_code == 401
                await admin.patch(f"/users/{ENGINEER}", json={"active": True})
                assert (await near.get("/auth/me")).status_code == 401  # signing in anew is needed
        assert here.audit.types == ["user_deactivated", "user_reactivated"]


async def test_given_a_signed_in_user_when_the_role_changes_then_the_next_request_has_the_new_rights(
    gateway: Gateway,
) -> None:
    admin, engineer = [await gateway.signed_in(f"{name}@demo.example") for name in ("admin", "engineer")]
    async with admin, engineer:
        assert (await engineer.post("/teams", json={"name": "A"})).status_code == 403
        await admin.patch(f"/users/{ENGINEER}", json={"role": "account_admin"})
        assert (await engineer.post("/teams", json={"name": "A"})).status_code == 201
        await admin.patch(f"/users/{ENGINEER}", json={"role": "viewer"})
        assert (await engineer.post("/teams", json={"name": "B"})).status_code == 403
    assert gateway.audit.types.count("user_role_changed") == 2


async def test_given_a_new_password_when_it_is_set_then_old_sign_ins_end(gateway: Gateway) -> None:
    admin, engineer = [await gateway.signed_in(f"{name}@demo.example") for name in ("admin", "engineer")]
    async with admin, engineer:
        await admin.patch(f"/users/{ENGINEER}", json={"password": "another pass phrase"})
        assert (await engineer.get("/auth/me")).status_code == 401


@pytest.mark.parametrize("change", [{"active": False}, {"role": "engineer"}])
async def test_given_the_last_administrator_when_stepping_down_then_409(
    gateway: Gateway, change: dict[str, object]
) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        answer = await admin.patch(f"/users/{ADMIN}", json=change)
        assert (answer.status_code, answer.json()["code"]) == (409, "last_administrator")
        assert (await admin.get("/auth/me")).json()["role"] == "account_admin"


async def test_given_two_administrators_when_each_removes_the_other_at_once_then_one_is_left(gateway: Gateway) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        await admin.patch(f"/users/{ENGINEER}", json={"role": "account_admin"})
        async with await gateway.signed_in("engineer@demo.example") as other:
            answers = await asyncio.gather(
                admin.patch(f"/users/{ENGINEER}", json={"role": "viewer"}),
                other.patch(f"/users/{ADMIN}", json={"role": "viewer"}),
            )
            roles = [user["role"] for user in (await admin.get("/users")).json() or (await other.get("/users")).json()]
    assert 409 in {answer.status_code for answer in answers} or 403 in {answer.status_code for answer in answers}
    assert roles.count("account_admin") == 1


async def test_given_an_operator_when_an_account_changes_one_then_403(gateway: Gateway) -> None:
    operator = demo_id("demo", "user", "operator@demo.example")
    async with await gateway.signed_in("admin@demo.example") as admin:
        assert (await admin.patch(f"/users/{operator}", json={"password": "now it is mine!"})).status_code == 403
        assert (await admin.patch(f"/users/{ENGINEER}", json={"role": "operator"})).status_code == 403


async def test_given_null_for_a_field_that_has_none_when_changing_then_422(gateway: Gateway) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        assert (await admin.patch(f"/users/{ENGINEER}", json={"name": None})).status_code == 422
        assert (await admin.patch(f"/users/{ENGINEER}", json={"team_id": None})).json()["team_id"] is None


async def test_given_clients_when_they_are_changed_then_lists_and_audit_follow(gateway: Gateway) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        before = len((await admin.get("/clients")).json())
        created = (await admin.post("/clients", json={"name": "Tidewater Labs", "redactions": [r"TW-\d+"]})).json()
        changed = await admin.patch(f"/clients/{created['id']}", json={"no_model": True})
        assert changed.json() == created | {"no_model": True}
        assert len((await admin.get("/clients")).json()) == before + 1
        taken = await admin.post("/clients", json={"name": "TIDEWATER\u200b labs"})
        assert (taken.status_code, taken.json()["code"]) == (409, "name_taken")
        for rules in (["(unclosed"], ["x*"], ["(?=look)ahead"]):
            assert (await admin.post("/clients", json={"name": "X", "redactions": rules})).status_code == 422
        assert (await admin.patch(f"/clients/{new_id()}", json={"no_model": True})).status_code == 404
    assert gateway.audit.types == ["client_created", "client_changed"]


@pytest.mark.parametrize(
    ("address", "body", "other"),
    [
        ("/users", NEW, NEW | {"name": "Somebody else"}),
        ("/teams", {"name": "Night shift"}, {"name": "Day shift"}),
        ("/clients", {"name": "Tidewater Labs"}, {"name": "Tidewater Labs", "no_model": True}),
    ],
)
async def test_given_an_idempotency_key_when_a_request_is_repeated_then_it_makes_one_thing(
    gateway: Gateway, address: str, body: dict[str, object], other: dict[str, object]
) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        key = {"idempotency-key": "once"}
        answers = [await admin.post(address, json=body, headers=key) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json() == answers[1].json()
        refused = await admin.post(address, json=other, headers=key)
        assert (refused.status_code, refused.json()["code"]) == (422, "idempotency_key_reused")
    assert len(gateway.audit.entries) == 1


async def test_given_an_idempotency_key_when_an_api_key_is_asked_for_again_then_409(gateway: Gateway) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        answers = [
            await admin.post("/api-keys", json={"name": "x"}, headers={"idempotency-key": "once"}) for _ in range(2)
        ]
    assert [answer.status_code for answer in answers] == [201, 409]


async def test_given_an_api_key_when_it_is_used_then_it_may_at_most_what_it_was_made_for(gateway: Gateway) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        created = (await admin.post("/api-keys", json={"name": "Reports", "role": "viewer"})).json()
        assert created["key"].startswith(created["prefix"])
        async with gateway.client(authorization=f"Bearer {created['key']}") as program:
            assert (await program.get("/auth/me")).json()["role"] == "viewer"
            assert (await program.post("/teams", json={"name": "A"})).status_code == 403
            assert (await program.post("/api-keys", json={"name": "B", "role": "engineer"})).status_code == 403
            [listed] = (await admin.get("/api-keys")).json()
            assert listed["last_used_at"]
            assert "key" not in listed
            assert (await admin.delete(f"/api-keys/{created['id']}")).status_code == 204
            assert (await program.get("/auth/me")).status_code == 401
    assert gateway.audit.types == ["api_key_created", "api_key_revoked"]


async def test_given_a_key_of_an_engineer_when_the_engineer_is_deactivated_then_the_key_is_void(
    gateway: Gateway,
) -> None:
    async with await gateway.signed_in("admin@demo.example") as admin:
        async with await gateway.signed_in("engineer@demo.example") as engineer:
            key = (await engineer.post("/api-keys", json={"name": "Mine"})).json()["key"]
        async with gateway.client(authorization=f"Bearer {key}") as program:
            assert (await program.get("/auth/me")).status_code == 200
            await admin.patch(f"/users/{ENGINEER}", json={"active": False})
            assert (await program.get("/auth/me")).status_code == 401


async def test_given_the_log_is_away_when_something_changes_then_the_audit_is_told_later(gateway: Gateway) -> None:
    gateway.audit.broken = True
    async with await gateway.signed_in("admin@demo.example") as admin:
        assert (await admin.post("/teams", json={"name": "Night shift"})).status_code == 201
        assert gateway.audit.entries == []
        gateway.audit.broken = False
        assert (await admin.post("/teams", json={"name": "Day shift"})).status_code == 201
    assert gateway.audit.types == ["team_created", "team_created"]
    assert len({entry.id for entry in gateway.audit.entries}) == 2


_WRITES = [
    ("GET", f"/users/{ENGINEER}", None),
    ("PATCH", f"/users/{ENGINEER}", {"name": "X"}),
    ("GET", f"/clients/{demo_id('demo', 'client', 'Hafen Logistik GmbH')}", None),
    ("PATCH", f"/clients/{demo_id('demo', 'client', 'Hafen Logistik GmbH')}", {"no_model": True}),
    ("PATCH", f"/teams/{demo_id('demo', 'team', 'Service Desk')}", {"name": "X"}),
    ("DELETE", f"/api-keys/{ENGINEER}", None),
]


@pytest.mark.parametrize(("method", "address", "body"), _WRITES)
async def test_given_another_accounts_thing_when_it_is_asked_for_then_the_answer_is_that_of_an_unknown_one(
    gateway: Gateway, method: str, address: str, body: object
) -> None:
    async with await gateway.signed_in("other@rival.example") as rival:
        theirs = await rival.request(method, address, json=body)
        unknown = await rival.request(method, f"{address.rsplit('/', 1)[0]}/{new_id()}", json=body)
    assert theirs.status_code == unknown.status_code == 404
    assert theirs.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}


async def test_given_every_route_and_role_when_called_then_only_who_is_declared_gets_past(gateway: Gateway) -> None:
    roles = {"viewer": "viewer", "engineer": "engineer", "lead": "team_admin", "admin": "account_admin"}
    people = {role: f"{name}@demo.example" for name, role in (roles | {"operator": "operator"}).items()}
    clients = {role: await gateway.signed_in(email) for role, email in people.items()}
    clients["anonymous"] = gateway.client()
    for route in sorted(declared_routes(gateway.app), key=lambda route: route.path.endswith("/logout")):
        assert route.roles is not None, route
        for role, client in clients.items():
            refused = await _call(client, route.path, route.method) in {401, 403}
            assert refused == (role not in route.roles), (route, role)


async def _call(client: AsyncClient, path: str, method: str) -> int:
    address = re.sub(r"{\w+}", str(UUID(int=1)), path)
    answer = await client.request(method, f"http://test{address}", json={} if method in {"POST", "PATCH"} else None)
    return answer.status_code
