"""A note stands in its ticket exactly once, whatever breaks and whenever; each guard is proven by taking it out."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.psa_sync.pushes.commands import RetryPush
from services.psa_sync.pushes.looking import UNKNOWN_REST
from tests.simulation.pushing import (
    EACH,
    LEAD,
    PROCESSES,
    Missing,
    World,
    advanced,
    broken,
    frozen_at,
    one_push,
    storm,
    world,
)
from tests.simulation.pushing_psa import FAULTS, UNCLEAR, WINDOW
from tests.simulation.scheduler import at_once

SEEDS = 25
PUSHES = 40
STEPS = 5_000
MOST_AWAITS = 120


def test_given_a_thousand_pushes_in_storms_when_they_are_over_then_each_note_stands_in_its_ticket_once() -> None:
    runs = {seed: storm(seed, PUSHES, STEPS) for seed in range(SEEDS)}

    assert {seed: found for seed, run in runs.items() if (found := broken(run))} == {}
    assert sum(len(run.requested) for run in runs.values()) == 1_000
    assert sum(run.kills for run in runs.values()) > 1_000
    assert {fault for run in runs.values() for fault in run.desk.met} == set(FAULTS)


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_given_a_process_that_dies_at_an_await_when_another_goes_on_then_the_note_stands_there_once(
    fault: str | None,
) -> None:
    cut = 0
    for awaits in range(1, MOST_AWAITS):
        made = one_push(fault)
        if advanced(made, awaits):
            made.kill()
            cut += made.kills
        made.calm()
        assert broken(made) == [], f"cut after {awaits} awaits"

    assert 10 < cut < MOST_AWAITS - 1  # it was killed at every await there is, and at last was done before


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_given_a_process_that_is_frozen_at_an_await_when_another_comes_by_then_the_note_stands_there_once(
    fault: str | None,
) -> None:
    for awaits in range(1, MOST_AWAITS):
        made = one_push(fault)
        frozen_at(made, awaits)
        made.calm()
        assert broken(made) == [], f"frozen after {awaits} awaits"


@pytest.mark.parametrize("is_removed", [False, True])
def test_given_another_connection_when_it_is_asked_for_at_any_await_then_the_note_goes_over_the_one_that_is_told(
    is_removed: bool,
) -> None:
    cut = 0
    for awaits in range(1, MOST_AWAITS):
        made = one_push(None)
        if is_removed:
            made.connections.removed.add(made.requested[0].connection)
        cut += advanced(made, awaits)
        made.clock.forward(timedelta(seconds=1))
        other = made.state(made.requested[0]).request.model_copy(update={"connection_id": UUID(int=999)})
        queued = replace(made.requested[0], connection=other.connection_id)
        at_once(made.ask(queued, RetryPush(request=other, by=LEAD, at=made.clock())))
        made.calm()
        told = made.state(queued).request
        assert [note.over for note in made.desk.notes[told.ticket_id]] == [told.connection_id], f"after {awaits} awaits"

    assert 5 < cut < MOST_AWAITS - 1


def test_given_no_look_before_a_note_is_posted_when_a_process_dies_then_notes_stand_there_twice() -> None:
    assert any(twice(storm(seed, 20, 2_000, EACH["look_before_post"])) for seed in range(3))


def test_given_no_wait_for_the_commit_when_the_psa_is_late_then_notes_stand_there_twice() -> None:
    made = one_push("late commit", EACH["wait_for_the_commit"])
    work_off(made)
    made.calm()

    assert twice(made)


def test_given_no_lock_when_a_process_is_frozen_then_notes_stand_there_twice() -> None:
    def frozen(awaits: int) -> World:
        made = one_push(None, EACH["lock"])
        frozen_at(made, awaits)
        made.calm()
        return made

    assert any(twice(frozen(awaits)) for awaits in range(1, MOST_AWAITS))


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_given_an_api_that_dies_at_an_await_when_the_reactions_hear_of_it_then_the_note_stands_there_once(
    again: bool,
) -> None:
    cut = 0
    for awaits in range(1, MOST_AWAITS):
        made, is_known = asked_and_killed(awaits, again=again)
        made.calm()
        assert not is_known or broken(made) == [], f"cut after {awaits} awaits"
        cut += made.kills

    assert 1 < cut < MOST_AWAITS - 1


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_given_nobody_hears_of_it_when_an_api_dies_between_log_and_queue_then_a_push_is_left_for_ever(
    again: bool,
) -> None:
    def left(awaits: int) -> bool:
        made, is_known = asked_and_killed(awaits, again=again, deaf=True)
        made.calm()
        return is_known and broken(made) != []

    assert any(left(awaits) for awaits in range(1, MOST_AWAITS))


def asked_and_killed(awaits: int, *, again: bool, deaf: bool = False) -> tuple[World, bool]:
    """Somebody asks for a push, the first time or `again`; kill -9. And whether the log knows of it."""
    made = world(1, EACH["hearing"] if deaf else Missing())
    made.desk.storm = 0
    queued, command = made.written()
    if again:
        made.connections.removed.add(queued.connection)
        at_once(made.ask(queued, command))
        work_off(made)
        made.connections.removed.clear()
    asking = RetryPush(request=None, by=LEAD, at=made.clock()) if again else command
    made.scheduler.start(PROCESSES[0], made.ask(queued, asking), lambda *_: None)
    made.at_work[PROCESSES[0]].add("the API")
    if advanced(made, awaits):
        made.kill()
    made.at_work[PROCESSES[0]].clear()
    is_known = bool(at_once(made.pushes.log.load(f"push-{queued.push}")))
    return made, is_known and made.state(queued).phase != "abandoned"


def twice(made: World) -> bool:
    """Whether something was written more than once."""
    return any("stands 2 times" in fault or "has 2 time entries" in fault for fault in broken(made))


@pytest.mark.parametrize("fault", UNCLEAR)
def test_given_an_unclear_end_when_the_window_is_not_over_then_nobody_asks_the_psa(fault: str) -> None:
    made = one_push(fault)
    while made.scheduler.tasks:
        made.go_on()
    queued, asked = made.requested[0], made.desk.asked
    made.retry_by_hand()
    made.clock.forward(WINDOW - timedelta(seconds=1))
    made.begin(PROCESSES[1], made.queue.rows[queued.push])
    while made.scheduler.tasks:
        made.go_on()

    assert made.desk.asked == asked
    assert made.state(queued).phase == "waiting"


def test_given_a_psa_that_commits_later_than_it_ever_should_when_the_ticket_is_read_back_then_both_notes_are_told(
) -> None:  # fmt: skip
    made = one_push("late commit")
    made.desk.lateness = WINDOW * 30
    work_off(made)
    made.calm()

    push = made.state(made.requested[0])
    assert push.phase == "succeeded"
    assert len(push.duplicates) == len(made.desk.notes[push.request.ticket_id]) == 2


def test_given_an_unclear_end_when_the_next_try_is_refused_and_the_note_comes_late_then_it_is_seen_after_all() -> None:
    made = one_push("late commit")
    while made.scheduler.tasks:
        made.go_on()
    ((note,),) = made.desk.notes.values()
    made.desk.notes[made.requested[0].ticket] = [replace(note, at=made.clock() + WINDOW * 5)]
    made.desk.refuses = True
    made.clock.forward(WINDOW)
    work_off(made)
    assert made.state(made.requested[0]).phase == "abandoned"

    made.calm()

    push = made.state(made.requested[0])
    assert push.success is not None
    assert push.success.found
    assert push.success.warning == UNKNOWN_REST


def test_given_a_psa_that_is_away_for_a_day_when_it_is_back_then_all_notes_arrive_in_the_order_of_each_ticket() -> None:
    made = world(seed=3)
    made.desk.storm, made.desk.is_away = 0, True
    for _ in range(96):  # every quarter of an hour a case is closed
        made.request(tickets=5, connections=2, whole=False)
        quarter = made.clock() + timedelta(minutes=15)
        while made.clock() < quarter:
            work_off(made)
            made.clock.forward(timedelta(minutes=1))
    assert not made.desk.notes
    made.calm()

    assert broken(made) == []
    assert max(made.state(queued).attempts for queued in made.requested) < 40


def work_off(made: World) -> None:
    """Everything that is due now, by both processes."""
    while made.scheduler.tasks or made.queue_is_due():
        made.start()
        made.go_on()


def test_given_keys_that_are_not_accepted_when_the_connection_is_resumed_then_the_push_goes_on() -> None:
    made = one_push("unauthorized")
    work_off(made)
    queued = made.requested[0]
    assert made.connections.paused == {queued.connection}
    made.clock.forward(timedelta(days=3))
    work_off(made)
    assert made.state(queued).attempts == 1

    made.resume()
    work_off(made)

    assert made.state(queued).phase == "succeeded"


def test_given_a_connection_that_is_removed_when_pushes_wait_for_it_then_they_are_abandoned_and_say_why() -> None:
    made = one_push("unauthorized")
    work_off(made)
    made.connections.removed.add(made.requested[0].connection)
    made.resume()
    work_off(made)

    push = made.state(made.requested[0])
    assert (push.phase, push.code) == ("abandoned", "connection_removed")
    assert push.error
    assert not made.queue.rows
