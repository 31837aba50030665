"""The decider of a connection with a PSA."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.psa_sync.connections.commands import (
    AddConnection,
    ChangeConnection,
    ConnectionChanges,
    ConnectionCommand,
    MapMembers,
    MatchMembers,
    PauseConnection,
    RecordCallbacks,
    RecordTest,
    RemoveConnection,
    ResumeConnection,
    RotateCredentials,
)
from services.psa_sync.connections.domain import CONNECTION_DECIDER, Connected
from services.psa_sync.connections.events import (
    CallbacksRegistered,
    ConnectionAdded,
    ConnectionChanged,
    ConnectionContent,
    ConnectionPaused,
    ConnectionRemoved,
    ConnectionResumed,
    ConnectionTested,
    CredentialsRotated,
    MembersMapped,
    PauseReason,
)
from services.psa_sync.connections.members import Asked, Known, Ours
from shared.testing.decider_spec import DeciderSpec
from tests.unit.psa_sync.connections.examples import ADA, BEN, ENGINEER, KEEPER, NOW, SYSTEM, content, member

spec = DeciderSpec(CONNECTION_DECIDER)
ASKED: dict[str, Any] = {"actor": KEEPER, "at": NOW}
FIRST, SECOND = UUID(int=21), UUID(int=22)
ADDED = ConnectionAdded(connection=content(), keys_id=FIRST, by=ADA, at=NOW)
ROTATED = CredentialsRotated(keys_id=SECOND, by=ADA, at=NOW)
ROTATE = RotateCredentials(**ASKED, keys_id=SECOND)
RESUMED = ConnectionResumed(by=ADA, at=NOW)
REMOVED = ConnectionRemoved(by=ADA, at=NOW)
MAYA = Known(id="m1", name="Maya Osei", email="Maya@Demo.example", active=True)


def paused(reason: PauseReason) -> ConnectionPaused:
    return ConnectionPaused(reason=reason, by=ADA if reason == "asked" else None, at=NOW)


def changed(**changes: Any) -> ConnectionChanged:
    return ConnectionChanged(connection=content(**changes), by=ADA, at=NOW)


def change(*, keys: bool = False, **changes: Any) -> ChangeConnection:
    return ChangeConnection(
        **ASKED, changes=ConnectionChanges.model_validate(changes), keys_id=SECOND if keys else None
    )


def add(connection: ConnectionContent) -> AddConnection:
    return AddConnection(**ASKED, connection=connection, keys_id=FIRST)


EVERY_COMMAND: list[ConnectionCommand] = [
    change(name="Other"),
    ROTATE,
    RecordTest(**ASKED, ok=True, code=None),
    MapMembers(**ASKED, asked=(), known=()),
    MatchMembers(**ASKED, users=(), known=()),
    RecordCallbacks(**ASKED, callback_id="7"),
    PauseConnection(**ASKED, reason="asked"),
    ResumeConnection(**ASKED),
    RemoveConnection(**ASKED),
]


def test_given_nothing_when_a_connection_is_added_then_it_is() -> None:
    spec.given().when(add(content())).then(ADDED)


def test_given_a_connection_when_just_that_is_added_again_then_nothing_happens() -> None:
    spec.given(ADDED).when(add(content())).then_nothing()


def test_given_a_connection_when_another_is_added_in_its_place_then_it_is_refused() -> None:
    spec.given(ADDED).when(add(content(name="Other"))).then_refused(409, "already_connected")


def test_given_connectwise_when_no_company_is_named_then_it_is_refused() -> None:
    spec.given().when(add(content(company=None))).then_refused(422, "company_missing")


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: type(command).__name__)
def test_given_no_connection_when_anything_is_asked_of_it_then_there_is_none(command: ConnectionCommand) -> None:
    spec.given().when(command).then_refused(404, "unknown_connection")


@pytest.mark.parametrize(
    "command", [add(content()), *(one for one in EVERY_COMMAND if not isinstance(one, RecordTest))], ids=repr
)
def test_given_an_engineer_when_they_would_keep_connections_then_they_may_not(command: ConnectionCommand) -> None:
    given = spec.given() if isinstance(command, AddConnection) else spec.given(ADDED, paused("unauthorized"))

    given.when(command.model_copy(update={"actor": ENGINEER})).then_refused(403, "not_an_administrator")


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: type(command).__name__)
def test_given_a_stale_version_when_anything_is_asked_then_the_present_one_is_told(command: ConnectionCommand) -> None:
    stale = command.model_copy(update={"expected_version": 1})

    refusal = spec.given(ADDED, ROTATED).when(stale).then_refused(412, "changed")

    assert refusal.facts == {"version": 2}


@pytest.mark.parametrize(
    "elsewhere",
    [{"base_url": "https://evil.example"}, {"company": "other"}, {"base_url": "https://na.myconnectwise.net/x"}],
)
def test_given_another_address_when_its_keys_are_not_given_then_the_old_ones_go_nowhere(
    elsewhere: dict[str, Any],
) -> None:
    spec.given(ADDED).when(change(**elsewhere)).then_refused(422, "credentials_needed")


def test_given_another_address_when_its_keys_are_given_then_both_change() -> None:
    spec.given(ADDED).when(change(base_url="https://eu.myconnectwise.net", keys=True)).then(
        changed(base_url="https://eu.myconnectwise.net"), ROTATED
    )


def test_given_the_same_address_when_something_else_changes_then_no_keys_are_needed() -> None:
    spec.given(ADDED).when(change(name="Büro ☎", watched_boards=["Help Desk"])).then(
        changed(name="Büro ☎", watched_boards=["Help Desk"])
    )


def test_given_the_same_content_when_it_is_changed_to_that_then_nothing_happens() -> None:
    spec.given(ADDED).when(change(name="Service desk")).then_nothing()


@pytest.mark.parametrize("elsewhere", [{"base_url": "https://eu.myconnectwise.net"}, {"company": "other"}])
def test_given_a_move_elsewhere_when_it_knew_callbacks_and_members_there_then_not_here(
    elsewhere: dict[str, Any],
) -> None:
    registered = CallbacksRegistered(callback_id="7", by=ADA, at=NOW)
    mapped = MembersMapped(members=(member(BEN),), by=ADA, at=NOW)
    moved = CONNECTION_DECIDER.fold([ADDED, registered, mapped, changed(**elsewhere)])
    renamed = CONNECTION_DECIDER.fold([ADDED, registered, mapped, changed(name="Other")])

    assert isinstance(moved, Connected)
    assert isinstance(renamed, Connected)
    assert (moved.callback_id, moved.members) == (None, ())
    assert (renamed.callback_id, renamed.members) == ("7", (member(BEN),))


def test_given_push_settings_when_one_of_them_changes_then_the_others_stay() -> None:
    known = ConnectionAdded(
        connection=content(push={"time_entry": True, "status_on_resolve": "Done"}), keys_id=FIRST, by=ADA, at=NOW
    )

    spec.given(known).when(change(push={"status_on_resolve": None})).then(changed(push={"time_entry": True}))
    spec.given(known).when(change(push={})).then_nothing()


def test_given_keys_when_they_are_rotated_then_the_last_ones_count_and_the_others_are_known() -> None:
    state = CONNECTION_DECIDER.fold([ADDED, ROTATED])

    assert isinstance(state, Connected)
    assert (state.keys, state.keys_id) == ((FIRST, SECOND), SECOND)


def test_given_refused_keys_when_the_system_pauses_then_it_is_paused() -> None:
    command = PauseConnection(actor=SYSTEM, at=NOW, reason="unauthorized", keys_version=1)

    spec.given(ADDED).when(command).then(paused("unauthorized"))


def test_given_new_keys_since_when_the_old_ones_were_refused_then_it_goes_on() -> None:
    command = PauseConnection(actor=SYSTEM, at=NOW, reason="unauthorized", keys_version=1)

    spec.given(ADDED, ROTATED).when(command).then_nothing()


def test_given_a_pause_for_refused_keys_when_somebody_pauses_too_then_new_keys_do_not_end_that() -> None:
    spec.given(ADDED, paused("unauthorized")).when(PauseConnection(**ASKED, reason="asked")).then(paused("asked"))
    spec.given(ADDED, paused("unauthorized"), paused("asked")).when(ROTATE).then(ROTATED)


def test_given_a_pause_that_was_asked_for_when_keys_are_refused_then_it_stays_one() -> None:
    command = PauseConnection(actor=SYSTEM, at=NOW, reason="unauthorized", keys_version=1)

    spec.given(ADDED, paused("asked")).when(command).then_nothing()


def test_given_a_pause_for_refused_keys_when_new_ones_come_then_it_goes_on() -> None:
    spec.given(ADDED, paused("unauthorized")).when(ROTATE).then(ROTATED, RESUMED)


def test_given_a_pause_when_it_is_resumed_then_it_goes_on_and_only_once() -> None:
    spec.given(ADDED, paused("asked")).when(ResumeConnection(**ASKED)).then(RESUMED)
    spec.given(ADDED).when(ResumeConnection(**ASKED)).then_nothing()


def test_given_a_test_when_it_is_recorded_then_only_the_code_is_kept() -> None:
    spec.given(ADDED).when(RecordTest(**ASKED, ok=False, code="unauthorized")).then(
        ConnectionTested(ok=False, code="unauthorized", at=NOW)
    )


def test_given_a_test_when_it_comes_to_the_same_a_moment_later_then_that_is_no_news() -> None:
    def tested(seconds: int, *, ok: bool) -> ConnectionTested:
        return ConnectionTested(ok=ok, code=None if ok else "unauthorized", at=NOW + timedelta(seconds=seconds))

    def again(seconds: int, *, ok: bool) -> RecordTest:
        return RecordTest(**ASKED | {"at": NOW + timedelta(seconds=seconds)}, ok=ok, code=tested(0, ok=ok).code)

    known = spec.given(ADDED, tested(0, ok=True))
    known.when(again(59, ok=True)).then_nothing()
    known.when(again(1, ok=False)).then(tested(1, ok=False))
    known.when(again(60, ok=True)).then(tested(60, ok=True))
    spec.given(ADDED, tested(0, ok=True), ROTATED).when(again(1, ok=True)).then(tested(1, ok=True))


def test_given_members_when_they_are_matched_and_corrected_then_each_is_written_once() -> None:
    by_email = MembersMapped(members=(member(BEN),), by=ADA, at=NOW)
    by_hand = MembersMapped(members=(member(BEN, how="manual"),), by=ADA, at=NOW)
    match = MatchMembers(**ASKED, users=(Ours(user_id=BEN, email="maya@demo.example"),), known=(MAYA,))
    correct = MapMembers(**ASKED, asked=(Asked(user_id=BEN, member_id="m1"),), known=(MAYA,))

    spec.given(ADDED).when(match).then(by_email)
    spec.given(ADDED, by_email).when(match).then_nothing()
    spec.given(ADDED, by_email).when(correct).then(by_hand)
    spec.given(ADDED, by_email, by_hand).when(match).then_nothing()


def test_given_a_connection_when_it_is_removed_then_it_is_and_only_once() -> None:
    spec.given(ADDED).when(RemoveConnection(**ASKED)).then(REMOVED)
    spec.given(ADDED, REMOVED).when(RemoveConnection(**ASKED)).then_nothing()
    spec.given(ADDED, REMOVED).when(ROTATE).then_refused(404, "unknown_connection")
    spec.given(ADDED, REMOVED).when(add(content())).then_refused(409, "already_connected")


def test_given_callbacks_when_the_same_are_registered_again_then_nothing_happens() -> None:
    registered = CallbacksRegistered(callback_id="7", by=ADA, at=NOW)

    spec.given(ADDED).when(RecordCallbacks(**ASKED, callback_id="7")).then(registered)
    spec.given(ADDED, registered).when(RecordCallbacks(**ASKED, callback_id="7")).then_nothing()
