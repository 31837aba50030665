"""A bundle that would cost a browser too much is not built."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from services.web.budget import OverBudgetError, check_budget
from services.web.build import compress
from tests.unit.web.bundles import write_bundle

KB = 1000
WITHIN = {
    "index.html": ("shared", 100 * KB),
    "shared": ("", 40 * KB),
    "OnePage.tsx": ("part", 30 * KB),
    "Dialog.tsx": ("shared", 100 * KB),
    "part": ("shared", 40 * KB),
}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, None),
        ({"shared": ("", 60 * KB)}, "the first load"),
        ({"Dialog.tsx": ("part", 85 * KB)}, "Dialog.tsx"),
    ],
    ids=["within it", "a first load that is too large", "a part that is, with what it shares"],
)
def test_given_a_bundle_when_it_is_checked_then_what_is_over_the_budget_is_named(
    tmp_path: Path, changes: Mapping[str, tuple[str, int]], fault: str | None
) -> None:
    write_bundle(tmp_path, {**WITHIN, **changes})
    compress(tmp_path)

    if fault is None:
        check_budget(tmp_path)
    else:
        with pytest.raises(OverBudgetError, match=f"^{fault} is [0-9]+ kB"):
            check_budget(tmp_path)
