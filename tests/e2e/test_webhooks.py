"""Somebody subscribes, and hears of cases: the product as it runs, a receiver on loopback that the operator allowed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.testing.waiting import eventually
from tests.e2e.kit import LOCKOUT, Json, Person, ok, refused, signed_in
from tests.e2e.product import UNLIMITED, Product, running_product
from tests.integration.psa_sync.webhooks.receiver import Received, Receiver, answer, serve

ALL = "/webhook-endpoints"
WANTED = ["session.started", "session.resolved", "documentation.written"]


@pytest.fixture(scope="module")
async def receiver() -> AsyncIterator[Receiver]:
    async with serve(Receiver()) as made:
        yield made


@pytest.fixture(scope="module")
async def product(
    receiver: Receiver, tmp_path_factory: pytest.TempPathFactory, prepared: Path
) -> AsyncIterator[Product]:
    """A product of this module's own: its operator allows the receiver's address."""
    allowed = {"RESOLUTIONFLOW_WEBHOOK_PRIVATE_TARGETS": receiver.target}
    environment = {**UNLIMITED, **allowed}
    async with running_product(tmp_path_factory.mktemp("webhooks"), environment, prepared=prepared) as running:
        yield running


@pytest.fixture(scope="module")
async def admin(product: Product) -> AsyncIterator[Person]:
    async with signed_in(product.url, "admin@demo.example") as person:
        yield person


@pytest.fixture(scope="module")
async def engineer(product: Product) -> AsyncIterator[Person]:
    async with signed_in(product.url, "engineer@demo.example") as person:
        yield person


@pytest.fixture(scope="module")
async def endpoint(admin: Person, receiver: Receiver) -> Json:
    body = {"url": f"{receiver.base_url}/hook", "event_types": WANTED, "description": "Wallboard"}
    made: Json = ok(await admin.post(ALL, body), status=201)
    return made


async def test_given_an_endpoint_when_a_case_is_worked_then_it_hears_each_event_once_and_signed(
    admin: Person, engineer: Person, receiver: Receiver, endpoint: Json
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    ok(await engineer.act(session, "resolve", {"resolution_summary": "The old phone was retired."}))

    got = await _heard(receiver, session, len(WANTED))
    assert sorted(one.json["type"] for one in got) == sorted(WANTED)
    assert all(one.is_signed_with(endpoint["secret"]) for one in got)
    [resolved] = [one.json["data"] for one in got if one.json["type"] == "session.resolved"]
    assert resolved["resolution_summary"] == "The old phone was retired."
    assert resolved["problem_summary"] == (await engineer.case(session))["problem_summary"]

    async def are_delivered() -> bool:
        log = ok(await admin.get(f"{ALL}/{endpoint['id']}/deliveries"))["deliveries"]
        return [one["status"] for one in log] == ["delivered"] * len(WANTED)

    await eventually(are_delivered)


async def test_given_an_endpoint_when_it_is_read_then_never_with_its_secret(admin: Person, endpoint: Json) -> None:
    for path in (ALL, f"{ALL}/{endpoint['id']}", f"{ALL}/{endpoint['id']}/deliveries"):
        read = await admin.get(path)
        assert read.status_code == 200
        assert "whsec_" not in read.text


async def test_given_a_failing_receiver_when_sent_again_by_hand_then_it_comes_under_the_same_id(
    admin: Person, receiver: Receiver, endpoint: Json
) -> None:
    receiver.then(answer(500))
    sent = ok(await admin.post(f"{ALL}/{endpoint['id']}/test"))

    async def has_failed() -> bool:
        log = ok(await admin.get(f"{ALL}/{endpoint['id']}/deliveries", params={"status": "failed"}))["deliveries"]
        return [one["id"] for one in log] == [sent["delivery_id"]]

    await eventually(has_failed)
    ok(await admin.post(f"{ALL}/{endpoint['id']}/deliveries/{sent['delivery_id']}/resend"))
    await eventually(lambda: _has_tests(receiver, 2))
    assert len({one.id for one in _tests(receiver)}) == 1


async def test_given_an_endpoint_when_its_secret_is_rotated_then_both_sign(
    admin: Person, receiver: Receiver, endpoint: Json
) -> None:
    secret = ok(await admin.post(f"{ALL}/{endpoint['id']}/rotate-secret"))["secret"]
    before = len(_tests(receiver))
    ok(await admin.post(f"{ALL}/{endpoint['id']}/test"))
    await eventually(lambda: _has_tests(receiver, before + 1))
    assert all(_tests(receiver)[-1].is_signed_with(one) for one in (secret, endpoint["secret"]))


async def test_given_an_address_inside_when_subscribed_to_then_refused(admin: Person) -> None:
    for url in ("https://127.0.0.1/", "http://hooks.msp.example/", "https://169.254.169.254/latest/meta-data"):
        refused(await admin.post(ALL, {"url": url}), 422, "address_refused")


async def test_given_an_engineer_when_they_ask_for_endpoints_then_refused(engineer: Person) -> None:
    refused(await engineer.get(ALL), 403)


async def _heard(receiver: Receiver, session: str, count: int) -> list[Received]:
    """What came about the session, once so much did."""

    def came() -> list[Received]:
        return [one for one in receiver.received if one.json["data"].get("session_id") == session]

    async def is_enough() -> bool:
        return len(came()) >= count

    await eventually(is_enough)
    return came()


def _tests(receiver: Receiver) -> list[Received]:
    return [one for one in receiver.received if one.json["type"] == "endpoint.test"]


async def _has_tests(receiver: Receiver, count: int) -> bool:
    return len(_tests(receiver)) >= count
