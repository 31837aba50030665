"""Pick-up, take-back, resolve, pause, answer and outcome at once: one winner each, and one truth."""

from collections import Counter

import pytest

from shared.errors import Problem
from tests.simulation.mutations import EACH
from tests.simulation.race import race, unfair

SEEDS = 500
BATCH = 50
TRIES = 100


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_given_several_people_when_they_want_the_session_at_once_then_one_wins_each_time(first: int) -> None:
    faults = {seed: unfair(race(seed)) for seed in range(first, first + BATCH)}

    assert {seed: found for seed, found in faults.items() if found} == {}


@pytest.mark.parametrize("name", ["append_ignores_the_expected_version", "escalation_is_picked_up_whoever_has_it"])
def test_given_a_fix_that_is_taken_out_when_people_race_then_it_is_found_to_be_missing(name: str) -> None:
    assert any(unfair(race(seed, EACH[name])) for seed in range(TRIES))


def test_given_many_races_then_each_command_wins_some_and_loses_some() -> None:
    won: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    for seed in range(TRIES):
        for sent in race(seed).sent:
            (lost if isinstance(sent.result, Problem) else won)[sent.name] += 1

    assert won.keys() == lost.keys() | {"add_fact"}
