"""What is read of a callback: the ticket, what happened, and by what the callback is known again."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.psa_sync.bridge.notices import Notice, Unreadable, key_url, read_notice

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RECORD = {"id": 123, "summary": "Printer jams", "_info": {"lastUpdated": "2026-11-20T08:59:58Z"}}
AUTOTASK = {
    "Action": "Update", "Guid": "a-webhook", "EntityType": "Ticket", "Id": 351181, "Fields": {},
    "EventTime": "2026-11-20T08:59:50Z", "SequenceNumber": 1,
}  # fmt: skip


def connectwise(**changes: Any) -> bytes:
    """A callback of ConnectWise."""
    body = {"MessageId": "m-1", "Action": "updated", "Type": "ticket", "ID": 123, "Entity": json.dumps(RECORD)}
    return json.dumps({**body, **changes}).encode()


def noticed(body: bytes, provider: Any = "connectwise", at: datetime = NOW) -> Notice:
    """What the callback says."""
    notice = read_notice(provider, body, at)
    assert notice is not None
    return notice


def test_given_connectwise_s_callback_when_read_then_the_ticket_and_its_own_time_are_known() -> None:
    notice = noticed(connectwise())

    assert (notice.ticket, notice.action) == ("123", "updated")
    assert notice.changed_at == datetime(2026, 11, 20, 8, 59, 58, tzinfo=UTC)
    assert notice.sent_at is None


def test_given_the_same_change_under_another_message_when_read_then_it_is_known_again() -> None:
    assert noticed(connectwise(MessageId="m-2")).digest == noticed(connectwise()).digest


@pytest.mark.parametrize(
    "changes",
    [
        {"ID": 124}, {"Action": "added"}, {"Entity": json.dumps({**RECORD, "summary": "Printer on fire"})},
        {"Entity": json.dumps({**RECORD, "_info": {"lastUpdated": "2026-11-20T08:59:59Z"}})},
    ],
)  # fmt: skip
def test_given_another_change_when_read_then_it_is_told_apart(changes: dict[str, Any]) -> None:
    assert noticed(connectwise(**changes)).digest != noticed(connectwise()).digest


def test_given_a_callback_without_record_when_read_then_its_message_tells_it_apart() -> None:
    first, again, other = (noticed(connectwise(Action="deleted", Entity=None, MessageId=m)) for m in ("1", "1", "2"))

    assert first.changed_at is None
    assert first.digest == again.digest != other.digest


def test_given_something_else_than_a_ticket_when_read_then_it_concerns_nobody() -> None:
    assert read_notice("connectwise", connectwise(Type="company"), NOW) is None
    assert read_notice("autotask", json.dumps({**AUTOTASK, "EntityType": "Company"}).encode(), NOW) is None
    assert read_notice("halopsa", b'{"event": "ping"}', NOW) is None


def test_given_autotask_s_callback_when_read_then_its_own_time_is_known() -> None:
    notice = noticed(json.dumps(AUTOTASK).encode(), "autotask")

    assert (notice.ticket, notice.action) == ("351181", "updated")
    assert notice.sent_at == NOW - timedelta(seconds=10)


def test_given_one_webhook_s_callbacks_when_read_then_its_guid_does_not_make_them_one() -> None:
    later = {**AUTOTASK, "SequenceNumber": 2}
    assert (
        noticed(json.dumps(AUTOTASK).encode(), "autotask").digest
        != noticed(json.dumps(later).encode(), "autotask").digest
    )


@pytest.mark.parametrize(
    ("body", "action"),
    [
        ({"event": "New Ticket Logged", "ticket": {"id": 7}}, "added"),
        ({"event": "Ticket Updated", "object_id": 7}, "updated"),
        ({"event": "Ticket Deleted", "ticket_id": "7"}, "deleted"),
        ({"faultid": 7}, "updated"),
    ],
)
def test_given_halo_s_callbacks_when_read_then_the_ticket_is_found(body: dict[str, Any], action: str) -> None:
    notice = noticed(json.dumps(body).encode(), "halopsa")

    assert (notice.ticket, notice.action) == ("7", action)


def test_given_halo_s_words_without_a_time_when_they_come_later_then_they_are_another_change() -> None:
    body, later = b'{"event": "Ticket Updated", "object_id": 7}', NOW + timedelta(seconds=2)

    assert noticed(body, "halopsa").digest == noticed(body, "halopsa").digest
    assert noticed(body, "halopsa").digest != noticed(body, "halopsa", later).digest


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b"5", b"\xff\xfe", b'{"Type": "ticket"', b"[" * 100_000, b'{"Type":"ticket"}',
        connectwise(ID=None), connectwise(ID=True), connectwise(ID="12; drop"), connectwise(ID=1.5),
        connectwise(ID="9" * 21), connectwise(ID="\u0663"), connectwise(ID=[1]), connectwise(Action="exploded"),
        connectwise(Action=["updated"]), connectwise(Entity="not json"), connectwise(Entity="[]"),
    ],
)  # fmt: skip
def test_given_malformed_words_when_read_then_they_are_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        read_notice("connectwise", body, NOW)


@pytest.mark.parametrize(
    "time", ["yesterday", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "", None, 5, ["x"]]
)
def test_given_a_time_that_is_none_when_read_then_there_is_none(time: Any) -> None:
    assert noticed(connectwise(Entity=json.dumps({"_info": {"lastUpdated": time}}))).changed_at is None
    assert noticed(connectwise(Entity=json.dumps({"_info": "x"}))).changed_at is None


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"Metadata": null}', b'{"Metadata": {"key_url": 5}}', b'{"Metadata": "x"}', b"\xff"]
)
def test_given_no_address_of_a_key_when_read_then_there_is_none(body: bytes) -> None:
    assert key_url(body) is None
