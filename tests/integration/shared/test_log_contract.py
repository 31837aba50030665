"""What every event log does. Both logs pass this suite; that is why the simulation may use the one in memory."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from shared.envelope import StoredEvent, Stream
from shared.errors import Erased
from shared.log import CommandReused, ConflictError, EventLog
from shared.log.integrity import digest
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.log.postgres import stored
from shared.sealing import KeyDestroyed, Keyring, SealBroken
from shared.testing.notebook import (
    NOTEBOOK_EVENTS,
    NotebookClosed,
    NotebookOpened,
    NoteWritten,
    command_key,
    notebook_stream,
    origin,
    write,
)
from tests.integration.shared.logs import MASTER, Logs

WRITERS = 16


@dataclass(frozen=True, slots=True)
class Subject:
    """A log, and what reaches behind it: destroying a key, reading a stream as it is stored."""

    log: EventLog
    destroy_key: Callable[[UUID], Awaitable[None]]
    sealed: Callable[[Stream], Awaitable[list[StoredEvent]]]


def memory_subject() -> Subject:
    store = MemoryKeyStore()
    log = MemoryLog(Keyring(store, MASTER))

    async def destroy(key_id: UUID) -> None:
        store.wrapped[key_id] = None

    async def sealed(stream: Stream) -> list[StoredEvent]:
        return [event for event in await log.read_positions(0, 1000) if event.stream == stream.name]

    return Subject(log, destroy, sealed)


async def postgres_subject(logs: Logs) -> Subject:
    ops = await logs.pool("ops")

    async def destroy(key_id: UUID) -> None:
        await ops.execute("update log.keys set wrapped = null, destroyed_at = now() where id = $1", key_id)

    async def sealed(stream: Stream) -> list[StoredEvent]:
        rows = await ops.fetch("select * from log.events where stream = $1 order by version", stream.name)
        return [stored(row, row["data"]) for row in rows]

    return Subject(await logs.log(), destroy, sealed)


@pytest.fixture(params=["memory", "postgres"])
async def subject(request: pytest.FixtureRequest, module_logs: Logs) -> Subject:
    return memory_subject() if request.param == "memory" else await postgres_subject(module_logs)


@pytest.fixture
def log(subject: Subject) -> EventLog:
    return subject.log


@pytest.fixture
def stream() -> Stream:
    return notebook_stream()


async def texts(log: EventLog, stream: Stream) -> list[str]:
    events = NOTEBOOK_EVENTS.decode_all(await log.load(stream.name))
    return [event.text for event in events if isinstance(event, NoteWritten)]


async def test_given_no_stream_when_events_are_appended_then_they_load_in_order_with_versions_from_one(
    log: EventLog, stream: Stream
) -> None:
    written = [NotebookOpened(title="t"), NoteWritten(text="ä ☎"), NotebookClosed()]

    appended = await log.append(stream, 0, written, origin(stream))

    events = await log.load(stream.name)
    assert (appended.stream, appended.version) == (stream.name, 3)
    assert [event.version for event in events] == [1, 2, 3]
    assert NOTEBOOK_EVENTS.decode_all(events) == written


async def test_given_an_event_when_loaded_then_its_envelope_says_whose_it_is_and_what_caused_it(
    log: EventLog, stream: Stream
) -> None:
    here = replace(stream, client=notebook_stream().account)
    by = replace(origin(here), command_id="c-1", cause=here.account, traceparent="00-1-2-01")

    await log.append(here, 0, [NoteWritten(text="a")], by)

    (event,) = await log.load(here.name)
    assert (event.stream, event.category, event.stream_id) == (here.name, "case", here.id)
    assert (event.account, event.session, event.client) == (here.account, here.session, here.client)
    assert (event.type, event.schema_version) == ("note_written", 1)
    assert event.meta_json == by.to_json()
    assert event.recorded_at.tzinfo is not None


async def test_given_a_stream_that_never_was_when_loaded_then_there_is_nothing(log: EventLog, stream: Stream) -> None:
    assert await log.load(stream.name) == []


async def test_given_three_events_when_loaded_up_to_the_second_then_the_third_is_left_out(
    log: EventLog, stream: Stream
) -> None:
    await write(log, stream, "a", "b", "c")

    assert [event.version for event in await log.load(stream.name, 2)] == [1, 2]
    assert await log.load(stream.name, 0) == []


async def test_given_a_stream_when_only_a_part_is_loaded_then_the_rest_is_left_out(
    log: EventLog, stream: Stream
) -> None:
    await write(log, stream, "a", "b", "c")
    [kind] = {event.type for event in await log.load(stream.name)}

    assert [event.version for event in await log.load(stream.name, after=1)] == [2, 3]
    assert [event.version for event in await log.load(stream.name, 2, after=1, without=("other",))] == [2]
    assert await log.load(stream.name, without=(kind,)) == []
    assert await log.load(stream.name, after=3) == []


@pytest.mark.parametrize("expected", [0, 1, 3])
async def test_given_two_events_when_another_version_is_expected_then_the_conflict_names_the_actual_one(
    log: EventLog, stream: Stream, expected: int
) -> None:
    await write(log, stream, "a", "b")

    with pytest.raises(ConflictError) as conflict:
        await write(log, stream, "c", "d", expected=expected)

    assert (conflict.value.stream, conflict.value.expected, conflict.value.actual) == (stream.name, expected, 2)
    assert await texts(log, stream) == ["a", "b"]


async def test_given_a_used_command_when_it_comes_with_several_events_then_none_is_appended(
    log: EventLog, stream: Stream
) -> None:
    await log.append(stream, 0, [NoteWritten(text="a")], origin(stream), command_key(stream))

    with pytest.raises(CommandReused):
        await log.append(stream, 1, [NoteWritten(text="b")] * 3, origin(stream), command_key(stream))

    assert await texts(log, stream) == ["a"]


async def test_given_sixteen_writers_when_they_append_again_and_again_then_one_wins_each_version(
    log: EventLog, stream: Stream
) -> None:
    async def writer(number: int) -> int:
        won = 0
        for version in range(10):
            try:
                await write(log, stream, f"{number}", expected=version)
                won += 1
            except ConflictError:
                pass
        return won

    wins = await asyncio.gather(*map(writer, range(WRITERS)))

    events = await log.load(stream.name)
    assert sum(wins) == len(events)
    assert [event.version for event in events] == list(range(1, len(events) + 1))


async def test_given_a_command_when_looked_up_then_its_record_says_what_it_wrote(log: EventLog, stream: Stream) -> None:
    key = command_key(stream)
    assert await log.find_command(key) is None

    await log.append(stream, 0, [NoteWritten(text="a"), NoteWritten(text="b")], origin(stream), key)

    record = await log.find_command(replace(key, body_hmac=b"another"))
    assert record is not None
    assert (record.body_hmac, record.stream, record.version, record.refusal) == (b"body", stream.name, 2, None)


async def test_given_a_command_without_events_when_appended_then_it_is_recorded_at_the_present_version(
    log: EventLog, stream: Stream
) -> None:
    await write(log, stream, "a")

    assert (await log.append(stream, 1, [], origin(stream), command_key(stream))).version == 1

    record = await log.find_command(command_key(stream))
    assert record is not None
    assert record.version == 1


async def test_given_a_command_when_one_part_of_its_key_differs_then_it_is_another(
    log: EventLog, stream: Stream
) -> None:
    key = command_key(stream)
    await log.append(stream, 0, [NoteWritten(text="a")], origin(stream), key)

    for other in (
        replace(key, account=notebook_stream().account),
        replace(key, user="other"),
        replace(key, route="other"),
        replace(key, key="other"),
    ):
        assert await log.find_command(other) is None


async def test_given_a_refusal_when_recorded_then_it_is_found_and_the_key_is_used(
    log: EventLog, stream: Stream
) -> None:
    refusal = {"status": 409, "code": "closed", "title": "Conflict", "detail": "ß", "facts": {"n": [1, None]}}

    await log.refuse(command_key(stream), stream, refusal)

    record = await log.find_command(command_key(stream))
    assert record is not None
    assert (record.refusal, record.version, record.body_hmac) == (refusal, 0, b"body")
    with pytest.raises(CommandReused):
        await log.append(stream, 0, [NoteWritten(text="a")], origin(stream), command_key(stream))
    assert await log.load(stream.name) == []


async def test_given_a_command_that_was_done_when_its_repetition_is_refused_then_the_record_stays(
    log: EventLog, stream: Stream
) -> None:
    await log.append(stream, 0, [NoteWritten(text="a")], origin(stream), command_key(stream))

    with pytest.raises(CommandReused):
        await log.refuse(command_key(stream), stream, {"status": 409})

    record = await log.find_command(command_key(stream))
    assert record is not None
    assert record.refusal is None


async def test_given_an_erased_case_when_loaded_then_its_key_is_gone_and_nothing_can_be_added(
    subject: Subject, stream: Stream
) -> None:
    await write(subject.log, stream, "a")

    await subject.destroy_key(stream.key_id)

    for _ in ("with the key still cached", "without"):
        with pytest.raises(Erased):
            await write(subject.log, stream, "b", expected=1)
        with pytest.raises(KeyDestroyed):
            await subject.log.load(stream.name)


async def test_given_an_event_when_seen_as_stored_then_its_data_are_sealed_and_open_only_in_their_place(
    subject: Subject, stream: Stream
) -> None:
    await write(subject.log, stream, "the customer's words", "more of them")
    first, second = await subject.sealed(stream)

    assert b"customer" not in first.data
    assert b"customer" in (await subject.log.open(first)).data
    for tampered in (
        first._replace(data=first.data[:-1] + bytes([first.data[-1] ^ 1])),
        first._replace(data=second.data),
        first._replace(id=second.id),
    ):
        with pytest.raises(SealBroken):
            await subject.log.open(tampered)


async def test_given_a_stream_when_hashed_outside_then_each_hash_covers_the_event_and_the_one_before(
    subject: Subject, stream: Stream
) -> None:
    here = replace(stream, client=notebook_stream().account)
    await write(subject.log, here, "a", "b")
    await write(subject.log, here, "c", expected=2)

    previous = b""
    for event in await subject.sealed(here):
        assert event.hash == digest(previous, event)
        assert event.hash != digest(previous, event._replace(data=event.data + b"!"))
        assert event.hash != digest(previous, event._replace(meta_json="{}"))
        previous = event.hash
