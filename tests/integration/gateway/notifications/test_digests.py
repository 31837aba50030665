"""One digest a day, at the person's hour, of what they have not seen."""

from datetime import UTC, datetime

import pytest

from services.gateway.notifications.composing import LISTED
from services.gateway.notifications.people import Person
from tests.integration.gateway.notifications.bench import Bench
from tests.integration.gateway.notifications.postbox import Postbox, text_of


async def somebody(bench: Bench, *, hour: int = 8, zone: str = "Europe/Berlin") -> tuple[Person, Person]:
    """Anna who asks, and Ben who wants a digest."""
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, hour=hour, zone=zone, escalation_to_me="digest")
    return anna, ben


async def asked(bench: Bench, anna: Person, ben: Person, times: int = 1) -> None:
    for _ in range(times):
        await bench.escalated(anna, ben)
    await bench.hear()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_given_notifications_when_the_hour_comes_then_one_mail_lists_those_that_were_not_seen(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben, 3)
    await bench.command("read_notification", ben, notification_id=(await bench.shown(ben))[0]["id"])
    bench.time.now = at("2026-11-21T06:59:59")
    await bench.mail()
    assert postbox.mails == []
    bench.time.now = at("2026-11-21T07:00:00")
    await bench.mail()

    (mail,) = postbox.mails
    assert mail["Subject"] == "ResolutionFlow: 2 unread notifications"
    assert text_of(mail).count("Anna asks for your help") == 2
    assert sorted(item["email_status"] or "" for item in await bench.shown(ben)) == ["", "sent", "sent"]


async def test_given_a_digest_that_was_sent_when_nothing_new_came_then_there_is_none_the_next_day(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben)
    for _ in range(4):
        bench.time.forward(days=1)
        await bench.mail()
        bench.heard = 0
        await bench.hear()

    assert len(postbox.mails) == 1
    assert await bench.waiting() == []


async def test_given_everything_seen_when_the_hour_comes_then_no_digest_is_sent(bench: Bench, postbox: Postbox) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben)
    await bench.command("read_all_notifications", ben, until=None)
    bench.time.forward(days=1)
    await bench.mail()

    assert postbox.mails == []
    assert await bench.waiting() == []


async def test_given_days_of_notifications_when_digests_are_sent_then_each_notification_is_in_one(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    for _ in range(5):
        await asked(bench, anna, ben, 2)
        bench.time.forward(hours=24)
        await bench.mail()

    assert [text_of(mail).count("asks for your help") for mail in postbox.mails] == [2] * 5
    assert set(postbox.times().values()) == {1}


async def test_given_an_hour_that_is_moved_behind_todays_digest_when_it_comes_then_there_is_one_a_day(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben)
    bench.time.now = at("2026-11-21T07:00:00")
    await bench.mail()
    await bench.prefer(ben, hour=17, escalation_to_me="digest")
    await asked(bench, anna, ben)
    bench.time.now = at("2026-11-21T16:30:00")
    await bench.mail()
    assert len(postbox.mails) == 1
    bench.time.now = at("2026-11-22T16:00:00")
    await bench.mail()

    assert len(postbox.mails) == 2


async def test_given_an_hour_that_is_moved_when_the_old_one_comes_then_the_digest_waits_for_the_new_one(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben)
    await bench.prefer(ben, hour=17, zone="America/Chicago", escalation_to_me="digest")
    bench.time.now = at("2026-11-21T07:00:00")
    await bench.mail()
    assert postbox.mails == []
    bench.time.now = at("2026-11-21T23:00:00")
    await bench.mail()

    assert len(postbox.mails) == 1


@pytest.mark.parametrize(
    ("night", "digests"),
    [
        ("2026-03-28T12:00:00", ["2026-03-29T01:00:00", "2026-03-30T00:00:00"]),
        ("2026-10-24T12:00:00", ["2026-10-25T00:00:00", "2026-10-26T01:00:00"]),
    ],
    ids=["an hour is left out", "an hour comes twice"],
)
async def test_given_the_clocks_change_when_the_hour_is_that_one_then_there_is_one_digest_that_day(
    bench: Bench, postbox: Postbox, night: str, digests: list[str]
) -> None:
    bench.time.now = at(night)
    anna, ben = await somebody(bench, hour=2)
    found = []
    for _ in range(38):
        await asked(bench, anna, ben)
        before = len(postbox.mails)
        bench.time.forward(hours=1)
        await bench.mail()
        found += [bench.time.now] * (len(postbox.mails) - before)

    assert found == [at(digest) for digest in digests]


async def test_given_more_than_fits_when_the_digest_is_sent_then_the_rest_is_in_the_next_one(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben, LISTED + 3)
    bench.time.forward(days=1)
    await bench.mail()
    bench.time.forward(days=1)
    await bench.mail()

    assert postbox.subjects == [
        f"ResolutionFlow: more than {LISTED} unread notifications", "ResolutionFlow: 3 unread notifications",
    ]  # fmt: skip


async def test_given_a_digest_that_is_refused_when_the_next_day_comes_then_it_is_all_in_that_one(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben, 2)
    postbox.on_data = lambda _: "552 Mailbox full"
    bench.time.forward(days=1)
    await bench.mail()
    postbox.on_data = lambda _: None
    bench.time.forward(days=1)
    await bench.mail()

    assert postbox.subjects == ["ResolutionFlow: 2 unread notifications"]


async def test_given_somebody_who_may_not_hear_it_any_more_when_the_digest_is_due_then_there_is_none(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await somebody(bench)
    await asked(bench, anna, ben)
    await bench.change(ben, role="viewer")
    for _ in range(3):
        bench.time.forward(days=1)
        await bench.mail()

    assert postbox.mails == []
    assert await bench.waiting() == []
