"""The loop of every command, over both logs: it decides on the present state, once for each key."""

import asyncio
from collections.abc import Sequence

import pytest

from shared.envelope import Origin, Stream
from shared.errors import IllegalState, InvalidInput, Problem
from shared.handle import MAX_ATTEMPTS, Handler
from shared.log import Appended, CommandKey, ConflictError, EventLog
from shared.log.memory import MemoryKeyStore, MemoryLog
from shared.message import Event
from shared.sealing import Keyring
from shared.testing.notebook import (
    NOTEBOOK,
    NOTEBOOK_EVENTS,
    CloseNotebook,
    Notebook,
    NotebookEvent,
    WriteNote,
    command_key,
    notebook_stream,
    origin,
)
from tests.integration.shared.logs import MASTER, Logs

NotebookHandler = Handler[Notebook, WriteNote | CloseNotebook, NotebookEvent]


def handler_over(log: EventLog) -> NotebookHandler:
    return Handler(log, NOTEBOOK, NOTEBOOK_EVENTS)


@pytest.fixture(params=["memory", "postgres"])
async def handler(request: pytest.FixtureRequest, module_logs: Logs) -> NotebookHandler:
    if request.param == "memory":
        return handler_over(MemoryLog(Keyring(MemoryKeyStore(), MASTER)))
    return handler_over(await module_logs.log())


@pytest.fixture
def stream() -> Stream:
    return notebook_stream()


async def test_given_a_command_when_handled_then_its_events_and_the_state_after_them_are_answered(
    handler: NotebookHandler, stream: Stream
) -> None:
    await handler.handle(stream, WriteNote(text="a"), origin(stream))

    handled = await handler.handle(stream, WriteNote(text="b"), origin(stream))

    assert (handled.stream, handled.version, handled.repeated) == (stream.name, 3, False)
    assert handled.state == Notebook(("a", "b"))
    assert [event.type for event in handled.events] == ["note_written"]


async def test_given_a_stream_when_loaded_up_to_a_version_then_the_state_is_that_of_then(
    handler: NotebookHandler, stream: Stream
) -> None:
    for text in ("a", "b"):
        await handler.handle(stream, WriteNote(text=text), origin(stream))

    assert await handler.load(stream.name, 2) == (Notebook(("a",)), 2)


async def test_given_a_command_when_repeated_then_it_has_one_effect_and_answers_the_present_state(
    handler: NotebookHandler, stream: Stream
) -> None:
    key = command_key(stream)
    await handler.handle(stream, WriteNote(text="a"), origin(stream), key)
    await handler.handle(stream, WriteNote(text="b"), origin(stream))

    repeated = await handler.handle(stream, WriteNote(text="a"), origin(stream), key)

    assert (repeated.repeated, repeated.version, repeated.events) == (True, 3, ())
    assert repeated.state == Notebook(("a", "b"))


async def test_given_a_used_key_when_it_comes_with_another_body_then_it_is_refused(
    handler: NotebookHandler, stream: Stream
) -> None:
    await handler.handle(stream, WriteNote(text="a"), origin(stream), command_key(stream))

    with pytest.raises(InvalidInput) as refused:
        await handler.handle(stream, WriteNote(text="b"), origin(stream), command_key(stream, body=b"other"))

    assert refused.value.code == "key_reused"
    assert (await handler.load(stream.name))[0] == Notebook(("a",))


async def test_given_a_refused_command_when_repeated_then_the_refusal_is_the_same_whatever_has_changed(
    handler: NotebookHandler, stream: Stream
) -> None:
    key = command_key(stream)
    await handler.handle(stream, CloseNotebook(), origin(stream))
    refusals = []

    for _ in range(2):
        with pytest.raises(IllegalState) as refused:
            await handler.handle(stream, WriteNote(text="a"), origin(stream), key)
        refusals.append(refused.value.to_dict())

    assert refusals[0] == refusals[1]
    assert refusals[0]["facts"] == {"notes": 0}


async def test_given_a_quiet_command_when_repeated_after_a_change_then_it_stays_without_effect(
    handler: NotebookHandler, stream: Stream
) -> None:
    key = command_key(stream)
    await handler.handle(stream, WriteNote(text="a"), origin(stream))
    await handler.handle(stream, WriteNote(text="a"), origin(stream), key)  # the reply is lost
    await handler.handle(stream, WriteNote(text="b"), origin(stream))

    repeated = await handler.handle(stream, WriteNote(text="a"), origin(stream), key)

    assert repeated.repeated
    assert repeated.state == Notebook(("a", "b"))


async def test_given_one_command_sent_twice_at_once_when_both_are_handled_then_both_succeed_with_one_effect(
    handler: NotebookHandler, stream: Stream
) -> None:
    """The second finds the notebook closed, by itself: that must not be told as a refusal."""
    for round_ in range(5):
        here, key = notebook_stream(account=stream.account), command_key(stream, f"round-{round_}")
        both = await asyncio.gather(
            *(handler.handle(here, CloseNotebook(), origin(here), key) for _ in range(4)), return_exceptions=True
        )

        assert [answer for answer in both if isinstance(answer, BaseException)] == []
        assert len(await handler.log.load(here.name)) == 1


async def test_given_sixteen_at_once_when_each_writes_a_note_then_all_are_there_and_versions_have_no_gap(
    handler: NotebookHandler, stream: Stream
) -> None:
    async def write(number: int) -> None:
        while True:
            try:
                await handler.handle(stream, WriteNote(text=str(number)), origin(stream))
            except Problem as problem:
                assert problem.code == "busy"  # noqa: PT017 - refused for good reason, and tried again
            else:
                return

    await asyncio.gather(*map(write, range(16)))

    events = await handler.log.load(stream.name)
    assert [event.version for event in events] == list(range(1, 18))
    assert len(set((await handler.load(stream.name))[0].notes)) == 16


class AlwaysSecond(MemoryLog):
    """Somebody else is always first."""

    def __init__(self) -> None:
        super().__init__(Keyring(MemoryKeyStore(), MASTER))
        self.tries = 0

    async def append(
        self, stream: Stream, expected: int, events: Sequence[Event], origin: Origin, command: CommandKey | None = None
    ) -> Appended:
        self.tries += 1
        raise ConflictError(stream.name, expected)


async def test_given_a_stream_that_never_rests_when_a_command_comes_then_it_is_refused_after_a_bounded_time(
    stream: Stream,
) -> None:
    log = AlwaysSecond()

    with pytest.raises(IllegalState, match="busy"):
        await handler_over(log).handle(stream, WriteNote(text="a"), origin(stream))

    assert log.tries == MAX_ATTEMPTS
