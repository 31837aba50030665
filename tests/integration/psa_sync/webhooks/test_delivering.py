"""From an event of ours to the receiver, once, signed, whatever breaks."""

import asyncio
from datetime import timedelta
from uuid import UUID

import asyncpg
import pytest

from services.psa_sync.webhooks import deliveries
from services.psa_sync.webhooks.events import EndpointDisabled, EndpointEnabled
from services.psa_sync.webhooks.queue import OF_ACCOUNT
from services.psa_sync.webhooks.schedule import WAITS
from shared.errors import IllegalState
from shared.testing.waiting import eventually
from tests.conftest import Database
from tests.integration.psa_sync.webhooks.conftest import Bench, Subscription, administrator, running, service
from tests.integration.psa_sync.webhooks.receiver import Receiver, after, answer, serve_flood


async def test_given_an_event_when_delivered_then_it_is_signed_and_tells_the_case_in_short(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    event = await bench.resolved()
    await bench.react(event)
    assert await bench.send() == 1

    [got] = receiver.received
    assert got.is_signed_with(subscription.secret)
    assert (got.id, got.headers["content-type"]) == (str(event.id), "application/json")
    assert got.json == {
        "type": "session.resolved",
        "timestamp": event.recorded_at.isoformat().replace("+00:00", "Z"),
        "data": {
            "session_id": str(event.session),
            "client_id": None,
            "ticket_id": None,
            "problem_summary": "Printer on floor 2 prints nothing",
            "problem_domain": "printing",
            "duration_seconds": 0,
            "steps_answered": 1,
            "outcome": 1,
            "resolution_summary": "Replaced the patch cable.",
            "resolution_action": None,
            "rating": None,
            "resolved_by": str(UUID(int=11)),
        },
    }
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"], delivery["last_status"]) == ("delivered", 1, 204)
    assert (delivery["event_type"], delivery["event_id"]) == ("session.resolved", event.id)
    assert delivery["delivered_at"] is not None


async def test_given_an_event_when_it_comes_five_times_at_once_then_each_endpoint_gets_it_once(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.command("create_endpoint", url=f"{receiver.base_url}/second")
    event = await bench.resolved()
    await asyncio.gather(*(bench.react(event) for _ in range(5)))
    await bench.send()
    await bench.react(event)
    await bench.send()
    assert sorted(one.path for one in receiver.received) == ["/hook", "/second"]
    assert set(receiver.ids) == {str(event.id)}


async def test_given_types_when_subscribed_to_then_others_are_not_sent(bench: Bench, receiver: Receiver) -> None:
    await bench.command("create_endpoint", url=receiver.base_url, event_types=["session.escalated"])
    await bench.react(await bench.resolved())
    assert await bench.send() == 0


async def test_given_an_event_before_the_endpoint_when_it_comes_late_then_it_is_not_sent(
    bench: Bench, receiver: Receiver
) -> None:
    event = await bench.resolved()
    await bench.command("create_endpoint", url=receiver.base_url)
    await bench.react(event)
    assert await bench.send() == 0


async def test_given_an_event_older_than_deliveries_are_kept_when_it_comes_then_it_is_nobodys_news(
    bench: Bench, subscription: Subscription
) -> None:
    event = await bench.resolved()
    bench.clock.forward(days=30, seconds=1)
    await bench.react(event)
    assert await bench.deliveries(subscription.id) == []


async def test_given_another_account_when_something_happens_there_then_nothing_is_sent(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    stranger = (await bench.resolved())._replace(account=UUID(int=99))
    await bench.react(stranger)
    assert await bench.send() == 0


async def test_given_a_process_that_dies_after_sending_when_its_lease_ends_then_the_same_id_is_sent_again(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    event = await bench.resolved()
    await bench.react(event)
    receiver.then(after(asyncio.Event()))  # it has the request, and never answers
    async with running(bench.sender):
        await eventually(lambda: _is(len(receiver.received) == 1))
    assert await bench.send() == 0

    bench.clock.forward(seconds=61)
    assert await bench.send() == 1
    assert receiver.ids == [str(event.id)] * 2
    assert receiver.received[0].body == receiver.received[1].body
    assert [one["status"] for one in await bench.deliveries(subscription.id)] == ["delivered"]


async def test_given_a_process_that_was_frozen_when_it_fails_after_another_got_through_then_it_stays_delivered(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    frozen = asyncio.Event()
    receiver.then(after(frozen, 500))
    await bench.react(await bench.resolved())
    async with running(bench.sender):
        await eventually(lambda: _is(len(receiver.received) == 1))
        bench.clock.forward(seconds=61)
        await eventually(lambda: _all_delivered(bench))
        frozen.set()
        await eventually(lambda: _fails(bench))
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 1)


async def test_given_a_try_under_way_when_the_endpoint_is_disabled_then_its_failure_queues_nothing(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    waiting = asyncio.Event()
    receiver.then(after(waiting, 500))
    await bench.react(await bench.resolved())
    async with running(bench.sender):
        await eventually(lambda: _is(len(receiver.received) == 1))
        await bench.command("disable_endpoint", endpoint_id=subscription.id)
        waiting.set()
        await eventually(lambda: _fails(bench))
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["last_error"], delivery["next_at"]) == ("abandoned", "disabled", None)
    assert await _all_delivered(bench)


async def test_given_an_endpoint_in_trouble_when_it_comes_back_then_it_gets_the_event(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    receiver.then(answer(500), answer(503))
    assert await bench.send() == 1
    [delivery] = await bench.deliveries(subscription.id, status="failed")
    assert (delivery["last_status"], delivery["last_error"]) == (500, "http_error")
    assert await bench.send() == 0  # not before its time
    bench.clock.forward(seconds=5)
    assert await bench.send() == 1
    bench.clock.forward(minutes=4)
    assert await bench.send() == 0
    bench.clock.forward(minutes=1, seconds=1)
    assert await bench.send() == 1
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 3)
    assert [one["status"] for one in delivery["tries"]] == [500, 503, 204]
    assert len(set(receiver.ids)) == 1


async def test_given_an_endpoint_that_fails_for_a_day_when_the_tries_are_used_up_then_the_delivery_is_abandoned(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    receiver.otherwise = answer(500)
    await bench.react(await bench.resolved())
    began = bench.clock()
    tries = await bench.send()
    for wait in WAITS:
        bench.clock.forward(seconds=wait.total_seconds() + 1)
        tries += await bench.send()
    assert tries == len(WAITS) + 1
    assert bench.clock() - began > timedelta(days=1)
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"], delivery["next_at"]) == ("abandoned", tries, None)
    bench.clock.forward(days=2)
    assert await bench.send() == 0


async def test_given_nothing_gets_through_for_five_days_when_tried_then_disabled_with_notice_until_enabled(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    receiver.otherwise = answer(500)
    for _ in range(6):
        await bench.react(await bench.resolved())
        await bench.send()
        assert len(await bench.told(subscription.id)) == 1
        bench.clock.forward(hours=23)
    bench.clock.forward(hours=3)
    await bench.send()
    stopped = (await bench.told(subscription.id))[-1]
    assert isinstance(stopped, EndpointDisabled)
    assert (stopped.reason, stopped.by) == ("failing", None)

    receiver.otherwise = answer(204)
    receiver.received.clear()
    await bench.react(await bench.resolved())
    bench.clock.forward(days=1)
    assert await bench.send() == 0
    assert {one["status"] for one in await bench.deliveries(subscription.id)} == {"abandoned"}
    with pytest.raises(IllegalState):
        await bench.command("send_test", endpoint_id=subscription.id)

    await bench.command("enable_endpoint", endpoint_id=subscription.id)
    assert isinstance((await bench.told(subscription.id))[-1], EndpointEnabled)
    await bench.command("send_test", endpoint_id=subscription.id)
    assert await bench.send() == 1
    assert [one.json["type"] for one in receiver.received] == ["endpoint.test"]


async def test_given_failures_when_one_gets_through_then_the_days_are_counted_anew(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    for status in (500, 204, 500):
        receiver.otherwise = answer(status)
        await bench.react(await bench.resolved())
        await bench.send()
        bench.clock.forward(days=3)
    receiver.otherwise = answer(500)
    await bench.send()
    assert len(await bench.told(subscription.id)) == 1


async def test_given_an_endpoint_that_says_it_is_gone_when_sent_to_then_it_is_disabled_at_once(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    for _ in range(6):
        await bench.react(await bench.resolved())
    receiver.otherwise = answer(410)
    assert await bench.send() <= 4
    stopped = (await bench.told(subscription.id))[-1]
    assert isinstance(stopped, EndpointDisabled)
    assert stopped.reason == "gone"
    assert [one["status"] for one in await bench.deliveries(subscription.id)] == ["abandoned"] * 6


async def test_given_an_endpoint_that_asks_for_rest_when_sent_to_then_it_is_left_alone_for_all_its_deliveries(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    receiver.then(answer(429, retry_after="600"))
    assert await bench.send() == 1
    await bench.react(await bench.resolved())
    bench.clock.forward(seconds=590)
    assert await bench.send() == 0
    bench.clock.forward(seconds=11)
    assert await bench.send() == 2
    assert {one["status"] for one in await bench.deliveries(subscription.id)} == {"delivered"}


async def test_given_a_wish_for_rest_that_is_no_time_when_sent_to_then_it_is_a_failure_like_any_other(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    receiver.then(answer(503, retry_after="Mon, 01 Jan 2024 00:00:99999999999999999999 GMT"))
    await bench.react(await bench.resolved())
    await bench.send()
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"], delivery["last_error"]) == ("failed", 1, "http_error")


async def test_given_an_event_that_we_cannot_read_when_its_turns_come_then_they_are_counted_and_end(
    bench: Bench, receiver: Receiver, subscription: Subscription, superuser: asyncpg.Connection
) -> None:
    event = await bench.resolved()
    await superuser.execute("update log.events set schema_version = 99 where id = $1", event.id)
    await bench.react(event)
    assert await bench.send() == 1
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["attempts"], delivery["last_error"]) == ("failed", 1, "internal")
    assert not await _fails(bench)
    for wait in WAITS:
        bench.clock.forward(seconds=wait.total_seconds() + 1)
        assert await bench.send() == 1
    [delivery] = await bench.deliveries(subscription.id)
    assert delivery["status"] == "abandoned"
    assert await _all_delivered(bench)
    assert receiver.received == []


async def test_given_an_endpoint_that_asked_for_rest_when_something_else_of_it_changes_then_it_is_still_left_alone(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    receiver.then(answer(429, retry_after="600"))
    await bench.send()
    await bench.command("change_endpoint", endpoint_id=subscription.id, description="Wallboard")
    await bench.command("rotate_endpoint_secret", endpoint_id=subscription.id)
    bench.clock.forward(seconds=590)
    assert await bench.send() == 0
    assert await _fails(bench)
    await bench.command("disable_endpoint", endpoint_id=subscription.id)
    await bench.command("enable_endpoint", endpoint_id=subscription.id)
    assert not await _fails(bench)
    await bench.command("send_test", endpoint_id=subscription.id)
    assert await bench.send() == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_given_a_redirect_when_sent_to_then_it_is_a_failure_and_not_followed(
    bench: Bench, receiver: Receiver, subscription: Subscription, status: int
) -> None:
    receiver.at("/hook", answer(status, location=f"{receiver.base_url}/elsewhere"))
    await bench.react(await bench.resolved())
    await bench.send()
    assert [one.path for one in receiver.received] == ["/hook"]
    [delivery] = await bench.deliveries(subscription.id)
    assert (delivery["status"], delivery["last_status"], delivery["last_error"]) == ("failed", status, "redirect")


async def test_given_a_reply_without_end_when_sent_to_then_it_is_not_read_to_its_end(database: Database) -> None:
    async with serve_flood() as flood, service(database, [flood.target]) as bench:
        made = await bench.command("create_endpoint", url=f"http://{flood.target}")
        await bench.react(await bench.resolved())
        assert await bench.send() == 1
        assert [one["status"] for one in await bench.deliveries(made["endpoint_id"])] == ["delivered"]
        assert flood.sent < 32 * 1024 * 1024  # what fits into the sockets' buffers


async def test_given_a_slow_endpoint_when_others_have_news_then_they_are_not_held_up(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    slow = asyncio.Event()
    receiver.at("/hook", after(slow))
    await bench.command("create_endpoint", url=f"{receiver.base_url}/quick")
    for _ in range(20):
        await bench.react(await bench.resolved())
    async with running(bench.sender):
        await eventually(lambda: _is(_count(receiver, "/quick") == 20), within=40)
        assert _count(receiver, "/hook") == 4
        slow.set()
        await eventually(lambda: _is(_count(receiver, "/hook") == 20))
        await eventually(lambda: _all_delivered(bench))


async def test_given_an_account_whose_endpoints_never_answer_when_another_has_news_then_it_is_not_held_up(
    bench: Bench, receiver: Receiver
) -> None:
    never, other = asyncio.Event(), administrator()
    receiver.at("/slow", after(never))
    for _ in range(10):
        made = await bench.command("create_endpoint", url=f"{receiver.base_url}/slow")
        for _ in range(4):
            await bench.command("send_test", endpoint_id=made["endpoint_id"])
    quick = await bench.command("create_endpoint", actor=other, url=f"{receiver.base_url}/quick")
    async with running(bench.sender):
        await eventually(lambda: _is(_count(receiver, "/slow") == OF_ACCOUNT))
        await bench.command("send_test", actor=other, endpoint_id=quick["endpoint_id"])
        await eventually(lambda: _is(_count(receiver, "/quick") == 1))
        assert _count(receiver, "/slow") == OF_ACCOUNT
        never.set()


async def test_given_an_account_with_a_backlog_when_others_have_one_event_each_then_they_do_not_wait_behind_it(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    for _ in range(20):
        await bench.react(await bench.resolved())
    others = [administrator() for _ in range(3)]
    for number, other in enumerate(others):
        made = await bench.command("create_endpoint", actor=other, url=f"{receiver.base_url}/{number}")
        await bench.command("send_test", actor=other, endpoint_id=made["endpoint_id"])
    turns = await bench.sender.queue.claim(bench.clock(), timedelta(seconds=60), (), 4)
    assert sorted(turn.account for turn in turns) == sorted([bench.account, *(other.account_id for other in others)])


async def test_given_three_replicas_when_they_send_at_once_then_each_event_goes_out_once(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    for _ in range(60):
        await bench.react(await bench.resolved())
    async with running(bench.sender), running(bench.sender), running(bench.sender):
        await eventually(lambda: _all_delivered(bench))
    assert len(receiver.ids) == len(set(receiver.ids)) == 60


async def test_given_more_that_is_old_than_a_batch_when_trimmed_then_all_of_it_goes(
    bench: Bench, subscription: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deliveries, "TRIM_BATCH", 2)
    for _ in range(5):
        await bench.command("send_test", endpoint_id=subscription.id)
    bench.clock.forward(days=31)
    await bench.sender.trim_once()
    assert await bench.deliveries(subscription.id) == []
    assert await bench.send() == 0


async def test_given_an_endpoint_that_fails_when_more_is_due_then_one_is_tried_at_a_time(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    receiver.otherwise = answer(500)
    await bench.react(await bench.resolved())
    await bench.send()
    for _ in range(3):
        await bench.react(await bench.resolved())
    assert await bench.sender.send_due() == 1


async def test_given_old_deliveries_when_trimmed_then_those_over_thirty_days_are_forgotten(
    bench: Bench, receiver: Receiver, subscription: Subscription
) -> None:
    await bench.react(await bench.resolved())
    await bench.send()
    bench.clock.forward(days=20)
    await bench.command("send_test", endpoint_id=subscription.id)
    bench.clock.forward(days=10, seconds=5)
    await bench.sender.trim_once()
    assert [one["event_type"] for one in await bench.deliveries(subscription.id)] == ["endpoint.test"]


async def _is(value: bool) -> bool:
    return value


def _count(receiver: Receiver, path: str) -> int:
    return sum(one.path == path for one in receiver.received)


async def _fails(bench: Bench) -> bool:
    failing: bool = await bench.pool.fetchval(
        "select exists (select from psa_sync.webhook_lanes where failing_since is not null)"
    )
    return failing


async def _all_delivered(bench: Bench) -> bool:
    waiting: int = await bench.pool.fetchval("select count(*) from psa_sync.webhook_queue")
    return waiting == 0
