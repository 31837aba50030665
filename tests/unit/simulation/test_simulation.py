"""Real deciders, reactions, timers and folds under every fault there is, and each fix proven by taking it out."""

import pytest

from tests.simulation.invariants import broken
from tests.simulation.mutations import EACH
from tests.simulation.world import run

SEEDS = 200
BATCH = 40
TRIES = 150


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_given_a_storm_when_it_is_over_then_nothing_acknowledged_is_lost_and_everything_comes_to_rest(
    first: int,
) -> None:
    faults = {seed: broken(run(seed)) for seed in range(first, first + BATCH)}

    assert {seed: found for seed, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", EACH)
def test_given_a_fix_that_is_taken_out_when_storms_come_then_its_race_is_found_again(name: str) -> None:
    assert any(broken(run(seed, EACH[name])) for seed in range(TRIES))


def test_given_one_seed_when_run_twice_then_the_same_things_happen() -> None:
    first, second = run(7), run(7)

    assert [event.type for event in first.log._events] == [event.type for event in second.log._events]
    assert first.checkpoint == second.checkpoint
