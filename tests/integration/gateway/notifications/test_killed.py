"""Whatever dies wherever: nobody misses anything, and nobody is told twice but in the one moment that SMTP leaves."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from services.gateway.notifications.kinds import EmailMode
from services.gateway.notifications.people import Person
from services.gateway.notifications.worker import LEASE
from tests.integration.gateway.notifications.bench import Bench, over
from tests.integration.gateway.notifications.mortal import Killed, Life, mortal
from tests.integration.gateway.notifications.postbox import Postbox, text_of

WINDOW = frozenset({"after SmtpLine.send", "before Mails.decide"})
"""The server has taken the mail, and that is not written down yet."""


async def killed_at(bench: Bench, moment: int, *, mail: bool) -> Life:
    """Hear, or send, in a process that dies then; what it had taken comes up again."""
    life = Life(moment)
    dying = over(bench, mortal(bench.notifier, life))
    try:
        await (dying.notifier.worker.work_off() if mail else dying.hear())
    except Killed:
        bench.time.now += LEASE + timedelta(seconds=1)
    return life


@pytest.mark.parametrize("mode", ["at_once", "digest"])
async def test_given_a_worker_when_it_is_killed_at_each_of_its_waits_then_each_mail_is_sent(
    bench: Bench, postbox: Postbox, mode: EmailMode
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, escalation_to_me=mode)
    doubled, moments = 0, 0
    while True:
        await bench.escalated(anna, ben)
        await bench.hear()
        if mode == "digest":
            bench.time.forward(days=1)
        before = len(postbox.mails)
        life = await killed_at(bench, moments, mail=True)
        await bench.mail()
        if life.died_at is None:
            break
        taken = len(postbox.mails) - before
        assert taken == 1 + (life.died_at in WINDOW), life.died_at
        doubled += taken - 1
        moments += 1

    assert (moments > 10, doubled) == (True, 2)
    assert sorted(postbox.times().values())[-3:] == [1, 2, 2]
    assert await bench.waiting() == []
    assert {item["email_status"] for item in await bench.shown(ben)} == {"sent"}


async def test_given_a_reaction_when_it_is_killed_at_each_of_its_waits_then_each_is_told_once(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    moments = 0
    while True:
        await bench.escalated(anna, ben)
        await bench.fold()
        life = await killed_at(bench, moments, mail=False)
        await bench.hear()
        await bench.mail()
        moments += 1
        if life.died_at is None:
            break

    assert moments > 5
    assert len(await bench.shown(ben)) == moments
    assert postbox.times().most_common(1)[0][1] == 1
    assert len(postbox.mails) == moments


@pytest.mark.parametrize("seed", [1])
async def test_given_a_storm_of_everything_when_it_is_over_then_nothing_is_lost_and_nothing_doubled(
    bench: Bench, postbox: Postbox, seed: int
) -> None:
    chance = random.Random(seed)
    anna = await bench.person("Anna")
    readers = [await bench.person(f"Reader{number}") for number in range(6)]
    modes: dict[str, EmailMode] = {}
    for number, reader in enumerate(readers):
        modes[reader.name] = ("at_once", "digest", "off")[number % 3]
        await bench.prefer(reader, hour=chance.randrange(24), escalation_to_me=modes[reader.name])
    expected, at_risk = Counter[str](), 0
    postbox.on_recipient = lambda _: chance.choice([None, None, None, "451 Greylisted"])
    postbox.on_data = lambda _: chance.choice([None, None, None, "452 Not now"])
    for _ in range(150):
        for reader in chance.choices(readers, k=chance.randrange(1, 4)):
            await bench.escalated(anna, reader)
            expected[reader.name] += 1
        at_risk += await _turn(bench, chance)
        bench.time.now += timedelta(minutes=chance.randrange(1, 60))
    postbox.on_recipient = postbox.on_data = lambda _: None
    for _ in range(6):
        await bench.hear()
        await bench.mail()
        bench.time.forward(days=1)

    assert sum(expected.values()) > 250
    assert await bench.waiting() == []
    for reader in readers:
        assert len(await bench.shown(reader)) == expected[reader.name]
        assert _mailed(postbox, reader) == (expected[reader.name] if modes[reader.name] != "off" else 0)
    assert sum(times - 1 for times in postbox.times().values()) == at_risk


async def _turn(bench: Bench, chance: random.Random) -> int:
    """Events come again and out of order, mail is sent, and the process dies; whether that was in the window."""
    await killed_at(bench, chance.randrange(60), mail=False)
    bench.heard = max(0, bench.heard - chance.randrange(5))
    events = [*await bench.fresh()]
    chance.shuffle(events)
    for event in [*events, *chance.sample(events, len(events) // 3)]:
        await bench.deliver(event)
    return (await killed_at(bench, chance.randrange(80), mail=True)).died_at in WINDOW


def _mailed(postbox: Postbox, reader: Person) -> int:
    """How many notifications the reader was sent, each message counted once."""
    mails = {mail["Message-ID"]: mail for mail in postbox.to(reader.email)}
    return sum(text_of(mail).splitlines().count("Anna asks for your help") for mail in mails.values())
