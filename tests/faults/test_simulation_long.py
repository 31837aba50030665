"""Ten thousand storms; `tests/unit/simulation` runs the first few hundred in every change."""

import pytest

from tests.simulation.invariants import broken
from tests.simulation.world import run

SEEDS = 10_000
BATCH = 500


@pytest.mark.parametrize("first", range(0, SEEDS, BATCH))
def test_given_ten_thousand_storms_when_each_is_over_then_nothing_is_lost_and_everything_comes_to_rest(
    first: int,
) -> None:
    faults = {seed: broken(run(seed)) for seed in range(first, first + BATCH)}

    assert {seed: found for seed, found in faults.items() if found} == {}
