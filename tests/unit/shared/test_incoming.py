"""Reading other services' events by one's own small model."""

from uuid import UUID

import pytest

from shared.envelope import StoredEvent
from shared.log import FutureEventVersion, UnreadableEvent, read_as
from shared.message import Incoming
from tests.unit.diagnosis.examples import ACCOUNT, NOW


class Told(Incoming):
    """What is read of it."""

    count: int


def stored(data: bytes, schema_version: int = 1) -> StoredEvent:
    return StoredEvent(
        UUID(int=1), "case-1", 1, "case", "case_told", schema_version, ACCOUNT, None, None, data, "{}", NOW, b"", 1
    )


def test_given_an_event_when_read_then_only_what_the_reader_names_is_there() -> None:
    assert read_as(Told, stored(b'{"count": 2, "secret": "x"}')) == Told(count=2)


def test_given_a_newer_version_when_read_then_it_is_not_guessed() -> None:
    with pytest.raises(FutureEventVersion):
        read_as(Told, stored(b'{"count": 2}', 2))


def test_given_data_that_do_not_fit_when_read_then_the_fault_does_not_quote_them() -> None:
    with pytest.raises(UnreadableEvent) as error:
        read_as(Told, stored(b'{"count": "a password"}'))
    assert "password" not in str(error.value)
    assert error.value.__suppress_context__
