import asyncio
import time

import jwt
import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import text

from services.gateway.auth.authenticator import CSRF_COOKIE, SESSION_COOKIE
from services.gateway.auth.seed import DEMO_ACCOUNT, demo_id, retire_demo, seed_demo
from services.gateway.auth.settings import AuthSettings
from tests.conftest import Database
from tests.integration.gateway.kit import PASSWORD, PASSWORDS, SETTINGS, Gateway, open_gateway

ENGINEER = "engineer@demo.example"
ENGINEER_ID = demo_id("demo", "user", ENGINEER)


async def _login(client: AsyncClient, email: str = ENGINEER, password: str = PASSWORD, **more: object) -> Response:
    return await client.post("/auth/login", json={"email": email, "password": password, **more})


async def test_given_the_right_password_when_signing_in_then_tokens_and_the_user_come_back(gateway: Gateway) -> None:
    async with gateway.client() as client:
        answer = (await _login(client)).json()
        me = await client.get("/auth/me", headers={"authorization": f"Bearer {answer['access_token']}"})
    assert answer["expires_in"] == 600
    assert answer["refresh_token"]
    assert answer["user"] == me.json()
    assert me.json() == {
        "id": str(ENGINEER_ID),
        "email": ENGINEER,
        "name": "Maya Osei",
        "role": "engineer",
        "team_id": str(demo_id("demo", "team", "Service Desk")),
        "team_name": "Service Desk",
        "active": True,
        "account_id": str(DEMO_ACCOUNT),
        "account_name": "Northwind Managed Services",
        "time_zone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    "email", ["ENGINEER@Demo.Example", "\uff45ngineer@demo.example", "engineer\u200b@demo.example"]
)
async def test_given_another_spelling_of_the_email_when_signing_in_then_it_is_the_same_user(
    gateway: Gateway, email: str
) -> None:
    async with gateway.client() as client:
        assert (await _login(client, email)).json()["user"]["id"] == str(ENGINEER_ID)


async def test_given_wrong_credentials_when_signing_in_then_known_and_unknown_emails_get_the_same_answer(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        known = await _login(client, password="wrong")
        unknown = await _login(client, "nobody@demo.example", "wrong")
    assert known.status_code == unknown.status_code == 401
    assert known.json() | {"request_id": ""} == unknown.json() | {"request_id": ""}


async def test_given_five_wrong_passwords_when_signing_in_again_then_known_and_unknown_emails_are_locked_alike(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        for email in (ENGINEER, "nobody@demo.example"):
            statuses = [(await _login(client, email, "wrong")).status_code for _ in range(6)]
            assert statuses == [401] * 5 + [429]
        locked = await _login(client)
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 900
    assert gateway.audit.types == ["sign_in_locked"]


async def test_given_many_wrong_passwords_at_once_when_they_are_tried_then_few_are_checked(gateway: Gateway) -> None:
    async with gateway.client() as client:
        answers = await asyncio.gather(*(_login(client, password="wrong") for _ in range(30)))
    assert [answer.status_code for answer in answers].count(401) <= 5 + SETTINGS.hashing_slots - 1


async def test_given_a_lock_when_its_time_is_over_then_the_user_signs_in(database: Database) -> None:
    settings = AuthSettings(signing_key=b"k" * 32, lockout_seconds=600)
    async with open_gateway(database.url, settings) as gateway, gateway.client() as client:
        for _ in range(5):
            await _login(client, password="wrong")
        assert (await _login(client)).status_code == 429
        async with gateway.engine.begin() as connection:
            earlier = text("update identity.sign_in_failures set failed_at = failed_at - interval '601 s'")
            await connection.execute(earlier)
        assert (await _login(client)).status_code == 200


async def test_given_four_wrong_passwords_when_the_right_one_comes_then_the_count_starts_anew(gateway: Gateway) -> None:
    async with gateway.client() as client:
        for _ in range(2):
            for _ in range(4):
                assert (await _login(client, password="wrong")).status_code == 401
            assert (await _login(client)).status_code == 200


async def test_given_a_refresh_token_when_it_is_used_then_a_new_pair_comes_and_the_old_one_ends_everything(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        first = (await _login(client)).json()
        second = await client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]})
        assert second.status_code == 200
        bearer = {"authorization": f"Bearer {second.json()['access_token']}"}
        assert (await client.get("/auth/me", headers=bearer)).status_code == 200

        reused = await client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]})
        assert (reused.status_code, reused.json()["code"]) == (401, "token_reused")
        assert (await client.get("/auth/me", headers=bearer)).status_code == 401
        gone = await client.post("/auth/refresh", json={"refresh_token": second.json()["refresh_token"]})
        assert gone.status_code == 401
    assert gateway.audit.types == ["token_reused"]


async def test_given_one_refresh_token_when_two_use_it_at_once_then_one_wins_and_the_sign_in_ends(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        token = (await _login(client)).json()["refresh_token"]
        calls = (client.post("/auth/refresh", json={"refresh_token": token}) for _ in range(2))
        assert sorted(answer.status_code for answer in await asyncio.gather(*calls)) == [200, 401]


async def test_given_a_sign_in_when_signing_out_then_its_tokens_are_void_and_others_are_not(gateway: Gateway) -> None:
    other = await gateway.signed_in(ENGINEER)
    async with gateway.client() as client, other:
        tokens = (await _login(client)).json()
        bearer = {"authorization": f"Bearer {tokens['access_token']}"}
        assert (await client.post("/auth/logout", headers=bearer)).status_code == 204
        assert (await client.get("/auth/me", headers=bearer)).status_code == 401
        refused = await client.post("/auth/refresh", json={"refresh_token": tokens["refresh_token"]})
        assert refused.status_code == 401
        assert (await other.get("/auth/me")).status_code == 200


def _forged(**changes: object) -> str:
    now = int(time.time())
    good = jwt.decode(_good(), SETTINGS.signing_key, algorithms=["HS256"], options={"verify_exp": False})
    return jwt.encode({**good, "exp": now + 600, **changes}, SETTINGS.signing_key, "HS256")


def _good() -> str:
    claims = {"iss": "resolutionflow", "sub": str(ENGINEER_ID), "acc": str(DEMO_ACCOUNT), "sid": str(demo_id("x"))}
    return jwt.encode({**claims, "iat": 1, "exp": 2}, SETTINGS.signing_key, "HS256")


@pytest.mark.parametrize(
    "credential",
    [
        "Bearer",
        "Bearer ",
        "Bearer abc",
        "Bearer a.b.c",
        "Bearer rf_abc",
        "Basic abc",
        "Bearer " + "x" * 8000,
        "Bearer " + jwt.encode({"sub": "1"}, "", "none"),
        "Bearer " + jwt.encode({"sub": str(ENGINEER_ID)}, b"o" * 32, "HS256"),
        "Bearer " + jwt.encode({"sub": str(ENGINEER_ID)}, b"k" * 64, "HS512"),
        "Bearer " + _good(),
        "Bearer " + _forged(),
        "Bearer " + _forged(sub="not-a-uuid"),
        "Bearer " + _forged(acc=None),
        "Bearer " + _forged(iss="elsewhere"),
        "Bearer " + _forged(exp="soon"),
    ],
)
async def test_given_a_credential_that_is_not_ours_when_it_is_sent_then_401(gateway: Gateway, credential: str) -> None:
    async with gateway.client(authorization=credential) as client:
        answer = await client.get("/auth/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_given_an_access_token_when_it_is_over_its_time_then_401(database: Database) -> None:
    settings = AuthSettings(signing_key=b"k" * 32, access_seconds=-100)
    async with open_gateway(database.url, settings) as gateway, await gateway.signed_in(ENGINEER) as client:
        answer = await client.get("/auth/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_given_the_web_app_when_it_signs_in_then_cookies_carry_the_session_and_guard_against_forgery(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        answer = await _login(client, "admin@demo.example", cookie=True)
        assert (answer.json()["access_token"], answer.json()["refresh_token"]) == (None, None)
        cookies = {line.split("=")[0]: line.lower() for line in answer.headers.get_list("set-cookie")}
        assert "httponly" in cookies[SESSION_COOKIE]
        assert all("samesite=strict" in line for line in cookies.values())
        assert (await client.get("/auth/me")).status_code == 200

        team = {"name": "Projects"}
        assert (await client.post("/teams", json=team)).status_code == 403
        assert (await client.post("/teams", json=team, headers={"x-csrf-token": "0" * 64})).status_code == 403
        csrf = {"x-csrf-token": client.cookies[CSRF_COOKIE]}
        assert (await client.post("/teams", json=team, headers=csrf)).status_code == 201

        assert (await client.post("/auth/logout")).status_code == 403
        session = client.cookies[SESSION_COOKIE]
        assert (await client.post("/auth/logout", headers=csrf)).status_code == 204
        assert (await client.get("/auth/me", headers={"cookie": f"{SESSION_COOKIE}={session}"})).status_code == 401


async def test_given_a_cookie_and_a_refresh_token_when_they_are_exchanged_then_neither_is_taken(
    gateway: Gateway,
) -> None:
    async with gateway.client() as client:
        tokens = (await _login(client)).json()
        as_cookie = {"cookie": f"{SESSION_COOKIE}={tokens['refresh_token']}"}
        assert (await client.get("/auth/me", headers=as_cookie)).status_code == 401
        await _login(client, cookie=True)
        session = client.cookies[SESSION_COOKIE]
    async with gateway.client() as client:
        assert (await client.post("/auth/refresh", json={"refresh_token": session})).status_code == 401


async def test_given_a_known_caller_when_it_calls_again_then_finding_it_costs_microseconds(gateway: Gateway) -> None:
    async with await gateway.signed_in(ENGINEER) as client:
        await client.get("/auth/me")
        raw = [(b"authorization", client.headers["authorization"].encode())]
    scope = {"type": "http", "method": "GET", "headers": raw}
    started = time.process_time()
    for _ in range(1000):
        await gateway.identity.authenticator.admit(scope)
    assert (time.process_time() - started) / 1000 < 100e-6


async def test_given_a_demo_when_it_is_seeded_again_then_nothing_doubles_and_when_retired_nobody_gets_in(
    gateway: Gateway,
) -> None:
    await seed_demo(gateway.engine, PASSWORDS, PASSWORD)
    async with await gateway.signed_in(ENGINEER) as engineer, gateway.client() as client:
        assert len((await engineer.get("/users")).json()) == 6
        await retire_demo(gateway.engine)
        gateway.identity.authenticator.forget(ENGINEER_ID)
        assert (await engineer.get("/users")).status_code == 401
        for email in ("admin@demo.example", "other@rival.example"):
            assert (await _login(client, email)).status_code == 401
