"""An event that two parts of the flywheel hear is heard by both, whatever becomes of either."""

import pytest

from services.flywheel.gaps.reactions import together
from shared.bus.reactions import NotYet, Reaction
from shared.envelope import StoredEvent
from shared.ids import new_id
from shared.sealing import KeyDestroyed
from tests.unit.flywheel.examples import ALONE, stored

GONE, EARLY, BROKEN = KeyDestroyed(new_id()), NotYet(), RuntimeError("broken")


def failing(with_: Exception | None, heard: list[str], name: str) -> Reaction:
    """A reaction that says it was called, and fails."""

    async def react(event: StoredEvent) -> None:
        heard.append(name)
        if with_ is not None:
            raise with_

    return react


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (None, None, None),
        (BROKEN, None, BROKEN),
        (None, BROKEN, BROKEN),
        (EARLY, BROKEN, EARLY),
        (BROKEN, EARLY, EARLY),
        (GONE, BROKEN, BROKEN),
        (BROKEN, GONE, BROKEN),
        (GONE, None, GONE),
    ],
)
async def test_given_two_that_hear_an_event_when_one_fails_then_the_other_hears_it_and_the_failure_is_told(
    first: Exception | None, second: Exception | None, told: Exception | None
) -> None:
    heard: list[str] = []
    both = together({"said": failing(first, heard, "first")}, {"said": failing(second, heard, "second")})
    event = stored(ALONE)[0]

    failure = None
    try:
        await both["said"](event)
    except (RuntimeError, NotYet, KeyDestroyed) as error:
        failure = error

    assert heard == ["first", "second"]
    assert failure is told
