"""Whatever is changed while something waits to be told: it is told as it is wanted then, or it is in nobody's way."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID, uuid5

import asyncpg
import pytest

from services.gateway.notifications.kinds import EmailMode
from services.gateway.notifications.people import Person
from services.gateway.notifications.preferences import read_preferences
from services.gateway.notifications.settings import NotifierSettings
from shared.database import walled
from shared.errors import InvalidInput
from tests.integration.gateway.notifications.bench import Bench, notifier_at, over
from tests.integration.gateway.notifications.mortal import Killed, Life, mortal
from tests.integration.gateway.notifications.postbox import Postbox
from tests.integration.gateway.notifications.test_raising import failed_push


async def by_digest_alone(bench: Bench, *, mode: EmailMode = "digest") -> tuple[Person, Person, UUID]:
    """Ada, whom a digest shall tell of a connection, or a mail, and the app not."""
    anna, ada = await bench.person("Anna"), await bench.person("Ada", "account_admin", team=False)
    await bench.change(anna, active=False)
    await bench.prefer(ada, in_app=False, push_failed=mode)
    connection = UUID(int=77)
    await failed_push(bench, anna.id, connection)
    await bench.hear()
    assert await bench.shown(ada) == []
    return anna, ada, connection


async def rows(bench: Bench, person: Person) -> Sequence[asyncpg.Record]:
    return await bench.superuser.fetch(
        "select * from notify.notifications where user_id = $1 order by raised_at", person.id
    )


async def changed(bench: Bench, person: Person, mode: EmailMode, *, in_app: bool) -> None:
    """As they change it in the app."""
    await bench.changed_to(person, in_app=in_app, push_failed=mode)
    await bench.hear()


async def test_given_what_waits_for_a_digest_when_no_digest_is_wanted_any_more_then_it_is_in_the_app(
    bench: Bench, postbox: Postbox
) -> None:
    _, ada, _ = await by_digest_alone(bench)
    bench.time.forward(minutes=5)
    await changed(bench, ada, "off", in_app=True)
    (item,) = await bench.shown(ada, unread=True)
    bench.time.forward(days=2)
    await bench.mail()

    assert (postbox.mails, await bench.waiting()) == ([], [])
    await bench.command("read_notification", ada, notification_id=item["id"])
    assert await bench.shown(ada, unread=True) == []


async def test_given_what_waits_for_a_digest_when_mails_of_their_own_are_wanted_then_it_is_one(
    bench: Bench, postbox: Postbox
) -> None:
    _, ada, _ = await by_digest_alone(bench)
    await changed(bench, ada, "at_once", in_app=False)
    await bench.mail()

    assert [mail["Subject"] for mail in postbox.to(ada.email)] == ["Documents do not get into tickets of Our PSA"]


async def test_given_what_waits_when_nothing_is_wanted_any_more_then_it_is_in_nobodys_way(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ada, connection = await by_digest_alone(bench)
    await changed(bench, ada, "off", in_app=False)
    await changed(bench, ada, "off", in_app=True)
    await failed_push(bench, anna.id, connection)
    await bench.hear()

    assert len(await bench.shown(ada, unread=True)) == 1
    assert postbox.mails == []


async def test_given_a_mail_that_waits_when_it_is_to_be_a_digest_and_then_a_mail_again_then_it_is_sent_once(
    bench: Bench, postbox: Postbox
) -> None:
    _, ada, _ = await by_digest_alone(bench, mode="at_once")
    await changed(bench, ada, "digest", in_app=False)
    await bench.mail()
    assert postbox.to(ada.email) == []
    await changed(bench, ada, "at_once", in_app=False)
    for _ in range(3):
        await bench.mail()
        bench.time.forward(days=1)

    assert len(postbox.to(ada.email)) == 1
    assert await bench.waiting() == []


async def test_given_a_digest_that_is_due_when_the_word_of_another_wish_was_lost_then_it_is_told_as_wished(
    bench: Bench, postbox: Postbox
) -> None:
    _, ada, _ = await by_digest_alone(bench)
    await bench.prefer(ada, in_app=True, push_failed="off")
    bench.time.forward(days=1)
    await bench.mail()

    assert len(await bench.shown(ada, unread=True)) == 1
    assert (postbox.mails, await bench.waiting()) == ([], [])


async def test_given_a_mail_that_waits_when_the_app_is_wanted_instead_then_it_is_there_though_the_mail_was_due_first(
    bench: Bench, postbox: Postbox
) -> None:
    _, ada, _ = await by_digest_alone(bench, mode="at_once")
    await bench.prefer(ada, in_app=True, push_failed="off")
    await bench.mail()
    (item,) = await bench.shown(ada, unread=True)
    await changed(bench, ada, "off", in_app=True)

    assert await bench.shown(ada, unread=True) == [item]
    assert item["email_status"] is None
    assert (postbox.to(ada.email), await bench.waiting()) == ([], [])


@pytest.mark.parametrize("mode", ["digest", "at_once"])
async def test_given_what_waits_to_be_mailed_when_there_is_no_mail_server_any_more_then_it_is_in_the_app(
    bench: Bench, mode: EmailMode
) -> None:
    anna, ada, connection = await by_digest_alone(bench, mode=mode)
    silent = over(bench, await notifier_at(bench.side, NotifierSettings(), bench.time))
    for _ in range(2):
        await silent.notifier.without_email.settle()
    await silent.hear()

    (item,) = await bench.shown(ada, unread=True)
    assert await bench.waiting() == []
    await silent.command("read_notification", ada, notification_id=item["id"])
    await failed_push(silent, anna.id, connection)
    await silent.hear()
    assert len(await bench.shown(ada, unread=True)) == 1


async def test_given_a_process_that_dies_before_it_tells_when_it_is_not_wanted_any_more_then_it_is_in_nobodys_way(
    bench: Bench,
) -> None:
    anna, ada = await bench.person("Anna"), await bench.person("Ada", "account_admin", team=False)
    await bench.change(anna, active=False)
    await bench.prefer(ada, in_app=False, push_failed="digest")
    connection = UUID(int=77)
    await failed_push(bench, anna.id, connection)
    (abandoned,) = [event for event in await bench.fresh() if event.type == "push_abandoned"]
    id_ = uuid5(abandoned.id, f"{ada.id} push_failed")
    await dies_after_its_claim(bench, abandoned)
    assert [row["id"] for row in await rows(bench, ada)] == [id_]
    await changed(bench, ada, "off", in_app=False)
    await bench.deliver(abandoned)

    assert await rows(bench, ada) == []
    await changed(bench, ada, "off", in_app=True)
    await failed_push(bench, anna.id, connection)
    await bench.hear()
    assert len(await bench.shown(ada, unread=True)) == 1


async def test_given_a_process_that_died_before_it_told_when_all_was_read_meanwhile_then_that_is_none_of_it(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    (asked,) = [event for event in await bench.fresh() if event.type == "escalation_requested"]
    await dies_after_its_claim(bench, asked)
    bench.time.forward(minutes=1)
    await bench.command("read_all_notifications", ben, until=None)
    bench.time.forward(minutes=4)
    await bench.deliver(asked)
    await bench.hear()
    await bench.mail()

    assert [item["read_at"] for item in await bench.shown(ben)] == [None]
    assert len(postbox.to(ben.email)) == 1


async def dies_after_its_claim(bench: Bench, event: object) -> None:
    for moment in range(100):
        life = Life(moment)
        dying = over(bench, mortal(bench.notifier, life))
        try:
            await dying.deliver(event)  # type: ignore[arg-type] # see StoredEvent
        except Killed:
            if life.died_at == "after Notifications.claim":
                return
    raise AssertionError("it never claims")


async def test_given_preferences_that_change_when_the_process_dies_at_each_of_its_waits_then_it_is_told_once(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ada, connection = await by_digest_alone(bench)
    moments = 0
    while True:
        life = Life(moments)
        dying = over(bench, mortal(bench.notifier, life))
        try:
            await changed(dying, ada, "off", in_app=True)
        except Killed:
            await bench.hear()
            await changed(bench, ada, "off", in_app=True)
        (item,) = await bench.shown(ada, unread=True)
        if life.died_at is None:
            break
        moments += 1
        await bench.command("read_notification", ada, notification_id=item["id"])
        await bench.prefer(ada, in_app=False, push_failed="digest")
        await failed_push(bench, anna.id, connection)
        await bench.hear()

    assert moments > 3
    assert postbox.mails == []


async def preferred(bench: Bench, person: Person) -> str:
    """How failed pushes come to them by e-mail."""
    async with walled(bench.notifier.api.table.pool, bench.account) as connection:
        return (await read_preferences(connection, person.id)).kinds["push_failed"].email


async def test_given_a_change_that_was_made_when_its_key_comes_again_then_what_was_changed_since_stays(
    bench: Bench,
) -> None:
    ada = await bench.person("Ada", "account_admin", team=False)
    await bench.changed_to(ada, key="first", push_failed="off")
    await bench.changed_to(ada, key="second", push_failed="at_once")
    await bench.changed_to(ada, key="first", push_failed="off")
    assert await preferred(bench, ada) == "at_once"

    with pytest.raises(InvalidInput):
        await bench.changed_to(ada, key="second", push_failed="off")
    assert await preferred(bench, ada) == "at_once"


async def test_given_a_change_before_which_the_process_died_when_its_key_comes_again_then_it_is_made(
    bench: Bench,
) -> None:
    ada = await bench.person("Ada", "account_admin", team=False)
    before = bench.notifier.api.readers

    class Dying:
        """Dies when it would say so in the log."""

        log = before.log

        async def handle(self, *_: object) -> None:
            raise Killed

    dying = replace(bench.notifier, api=replace(bench.notifier.api, readers=cast(Any, Dying())))
    with pytest.raises(Killed):
        await over(bench, dying).changed_to(ada, key="first", push_failed="off")
    await bench.changed_to(ada, key="first", push_failed="off")

    assert await preferred(bench, ada) == "off"
    assert (await before.log.load(f"notification-{ada.id}"))[-1].type == "preferences_changed"
