import pytest

from shared.log import FutureEventVersion, Registry, UnknownEventType, UnreadableEvent
from shared.log.registry import encode
from shared.message import Event
from shared.testing.notebook import NOTEBOOK_EVENTS, NoteWritten


class Renamed(Event):
    """The third shape of an event that once had `name`, then `title`."""

    schema_version = 3
    heading: str
    words: int


def rename(old: dict[str, str]) -> dict[str, str]:
    return {"title": old["name"]}


def count_words(old: dict[str, str]) -> dict[str, object]:
    return {"heading": old["title"], "words": len(old["title"].split())}


REGISTRY: Registry[Event] = Registry(Renamed, upcasts={("renamed", 1): rename, ("renamed", 2): count_words})


@pytest.mark.parametrize(
    ("version", "data"),
    [
        (1, b'{"name": "two words"}'),
        (2, b'{"title": "two words"}'),
        (3, b'{"heading": "two words", "words": 2}'),
    ],
)
def test_given_an_event_of_any_version_ever_written_when_decoded_then_it_has_the_present_shape(
    version: int, data: bytes
) -> None:
    assert REGISTRY.decode("renamed", version, data) == Renamed(heading="two words", words=2)


def test_given_an_event_when_encoded_and_decoded_then_it_is_the_same() -> None:
    event = NoteWritten(text='ä "☎" \\ \u2028')

    assert NOTEBOOK_EVENTS.decode("note_written", 1, encode(event)) == event


def test_given_an_event_version_from_the_future_when_decoded_then_the_program_says_that_it_must_be_upgraded() -> None:
    with pytest.raises(FutureEventVersion, match="upgrade") as refused:
        NOTEBOOK_EVENTS.decode("note_written", 2, b"{}")

    assert (refused.value.type, refused.value.found) == ("note_written", 2)


def test_given_an_event_of_unknown_type_when_decoded_then_the_error_names_it() -> None:
    with pytest.raises(UnknownEventType, match="note_burnt"):
        NOTEBOOK_EVENTS.decode("note_burnt", 1, b"{}")


def test_given_a_registry_when_the_upcast_of_an_old_version_is_missing_then_it_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="renamed: no upcast from version 2"):
        Registry(Renamed, upcasts={("renamed", 1): rename})


def test_given_stored_data_that_do_not_fit_when_decoded_then_it_is_our_fault_and_nothing_is_quoted() -> None:
    with pytest.raises(UnreadableEvent) as error:
        NOTEBOOK_EVENTS.decode("note_written", 1, b'{"text": ["a customer\'s words"]}')

    assert "customer" not in str(error.value)
    assert error.value.__cause__ is None
