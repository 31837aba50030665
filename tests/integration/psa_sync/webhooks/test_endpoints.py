"""Endpoints by command: the secret, who may, where to, sending again."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from services.psa_sync.webhooks import api
from services.psa_sync.webhooks.catalogue import CATALOGUE
from services.psa_sync.webhooks.deliveries import Told
from services.psa_sync.webhooks.events import WEBHOOK_EVENTS
from services.psa_sync.webhooks.signing import PREFIX
from shared.bus.commands import Request
from shared.errors import Forbidden, IllegalState, InvalidInput, NotFound, Problem, RevisionMismatch
from shared.ids import new_id
from shared.message import Actor
from shared.testing.waiting import eventually
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import Bench, Json, Subscription, administrator, service
from tests.integration.psa_sync.webhooks.receiver import Receiver, answer
from tests.unit.diagnosis.examples import started

URL = "https://hooks.msp.example/in"


async def test_given_a_lost_answer_when_created_again_under_the_same_key_then_the_same_secret_for_ten_minutes(
    bench: Bench,
) -> None:
    made = await bench.command("create_endpoint", "key-1", url=URL)
    assert made["secret"].startswith(PREFIX)
    assert (made["state"], made["version"]) == ("active", 1)
    assert await bench.command("create_endpoint", "key-1", url=URL) == made
    bench.clock.forward(minutes=11)
    assert await bench.command("create_endpoint", "key-1", url=URL) == {**made, "secret": None}


async def test_given_a_rotated_secret_when_the_first_command_comes_again_from_another_then_no_secret(
    bench: Bench,
) -> None:
    made = await bench.command("create_endpoint", "key-1", url=URL)
    other = administrator(bench.account)
    await bench.command("rotate_endpoint_secret", "key-2", other, endpoint_id=made["endpoint_id"])
    assert (await bench.command("create_endpoint", "key-1", url=URL))["secret"] is None


async def test_given_a_rotation_when_sent_to_then_both_signatures_for_a_day_and_then_the_new_one(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    rotated = await bench.command("rotate_endpoint_secret", "key", endpoint_id=subscription.id)
    assert await bench.command("rotate_endpoint_secret", "key", endpoint_id=subscription.id) == rotated
    assert rotated["secret"] != subscription.secret
    for hours in (0, 23, 2):
        bench.clock.forward(hours=hours)
        await bench.command("send_test", endpoint_id=subscription.id)
        await bench.send()
    signed = [
        (one.is_signed_with(rotated["secret"]), one.is_signed_with(subscription.secret)) for one in receiver.received
    ]
    assert signed == [(True, True), (True, True), (True, False)]


async def test_given_two_rotations_at_once_when_done_then_what_is_shown_signs_and_at_most_one_is_shown_nothing(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    both = await asyncio.gather(
        *(bench.command("rotate_endpoint_secret", endpoint_id=subscription.id) for _ in range(2))
    )
    last = max(both, key=lambda one: one["version"])
    await bench.command("send_test", endpoint_id=subscription.id)
    await bench.send()
    assert receiver.received[0].is_signed_with(last["secret"])


async def test_given_a_process_that_died_before_the_secret_was_made_when_created_again_then_there_is_one(
    bench: Bench, receiver: Receiver
) -> None:
    made = await bench.command("create_endpoint", "key", url=receiver.base_url)
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{bench.account}'")
        await connection.execute("delete from psa_sync.webhook_secrets")
    await bench.command("send_test", endpoint_id=made["endpoint_id"])
    await bench.send()
    [delivery] = await bench.deliveries(made["endpoint_id"])
    assert (delivery["status"], delivery["last_error"]) == ("failed", "no_secret")
    again = await bench.command("create_endpoint", "key", url=receiver.base_url)
    bench.clock.forward(seconds=10)
    await bench.send()
    assert [one.is_signed_with(again["secret"]) for one in receiver.received] == [True]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hooks.msp.example/", "not_https"),
        ("https://hooks.msp.example:22/", "bad_port"),
        ("https://user:pass@hooks.msp.example/", "bad_url"),
        ("https://127.0.0.1/", "private_address"),
        ("https://169.254.169.254/latest/meta-data", "private_address"),
        ("https://[::ffff:10.0.0.1]/", "private_address"),
        ("https://[64:ff9b::7f00:1]/", "private_address"),
        ("https://2130706433/", None),
        ("https://0x7f.1/", None),
        ("file:///etc/passwd", None),
        ("gopher://hooks.msp.example/", None),
    ],
)
async def test_given_an_address_inside_or_odd_when_created_or_changed_to_then_it_is_refused(
    bench: Bench, subscription: Subscription, url: str, reason: str | None
) -> None:
    bodies: dict[str, Json] = {"create_endpoint": {}, "change_endpoint": {"endpoint_id": subscription.id}}
    for name, body in bodies.items():
        with pytest.raises(InvalidInput) as caught:
            await bench.command(name, url=url, **body)
        assert caught.value.code == "address_refused"
        assert reason in (None, caught.value.facts["reason"])
    assert len(await bench.told(subscription.id)) == 1


@pytest.mark.parametrize("role", ["viewer", "engineer", "team_admin", "system"])
async def test_given_no_administrator_when_anything_is_asked_then_it_is_refused(
    bench: Bench, subscription: Subscription, role: str
) -> None:
    await bench.command("send_test", endpoint_id=subscription.id)
    [delivery] = await bench.deliveries(subscription.id)
    actor = Actor(account_id=bench.account, user_id=new_id(), name="Eve", role=role)
    body: Json = {"endpoint_id": subscription.id}
    bodies = {
        "create_endpoint": {"url": URL},
        "change_endpoint": {**body, "description": "x"},
        "resend_delivery": {**body, "delivery_id": delivery["id"]},
        "replay_deliveries": {**body, "since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"},
    }
    for name in bench.commands:
        with pytest.raises(Forbidden):
            await bench.command(name, actor=actor, **bodies.get(name, body))
    with pytest.raises(Forbidden):
        await bench.queries["deliveries"](Request(actor=actor, body=body))


async def test_given_another_account_when_it_names_an_endpoint_then_there_is_none(
    bench: Bench, subscription: Subscription
) -> None:
    await bench.command("send_test", endpoint_id=subscription.id)
    [delivery] = await bench.deliveries(subscription.id)
    mallory = administrator()
    for name in sorted(set(bench.commands) - {"create_endpoint"}):
        body: Json = {"endpoint_id": subscription.id}
        if name == "resend_delivery":
            body |= {"delivery_id": delivery["id"]}
        if name == "replay_deliveries":
            body |= {"since": "2026-01-01T00:00:00Z", "until": "2026-01-02T00:00:00Z"}
        with pytest.raises(NotFound):
            await bench.command(name, actor=mallory, **body)
    answer = await bench.queries["deliveries"](Request(actor=mallory, body={"endpoint_id": subscription.id}))
    assert answer["deliveries"] == []


async def test_given_as_many_endpoints_as_allowed_when_one_more_is_created_then_refused_until_one_goes(
    database: Database,
) -> None:
    async with service(database, [], webhook_endpoints=2) as bench:
        first = await bench.command("create_endpoint", "first", url=URL)
        await bench.command("create_endpoint", url=URL)
        with pytest.raises(IllegalState) as caught:
            await bench.command("create_endpoint", url=URL)
        assert caught.value.code == "too_many_endpoints"
        assert (await bench.command("create_endpoint", "first", url=URL))["secret"] == first["secret"]
        await bench.command("remove_endpoint", endpoint_id=first["endpoint_id"])
        await bench.command("create_endpoint", url=URL)


async def test_given_an_endpoint_when_changed_then_the_next_event_goes_there(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    event = await bench.resolved()
    await bench.react(event)
    changed = await bench.command(
        "change_endpoint", endpoint_id=subscription.id, url=f"{receiver.base_url}/new", event_types=["push.failed"]
    )
    assert changed["version"] == 2
    await bench.react(await bench.resolved())
    await bench.send()
    assert [(one.path, one.id) for one in receiver.received] == [("/new", str(event.id))]


async def test_given_a_version_that_is_over_when_changed_then_refused(bench: Bench, subscription: Subscription) -> None:
    await bench.command("disable_endpoint", endpoint_id=subscription.id)
    stale = Request(actor=bench.admin, body={"endpoint_id": subscription.id}, expected_version=1)
    with pytest.raises(RevisionMismatch):
        await bench.commands["enable_endpoint"](stale)


async def test_given_a_removed_endpoint_when_looked_for_then_nothing_is_left_but_that_it_was(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    await bench.command("remove_endpoint", endpoint_id=subscription.id)
    await bench.react(await bench.resolved())
    assert await bench.send() == 0
    for table in ("webhook_secrets", "webhook_deliveries", "webhook_queue", "webhook_lanes"):
        assert await _count(bench, table) == 0
    with pytest.raises(NotFound):
        await bench.command("enable_endpoint", endpoint_id=subscription.id)


async def test_given_an_endpoint_that_is_removed_while_an_event_is_queued_for_it_then_nothing_is_left_in_any_order(
    bench: Bench, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    async with superuser.transaction():  # as who queues one does
        await superuser.execute("select from psa_sync.webhook_lanes for key share")
        removal = asyncio.create_task(bench.command("remove_endpoint", endpoint_id=subscription.id))
        await eventually(lambda: _is_waiting(superuser))
        await superuser.execute(
            "insert into psa_sync.webhook_deliveries (id, account, endpoint, event, event_type, occurred_at,"
            " created_at) values ($1, $2, $3, $1, 'session.started', now(), now())",
            new_id(), bench.account, subscription.id,
        )  # fmt: skip
    await removal
    late = Told(new_id(), "session.started", bench.clock())
    await bench.sender.deliveries.add(bench.account, [subscription.id], late, bench.clock())
    for table in ("webhook_deliveries", "webhook_queue"):
        assert await _count(bench, table) == 0


async def test_given_a_lost_answer_when_a_test_is_sent_again_under_the_same_key_then_it_is_one(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    one, other = [await bench.command("send_test", "key", endpoint_id=subscription.id) for _ in range(2)]
    assert one["delivery_id"] == other["delivery_id"]
    assert await bench.send() == 1
    assert receiver.received[0].json["type"] == "endpoint.test"
    assert receiver.received[0].is_signed_with(subscription.secret)


async def test_given_a_delivery_when_sent_again_then_under_the_same_id_whatever_became_of_it(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    receiver.then(answer(410))
    await bench.react(await bench.resolved())
    await bench.send()
    [delivery] = await bench.deliveries(subscription.id)
    named = {"endpoint_id": subscription.id, "delivery_id": delivery["id"]}
    with pytest.raises(IllegalState):
        await bench.command("resend_delivery", **named)
    await bench.command("enable_endpoint", endpoint_id=subscription.id)
    with pytest.raises(NotFound):
        await bench.command("resend_delivery", **{**named, "endpoint_id": new_id()})
    for _ in range(2):
        await bench.command("resend_delivery", **named)
        assert await bench.send() == 1
    assert len(receiver.ids) == 3
    assert len(set(receiver.ids)) == 1
    [after] = await bench.deliveries(subscription.id)
    assert (after["status"], after["attempts"]) == ("delivered", 3)


async def test_given_events_before_during_and_after_an_outage_when_replayed_then_each_of_that_time_is_sent_once_more(
    bench: Bench, receiver: Receiver
) -> None:
    before = await bench.resolved()
    since = bench.clock()
    inside = [await bench.resolved() for _ in range(3)]
    made = await bench.command("create_endpoint", url=receiver.base_url, event_types=["session.resolved"])
    inside.append(await bench.resolved())
    await bench.react(inside[-1])
    await bench.send()
    until = bench.clock()
    behind = await bench.resolved()
    receiver.received.clear()

    body = {"endpoint_id": made["endpoint_id"], "since": since.isoformat(), "until": until.isoformat()}
    replayed = await bench.command("replay_deliveries", **body)
    assert (replayed["count"], replayed["next_since"]) == (4, None)
    assert await bench.send() == 4
    assert sorted(receiver.ids) == sorted(str(event.id) for event in inside)
    assert not {str(before.id), str(behind.id)} & set(receiver.ids)
    for event in inside:
        await bench.react(event)
    assert await bench.send() == 0


async def test_given_more_events_than_one_replay_takes_when_replayed_then_it_says_from_where_to_go_on(
    bench: Bench, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "MOST_REPLAYED", 2)
    since = bench.clock()
    for _ in range(5):
        await bench.session(started())
    made = await bench.command("create_endpoint", url=receiver.base_url)
    counts, body = [], {"endpoint_id": made["endpoint_id"], "until": bench.clock().isoformat()}
    while since is not None:
        replayed = await bench.command("replay_deliveries", since=since.isoformat(), **body)
        since = replayed["next_since"]
        counts.append(replayed["count"])
    assert counts == [2, 2, 1]
    assert await bench.send() == 5
    assert len(set(receiver.ids)) == 5


async def test_given_a_time_that_is_none_when_replayed_then_refused(bench: Bench, subscription: Subscription) -> None:
    now = bench.clock()
    for until in (now, now - timedelta(days=1), now + timedelta(days=367)):
        body: Json = {"endpoint_id": subscription.id, "since": now.isoformat(), "until": until.isoformat()}
        with pytest.raises(InvalidInput):
            await bench.command("replay_deliveries", **body)


async def test_given_many_deliveries_when_paged_then_each_is_shown_once_newest_first(
    bench: Bench, subscription: Subscription
) -> None:
    for _ in range(5):
        await bench.command("send_test", endpoint_id=subscription.id)
    seen: list[Any] = []
    before: Json = {}
    while True:
        body = {"endpoint_id": subscription.id, "limit": 2, **before}
        answer = await bench.queries["deliveries"](Request(actor=bench.admin, body=body))
        seen += [one["id"] for one in answer["deliveries"]]
        if answer["next"] is None:
            break
        before = {"before": answer["next"]}
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 5


async def test_given_somebody_who_subscribes_when_asking_what_is_offered_then_all_types_with_a_description(
    bench: Bench,
) -> None:
    answer = await bench.queries["event_types"](Request(actor=bench.admin, body={}))
    assert [one["name"] for one in answer["event_types"]] == [offered.name for offered in CATALOGUE]
    assert all(one["description"] for one in answer["event_types"])


async def test_given_a_process_that_died_after_the_append_when_its_event_comes_then_the_endpoint_is_listed(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{bench.account}'")
        await connection.execute("delete from psa_sync.webhook_endpoints")
        await connection.execute("delete from psa_sync.webhook_lanes")
    for event in await bench.log.load(f"webhook-{subscription.id}"):
        assert event.type in {kind.type for kind in WEBHOOK_EVENTS.events}
        await bench.react(event)
    await bench.react(await bench.resolved())
    assert await bench.send() == 1


async def test_given_a_refusal_when_the_same_command_comes_again_then_it_is_refused_again(bench: Bench) -> None:
    for _ in range(2):
        with pytest.raises(Problem) as caught:
            await bench.command("create_endpoint", "key", url=URL, event_types=["nonsense"])
        assert caught.value.code == "unknown_event_type"


async def _is_waiting(superuser: asyncpg.Connection) -> bool:
    waiting: bool = await superuser.fetchval("select exists (select from pg_locks where not granted)")
    return waiting


async def _count(bench: Bench, table: str) -> int:
    async with bench.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.account = '{bench.account}'")
        found: int = await connection.fetchval(f"select count(*) from psa_sync.{table}")
        return found
