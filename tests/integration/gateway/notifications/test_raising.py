"""What happens tells people, each once, in the app."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import asyncpg
import pytest

from services.diagnosis.material.events import FixReminderSent
from services.flywheel.gaps.events import GapFound, GapRelabelled
from services.flywheel.proposals.events import ProposalForgotten, ProposalMade, Source
from services.flywheel.proposals.placing import proposal_stream
from services.gateway.notifications.people import read_people
from services.gateway.projections.notification import LISTED, NotificationProjection
from services.ops.events import CaseErased
from services.psa_sync.connections.events import ConnectionAdded
from services.psa_sync.pushes.events import PushAbandoned, PushRequested
from shared.database import walled
from shared.envelope import Stream
from shared.errors import NotFound
from shared.ids import new_id
from shared.message import Event
from shared.sealing import KeyDestroyed
from tests.integration.gateway.notifications.bench import NOON, Bench
from tests.unit.diagnosis.examples import FIX, LATER, fix, picked_up, started, turned_out


async def test_given_an_escalation_to_nobody_when_it_is_heard_then_the_team_is_told_in_the_app(bench: Bench) -> None:
    anna, ben, lea = [await bench.person(name) for name in ("Anna", "Ben", "Lea")]
    session = await bench.escalated(anna)
    await bench.hear()

    (item,) = await bench.shown(ben)
    assert item["title"] == "Anna asks your team for help"
    assert item["body"] == "Printer on floor 2 prints nothing: I am stuck with it."
    assert (item["link"], item["session_id"], item["read_at"]) == (f"/pilot/{session}", str(session), None)
    assert len(await bench.shown(lea)) == 1
    assert await bench.shown(anna) == []


async def test_given_an_event_that_comes_again_when_it_is_heard_then_nobody_is_told_twice(bench: Bench) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    events = await bench.fresh()
    for event in [*events, *reversed(events)]:
        await bench.deliver(event)
    await bench.hear()
    bench.heard = 0
    await bench.hear()

    assert len(await bench.shown(ben)) == 1


async def test_given_an_unread_one_of_a_thing_when_it_happens_again_then_there_is_one_until_it_is_read(
    bench: Bench,
) -> None:
    anna, ada, connection = await bench.person("Anna"), await bench.person("Ada", "account_admin"), new_id()
    for _ in range(2):
        await failed_push(bench, anna.id, connection)
        await bench.hear()
    (first,) = await bench.shown(ada)

    await bench.command("read_notification", ada, notification_id=first["id"])
    bench.time.forward(minutes=1)
    await failed_push(bench, anna.id, connection)
    await bench.hear()

    assert [item["read_at"] is None for item in await bench.shown(ada)] == [True, False]


async def test_given_an_escalation_that_somebody_came_for_when_it_is_heard_late_then_nobody_is_told(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna, ben)
    stream = Stream("session", str(session), bench.account, session)
    await bench.write(stream, picked_up(by=ben.id, from_id=anna.id), role="diagnosis")
    await bench.hear()

    assert await bench.shown(ben) == []


async def test_given_proposals_when_they_are_made_then_reviewers_are_told_of_those_that_are_reviewed(
    bench: Bench,
) -> None:
    lea, anna = await bench.person("Lea", "team_admin"), await bench.person("Anna")
    ids = {kind: new_id() for kind in ("new_flow", "auto_reinforced")}
    for kind, id_ in ids.items():
        await bench.write(proposal_stream(bench.account, id_), proposal(kind), role="flywheel")
    await bench.hear()

    (item,) = await bench.shown(lea)
    assert item["title"] == "New flow proposed: Outlook keeps asking"
    assert "General" in item["body"]
    assert item["link"] == f"/review-queue?selected={ids['new_flow']}"
    assert await bench.shown(anna) == []


def proposal(kind: str) -> ProposalMade:
    return ProposalMade.model_validate({
        "proposal_type": kind, "title": "Outlook keeps asking", "description": "When it does", "problem_domain": None,
        "flow": None, "enhancement": None, "target_flow_id": None, "target_flow_version": None, "confidence": 0.5,
        "source": Source(session_id=new_id(), outcome=1), "engine": "playbook", "usage": None, "prompt_version": None,
        "prompt_blob": None, "at": NOON,
    })  # fmt: skip


async def test_given_a_gap_when_it_is_found_then_those_who_look_after_flows_are_told_and_led_there(
    bench: Bench,
) -> None:
    lea, anna = await bench.person("Lea", "team_admin"), await bench.person("Anna")
    id_ = new_id()
    await bench.write(Stream("gap", str(id_), bench.account), gap(), role="flywheel")
    await bench.hear()

    (item,) = await bench.shown(lea)
    assert (item["kind"], item["link"]) == ("gap_found", f"/knowledge-gaps/{id_}")
    assert item["title"] == "Knowledge gap: Label printers after an update"
    assert await bench.shown(anna) == []


@pytest.mark.parametrize("late", [True, False])
async def test_given_a_gap_that_is_called_otherwise_when_people_were_or_will_be_told_of_it_then_they_read_its_new_name(
    bench: Bench, *, late: bool
) -> None:
    lea, stream = await bench.person("Lea", "team_admin"), Stream("gap", str(new_id()), bench.account)
    await bench.write(stream, gap(), role="flywheel")
    if not late:
        await bench.hear()
    neutral = GapRelabelled(title="Problems of printing that no flow covers", at=NOON)
    await bench.write(stream, neutral, role="flywheel")
    await bench.hear()

    (item,) = await bench.shown(lea)
    assert item["title"] == "Knowledge gap: Problems of printing that no flow covers"


def gap() -> GapFound:
    evidence = {"sessions": 20, "affected": 12, "share": 0.6, "period_days": 30, "details": {}, "session_ids": ()}
    return GapFound.model_validate({
        "kind": "uncovered", "title": "Label printers after an update", "problem_domain": "printing", "flow_id": None,
        "flow_name": None, "flow_version": None, "node_id": None, "keywords": (), "severity": "high",
        "evidence": evidence, "example_session_ids": (), "at": NOON,
    })  # fmt: skip


@pytest.mark.parametrize(
    ("waited", "after", "told"),
    [
        (timedelta(days=1), (), 0),
        (timedelta(days=3), (), 1),
        (timedelta(days=3), (turned_out("applied_success"),), 0),
        (timedelta(days=3), (fix(UUID(int=999), supersedes=FIX),), 0),
    ],
    ids=["not long", "too long", "it holds by now", "another one took its place"],
)
async def test_given_a_fix_that_waits_when_its_owner_is_reminded_then_they_are_told_once_it_is_too_long(
    bench: Bench, waited: timedelta, after: tuple[Event, ...], told: int
) -> None:
    anna = await bench.person("Anna")
    session = new_id()
    stream = Stream("session", str(session), bench.account, session)
    begun = started(account_id=bench.account, owner_id=anna.id, team_id=bench.team)
    reminders = [
        FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATER + waited + timedelta(days=more)) for more in (0, 1)
    ]
    pending = turned_out("applied_pending", "Wait for the night", at=LATER)
    await bench.write(stream, begun, fix(), pending, *reminders, *after, role="diagnosis")
    await bench.hear()

    shown = await bench.shown(anna)
    assert [item["title"] for item in shown] == ["A fix waits for its verification: New cable"] * told


async def test_given_pushes_that_are_given_up_when_they_are_heard_then_owners_and_administrators_are_told(
    bench: Bench,
) -> None:
    anna, ada = await bench.person("Anna"), await bench.person("Ada", "account_admin", team=False)
    connection = new_id()
    for _ in range(5):
        await failed_push(bench, anna.id, connection)
    await bench.hear()

    mine = await bench.shown(anna)
    assert [item["title"] for item in mine] == ["A document did not get into ticket 4711"] * 5
    assert mine[0]["body"] == "Printer on floor 2 prints nothing: The ticket is gone."
    (theirs,) = await bench.shown(ada)
    assert (theirs["title"], theirs["link"]) == ("Documents do not get into tickets of Our PSA", "/settings/psa")
    assert theirs["session_id"] is None


async def failed_push(bench: Bench, owner: UUID, connection: UUID) -> UUID:
    session = new_id()
    begun = started(account_id=bench.account, owner_id=owner, team_id=bench.team)
    await bench.write(Stream("session", str(session), bench.account, session), begun, role="diagnosis")
    named = Stream("connection", str(connection), bench.account)
    if not await bench.notifier.reactions.log.load(named.name):
        await bench.write(named, added(), role="psa_sync")
    asked = PushRequested.model_validate({
        "connection_id": connection, "ticket_id": "4711", "outcome": 1, "kind": "resolution_note",
        "note_kind": "internal", "marker": "rf", "text": "secret text", "time": None, "status": None,
        "member_id": None, "member_warning": None, "by": None, "at": NOON,
    })  # fmt: skip
    given_up = PushAbandoned(code="not_found", error="The ticket is gone.", at=NOON)
    push = Stream("push", f"{session}-1", bench.account, session)
    await bench.write(push, asked, given_up, role="psa_sync")
    return session


def added() -> ConnectionAdded:
    content = {"provider": "connectwise", "name": "Our PSA", "base_url": "https://psa.example", "company": "msp"}
    return ConnectionAdded.model_validate({
        "connection": content | {"push": {}}, "keys_id": new_id(), "by": new_id(), "at": NOON
    })  # fmt: skip


async def test_given_a_case_that_is_erased_when_its_notifications_are_looked_for_then_there_are_none(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna, ben)
    await bench.hear()
    (item,) = await bench.shown(ben)
    await erase(bench, session)
    await bench.hear()

    assert await bench.shown(ben) == []
    assert await bench.superuser.fetchval("select count(*) from notify.notifications") == 0
    with pytest.raises(KeyDestroyed):
        await bench.notifier.reactions.log.load(f"notification-{item['id']}")


async def test_given_a_case_that_is_erased_while_it_is_told_when_that_goes_on_then_nothing_of_it_is_left(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    session = await bench.escalated(anna, ben)
    (asked,) = [event for event in await bench.fresh() if event.type == "escalation_requested"]
    opened = await bench.notifier.reactions.log.open(asked)
    await bench.notifier.reactions.log.load(opened.stream)
    await erase(bench, session)
    await bench.notifier.reactions.table.forget(bench.account, session)
    with suppress(KeyDestroyed):
        await bench.notifier.reactions.on_escalation_requested(opened)  # this process still holds the key

    assert await bench.superuser.fetchval("select count(*) from notify.notifications") == 0


async def test_given_a_case_that_is_erased_between_the_row_and_the_event_when_that_fails_then_no_row_is_left(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    (asked,) = [event for event in await bench.fresh() if event.type == "escalation_requested"]
    raising = bench.notifier.reactions.raising

    class Erased:
        """The streams of a case whose key is gone by the time that something is written."""

        load = raising.streams.load

        async def handle(self, *_: object) -> None:
            rows = await bench.superuser.fetchval("select count(*) from notify.notifications")
            raise KeyDestroyed(UUID(int=rows))

    dying = replace(bench.notifier.reactions, raising=replace(raising, streams=cast(Any, Erased())))
    with pytest.raises(KeyDestroyed, match=str(UUID(int=1))):
        await dying.on_escalation_requested(await dying.log.open(asked))

    assert await bench.superuser.fetchval("select count(*) from notify.notifications") == 0


async def test_given_a_wait_that_was_told_long_ago_and_read_when_its_owner_is_reminded_then_that_is_not_news(
    bench: Bench,
) -> None:
    anna, session = await bench.person("Anna"), new_id()
    stream = Stream("session", str(session), bench.account, session)
    pending = turned_out("applied_pending", "Wait for the night", at=LATER)
    reminder = FixReminderSent(fix_id=FIX, pending_since=LATER, at=LATER + timedelta(days=4))
    begun = started(account_id=bench.account, owner_id=anna.id, team_id=bench.team)
    await bench.write(stream, begun, fix(), pending, reminder, role="diagnosis")
    await bench.hear()
    await bench.command("read_all_notifications", anna, until=None)
    bench.time.forward(days=100)
    await bench.write(stream, reminder, role="diagnosis")
    await bench.hear()
    await bench.write(stream, reminder, role="diagnosis")
    await bench.hear()

    assert await bench.shown(anna, unread=True) == []
    unread = "select count(*) from notify.notifications where read_at is null"
    assert await bench.superuser.fetchval(unread) == 0


async def test_given_a_proposal_that_is_forgotten_when_its_notifications_are_looked_for_then_there_are_none(
    bench: Bench,
) -> None:
    lea, id_ = await bench.person("Lea", "team_admin"), new_id()
    await bench.write(proposal_stream(bench.account, id_), proposal("new_flow"), role="flywheel")
    await bench.hear()
    (item,) = await bench.shown(lea)
    forgotten = ProposalForgotten(proposal_id=id_, at=NOON)
    await bench.write(Stream("proposal", str(new_id()), bench.account), forgotten, role="flywheel")
    await destroy(bench, id_)
    await bench.hear()

    assert await bench.shown(lea) == []
    with pytest.raises(KeyDestroyed):
        await bench.notifier.reactions.log.load(f"notification-{item['id']}")


async def erase(bench: Bench, session: UUID) -> None:
    """As `ops` does: the word in the log, then the key."""
    erased = CaseErased.model_validate({"session": session, "by": "ops", "reason": "asked", "at": NOON})
    await bench.write(Stream("erasure", str(session), bench.account), erased, role="ops")
    await destroy(bench, session)


async def destroy(bench: Bench, key: UUID) -> None:
    await bench.superuser.execute(
        "update log.keys set wrapped = null, destroyed_at = clock_timestamp() where id = $1", key
    )


async def test_given_somebody_who_wants_a_kind_no_more_when_it_happens_then_they_are_not_told(bench: Bench) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, in_app=False, escalation_to_me="off")
    await bench.escalated(anna, ben)
    await bench.hear()

    assert await bench.shown(ben) == []
    assert await bench.superuser.fetchval("select count(*) from log.events where category = 'notification'") == 0


async def test_given_many_notifications_when_everything_up_to_one_is_read_then_what_came_later_is_not(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    for _ in range(3):
        await bench.escalated(anna, ben)
        await bench.hear()
        bench.time.forward(minutes=1)
    newest, seen, _ = await bench.shown(ben)
    await bench.command("read_all_notifications", ben, until=seen["id"])

    assert [item["id"] for item in await bench.shown(ben, unread=True)] == [newest["id"]]
    await bench.command("read_all_notifications", ben, until=None)
    assert await bench.shown(ben, unread=True) == []


@pytest.mark.parametrize("all_of_them", [True, False])
async def test_given_one_that_is_read_when_the_next_of_its_thing_comes_before_that_is_heard_then_it_is_told(
    bench: Bench, *, all_of_them: bool
) -> None:
    anna, ada, connection = await bench.person("Anna"), await bench.person("Ada", "account_admin"), new_id()
    await failed_push(bench, anna.id, connection)
    await bench.hear()
    (first,) = await bench.shown(ada)
    if all_of_them:
        await bench.command_unheard("read_all_notifications", ada, until=first["id"])
    else:
        await bench.command_unheard("read_notification", ada, notification_id=first["id"])
    bench.time.forward(minutes=1)
    await failed_push(bench, anna.id, connection)
    for event in reversed(await bench.fresh()):
        await bench.deliver(event)
    await bench.hear()

    assert [item["read_at"] is None for item in await bench.shown(ada)] == [True, False]


async def test_given_everything_that_was_read_when_the_command_comes_again_then_what_came_since_is_not(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    await bench.hear()
    await bench.command_unheard("read_all_notifications", ben, "all", until=None)
    bench.time.forward(minutes=1)
    await bench.escalated(anna, ben)
    await bench.hear()
    bench.time.forward(minutes=1)
    await bench.command_unheard("read_all_notifications", ben, "all", until=None)
    await bench.hear()

    assert len(await bench.shown(ben, unread=True)) == 1
    unread = "select count(*) from notify.notifications where read_at is null"
    assert await bench.superuser.fetchval(unread) == 1


async def test_given_a_notification_when_another_person_reads_it_then_there_is_none_for_them(bench: Bench) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    await bench.hear()
    (item,) = await bench.shown(ben)
    for name, field in (("read_notification", "notification_id"), ("read_all_notifications", "until")):
        with pytest.raises(NotFound):
            await bench.command(name, anna, **{field: item["id"]})

    assert (await bench.shown(ben))[0]["read_at"] is None


async def test_given_everything_that_can_happen_when_the_read_model_is_rebuilt_then_it_is_the_same(
    bench: Bench,
) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.prefer(ben, escalation_to_team="digest")
    sessions = []
    for _ in range(4):
        sessions += [await bench.escalated(anna, ben), await bench.escalated(anna)]
        await bench.hear()
        bench.time.forward(hours=12)
        await bench.mail()
    await bench.command("read_notification", ben, notification_id=(await bench.shown(ben))[0]["id"])
    await bench.command("read_all_notifications", ben, until=(await bench.shown(ben))[4]["id"])
    await erase(bench, sessions[0])
    await bench.hear()

    assert len(await bench.shown(ben)) == 7
    differences = await bench.side.runner.compare([NotificationProjection()])
    assert differences == {"notifications": 0, "notification_readers": 0}


async def test_given_the_role_of_the_notifier_when_it_looks_at_people_then_it_sees_no_password_and_no_other_account(
    bench: Bench,
) -> None:
    await bench.person("Anna")
    pool = await bench.side.logs.pool("notifier")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await pool.fetch("select password_hash from identity.users")
    async with walled(pool, new_id()) as connection:
        assert await read_people(connection) == []
    async with walled(pool, bench.account) as connection:
        assert [one.name for one in await read_people(connection)] == ["Anna"]


async def test_given_an_account_of_two_hundred_engineers_when_one_asks_then_all_the_others_are_told(
    bench: Bench,
) -> None:
    people = [await bench.person(f"Engineer {number}") for number in range(200)]
    await bench.escalated(people[0])
    await bench.hear()

    told = await bench.superuser.fetch("select distinct reader from read.notifications")
    assert {row["reader"] for row in told} == {one.id for one in people[1:]}


async def test_given_notifications_that_were_read_when_they_are_old_then_they_are_listed_no_more(bench: Bench) -> None:
    anna, ben = await bench.person("Anna"), await bench.person("Ben")
    await bench.escalated(anna, ben)
    await bench.hear()
    await bench.command("read_all_notifications", ben, until=None)
    await bench.escalated(anna, ben)
    await bench.hear()
    bench.time.now += LISTED + timedelta(days=1)

    assert [item["read_at"] for item in await bench.shown(ben)] == [None]
