"""What is told at once goes by e-mail, if it is still wanted when it is sent."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from services.gateway.notifications.kinds import EmailMode
from services.gateway.notifications.mails import Status
from services.gateway.notifications.people import Person
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.notifications.worker import LEASE
from tests.integration.gateway.notifications.bench import Bench, mail_settings, notifier_at, over
from tests.integration.gateway.notifications.postbox import Postbox, text_of
from tests.integration.gateway.notifications.test_raising import erase


async def told(bench: Bench, session: UUID | None = None) -> tuple[Person, Person]:
    """Anna, and Ben who is asked for and waits for an e-mail."""
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben, session=session)
    await bench.hear()
    return anna, ben


async def email_of(bench: Bench, person: Person) -> tuple[str | None, str | None]:
    (item,) = await bench.shown(person)
    return item["email_status"], item["email_error"]


async def test_given_an_escalation_when_it_is_mailed_then_the_mail_names_it_and_leads_there(
    bench: Bench, postbox: Postbox
) -> None:
    _, ben = await told(bench)
    await bench.mail()

    (mail,) = postbox.mails
    (item,) = await bench.shown(ben)
    assert (mail["To"], mail["Subject"]) == ("ben@msp.example", "Anna asks for your help")
    assert f"https://rf.msp.example{item['link']}" in text_of(mail).splitlines()
    assert mail["Message-ID"] == f"<{item['id']}@msp.example>"
    assert item["email_status"] == "sent"
    assert await bench.waiting() == []


async def test_given_a_mail_that_was_sent_when_everything_is_heard_again_then_it_is_not_sent_again(
    bench: Bench, postbox: Postbox
) -> None:
    await told(bench)
    await bench.mail()
    bench.heard = 0
    await bench.hear()
    await bench.superuser.execute("delete from notify.mails")  # as long after as that was trimmed
    bench.heard = 0
    await bench.hear()
    await bench.mail()

    assert len(postbox.mails) == 1


@pytest.mark.parametrize("at", ["recipient", "data"])
async def test_given_a_recipient_whom_the_server_refuses_when_it_is_mailed_then_that_failed_for_good_and_is_shown(
    bench: Bench, postbox: Postbox, at: str
) -> None:
    if at == "recipient":
        postbox.on_recipient = lambda _: "550 5.1.1 No such mailbox"
    else:
        postbox.on_data = lambda _: "554 5.7.1 Not wanted here"
    _, ben = await told(bench)
    await bench.mail()
    bench.time.forward(days=2)
    postbox.on_recipient = postbox.on_data = lambda _: None
    await bench.mail()

    status, error = await email_of(bench, ben)
    assert status == "failed"
    assert error in ("5.1.1 No such mailbox", "5.7.1 Not wanted here")
    assert postbox.mails == []


async def test_given_a_server_that_greylists_when_it_is_mailed_then_it_is_tried_later_and_others_are_sent(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await told(bench)
    cleo = await bench.person("Cleo")
    await bench.escalated(anna, cleo)
    await bench.hear()
    postbox.on_recipient = lambda to: "451 4.7.1 Greylisted, try again" if to == ben.email else None
    assert await bench.mail()
    assert [mail["To"] for mail in postbox.mails] == [cleo.email]

    postbox.on_recipient = lambda _: None
    await bench.mail()
    assert len(postbox.mails) == 1
    bench.time.forward(seconds=61)
    await bench.mail()

    assert [mail["To"] for mail in postbox.mails] == [cleo.email, ben.email]
    assert await email_of(bench, ben) == ("sent", None)


async def test_given_a_server_that_never_takes_it_when_a_day_has_passed_then_it_is_given_up_and_shown(
    bench: Bench, postbox: Postbox
) -> None:
    postbox.on_recipient = lambda _: "451 4.3.0 Not now"
    _, ben = await told(bench)
    waits = []
    while await bench.waiting():
        await bench.mail()
        if rows := await bench.waiting():
            waits.append(rows[0]["due_at"] - bench.time.now)
            bench.time.now = rows[0]["due_at"]

    assert waits[:4] == [timedelta(minutes=one) for one in (1, 2, 4, 8)]
    assert waits[-1] == timedelta(hours=2)
    assert timedelta(hours=24) <= sum(waits, timedelta()) < timedelta(hours=27)
    assert await email_of(bench, ben) == ("failed", "4.3.0 Not now")


@pytest.mark.parametrize("change", ["role", "team", "active", "preference", "read"])
async def test_given_a_mail_that_waits_when_it_concerns_its_reader_no_more_then_it_is_not_sent(
    bench: Bench, postbox: Postbox, change: str
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna)
    await bench.hear()
    match change:
        case "role":
            await bench.change(ben, role="viewer")
        case "team":
            await bench.change(ben, team=None)
        case "active":
            await bench.change(ben, active=False)
        case "preference":
            await bench.prefer(ben, escalation_to_team="off")
        case "read":
            await bench.command("read_all_notifications", ben, until=None)
    await bench.mail()

    assert postbox.to(ben.email) == []
    assert await bench.waiting() == []


@pytest.mark.parametrize("how", ["read_notification", "read_all_notifications"])
@pytest.mark.parametrize("mode", ["at_once", "digest"])
async def test_given_a_mail_that_waits_when_it_was_read_and_that_is_not_heard_yet_then_it_is_not_sent(
    bench: Bench, postbox: Postbox, mode: EmailMode, how: str
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, escalation_to_me=mode)
    await bench.escalated(anna, ben)
    await bench.hear()
    (item,) = await bench.shown(ben)
    field = "notification_id" if how == "read_notification" else "until"
    await bench.command_unheard(how, ben, **{field: item["id"]})
    bench.time.forward(days=1)
    await bench.notifier.worker.work_off()

    assert postbox.mails == []
    assert await bench.waiting() == []


@pytest.mark.parametrize("mode", ["at_once", "digest"])
async def test_given_a_mail_that_the_server_refuses_with_its_words_when_the_case_is_erased_then_they_are_gone(
    bench: Bench, postbox: Postbox, mode: EmailMode
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, escalation_to_me=mode)
    session = await bench.escalated(anna, ben)
    await bench.hear()
    bench.time.forward(days=1)
    postbox.on_data = lambda _: "451 Not now: Anna asks for your help"
    await bench.mail()
    said = "select count(*) from notify.mails where error like '%Anna asks%'"
    assert await bench.superuser.fetchval(said) == 1
    await erase(bench, session)
    await bench.hear()

    assert await bench.superuser.fetchval(said) == 0
    bench.time.forward(days=1)
    await bench.mail()
    assert await bench.waiting() == []


@pytest.mark.parametrize("mode", ["at_once", "digest"])
async def test_given_a_mail_that_failed_when_it_is_done_with_then_what_the_server_said_is_sealed_by_the_case(
    bench: Bench, postbox: Postbox, mode: EmailMode
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, escalation_to_me=mode)
    session = await bench.escalated(anna, ben)
    await bench.hear()
    bench.time.forward(days=1)
    postbox.on_data = lambda _: "554 Not wanted: Anna asks for your help"
    await bench.mail()

    assert await bench.superuser.fetchval("select count(*) from notify.mails where error is not null") == 0
    log = bench.notifier.reactions.log
    readers = [await log.load(f"notification-{ben.id}"), await log.load(f"session-{session}")]
    assert not any("Anna asks" in event.data.decode() for events in readers for event in events)


@pytest.mark.parametrize("later", ["sent", "failed"])
async def test_given_a_worker_that_was_frozen_when_it_goes_on_then_what_was_written_down_first_holds(
    bench: Bench, postbox: Postbox, later: Status
) -> None:
    _, ben = await told(bench)
    mails = bench.notifier.worker.mails
    frozen = await mails.claim(bench.time.now, LEASE)
    assert frozen is not None
    first: Status = "failed" if later == "sent" else "sent"
    bench.time.now += LEASE
    postbox.on_data = lambda _: "554 No" if first == "failed" else None
    taken = await mails.claim(bench.time.now, LEASE)
    assert taken is not None
    await mails.decide(taken, first, [taken.id], 554 if first == "failed" else None, "No")
    found = await mails.decide(frozen, later, [frozen.id], None, None if later == "sent" else "Too late")
    assert found.status == first
    await bench.notifier.worker.following.follow(found)
    await mails.put_off(frozen, bench.time.now, bench.time.now, 451, "Much later")
    await mails.wait(frozen, bench.time.now)
    await mails.list_in(frozen, [])
    (row,) = await bench.superuser.fetch("select tries, due_at, error, contents from notify.mails")
    assert (row["tries"], row["due_at"], row["error"], row["contents"]) == (0, None, None, [taken.id])
    await bench.mail()

    assert (await email_of(bench, ben))[0] == first
    assert await bench.waiting() == []


async def test_given_a_mail_that_waits_when_its_case_is_erased_then_it_is_not_sent(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna, ben)
    await bench.hear()
    await erase(bench, session)
    await bench.mail()

    assert postbox.mails == []
    assert await bench.waiting() == []


async def test_given_somebody_who_wants_a_digest_meanwhile_when_the_mail_is_due_then_it_is_in_the_digest(
    bench: Bench, postbox: Postbox
) -> None:
    _, ben = await told(bench)
    await bench.prefer(ben, escalation_to_me="digest")
    await bench.mail()
    assert postbox.mails == []
    bench.time.forward(days=1)
    await bench.mail()

    assert postbox.subjects == ["ResolutionFlow: 1 unread notification"]
    assert await bench.waiting() == []


async def test_given_somebody_who_is_told_by_email_alone_when_it_happens_then_it_is_mailed_and_not_in_the_app(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, in_app=False, escalation_to_me="at_once")
    await bench.escalated(anna, ben)
    await bench.hear()
    await bench.mail()

    assert len(postbox.to(ben.email)) == 1
    assert await bench.shown(ben) == []
    assert await bench.superuser.fetchval("select read_at is not null from notify.notifications")


async def test_given_no_mail_server_when_something_happens_then_everything_is_in_the_app_and_nothing_waits(
    bench: Bench,
) -> None:
    bench = over(bench, await notifier_at(bench.side, NotifierSettings(), bench.time))
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, in_app=False, escalation_to_me="at_once")
    await bench.escalated(anna, ben)
    await bench.hear()

    assert len(await bench.shown(ben)) == 1
    assert await bench.waiting() == []


async def test_given_an_address_that_no_server_takes_when_it_is_mailed_then_that_failed(
    bench: Bench, postbox: Postbox
) -> None:
    _, ben = await told(bench)
    await bench.change(ben, email="bén@msp.example")
    await bench.mail()

    assert await email_of(bench, ben) == ("failed", "E-mail cannot be sent to this address.")


async def test_given_two_processes_when_mails_are_due_then_each_mail_is_sent_by_one(
    bench: Bench, postbox: Postbox
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    for _ in range(20):
        await bench.escalated(anna, ben)
    await bench.hear()
    another = await notifier_at(bench.side, mail_settings(postbox), bench.time)
    await asyncio.gather(bench.notifier.worker.work_off(), another.worker.work_off())
    await bench.hear()

    assert len(postbox.mails) == 20
    assert set(postbox.times().values()) == {1}
