"""The wheel turns: from an empty library the match rate rises and the steps to a resolution fall."""

import sys
from pathlib import Path

from tests.bench.wheel import Week, Wheel, weeks
from tests.e2e.kit import signed_in
from tests.e2e.product import UNLIMITED, running_product


async def test_given_an_empty_library_when_cases_come_in_then_more_of_them_are_led_and_steps_fall(
    tmp_path: Path,
) -> None:
    async with (
        running_product(tmp_path, UNLIMITED) as product,
        signed_in(product.url, "other@rival.example") as person,
    ):
        wheel = Wheel(person)
        found = [await wheel.week(cases) for cases in weeks()]
    sys.stdout.write(table(found))
    assert found[-1].matched / found[-1].cases > 0.8
    assert found[-1].steps / found[-1].cases <= found[0].steps / found[0].cases * 2 / 3


def table(found: list[Week]) -> str:
    """The weeks, as they stand in the documentation."""
    columns = ("week", "cases", "match rate", "by the right flow", "steps", "of those led right", "proposals", "flows")
    rows = [
        (
            number, week.cases, f"{week.matched / week.cases:.2f}", f"{week.right / week.cases:.2f}",
            f"{week.steps / week.cases:.1f}", f"{week.steps_when_right / max(1, week.right):.1f}", week.proposals,
            week.flows,
        )
        for number, week in enumerate(found, 1)
    ]  # fmt: skip
    lines = (" | ".join(map(str, row)) for row in (columns, ["---"] * len(columns), *rows))
    return "\n" + "".join(f"| {line} |\n" for line in lines)
