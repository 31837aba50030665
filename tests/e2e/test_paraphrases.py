"""The problem told in other words than the flow's own: the right flow is found, and none where none fits."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.e2e.kit import Json, Person, ok

DATA = Path(__file__).parent / "data"
SETS = ("paraphrases_1.yaml", "paraphrases_2.yaml")
"""Those that nothing was tuned with."""
FOUND = 0.88
"""What may not be lost again. The aim is nine in ten, reached with .906; one text more or less is .008."""
OFFERED = 0.70
"""Found and at least 0.5, so that it is offered; .742 when this was written."""
FIRED = 0.15
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Told:
    """A text, the flow that should answer (None: none), and what came first."""

    text: str
    flow: str | None
    first: Json

    @property
    def fires(self) -> bool:
        return bool(self.first["score"] >= 0.5)

    def __str__(self) -> str:
        return f"{self.first['score']:.2f} {self.first['flow_name']!r} for {self.flow!r}: {self.text[:90]!r}"


@pytest.fixture(scope="module")
async def told(engineer: Person) -> Sequence[Told]:
    """Every text with the first of its matches."""
    items = [item for name in SETS for item in yaml.safe_load((DATA / name).read_text("utf-8"))]
    turns = asyncio.Semaphore(AT_ONCE)

    async def ask(item: Json) -> Told:
        async with turns:
            [first, *_] = ok(await engineer.post("/flows/match", {"text": item["text"]}))["matches"]
        return Told(item["text"], item["flow"], first)

    return await asyncio.gather(*map(ask, items))


def test_given_other_words_when_they_are_matched_then_the_right_flow_is_found_for_nine_in_ten(
    told: Sequence[Told],
) -> None:
    covered = [one for one in told if one.flow is not None]
    missed = [one for one in covered if one.first["flow_name"] != one.flow]
    found = 1 - len(missed) / len(covered)
    print(f"right flow first: {found:.1%} of {len(covered)}", *missed, sep="\n  ")
    assert found >= FOUND


def test_given_other_words_when_they_are_matched_then_the_right_flow_is_offered(told: Sequence[Told]) -> None:
    covered = [one for one in told if one.flow is not None]
    held_back = [one for one in covered if not one.fires or one.first["flow_name"] != one.flow]
    offered = 1 - len(held_back) / len(covered)
    print(f"right flow first and at least 0.5: {offered:.1%} of {len(covered)}", *held_back, sep="\n  ")
    assert offered >= OFFERED


def test_given_what_no_flow_covers_when_it_is_matched_then_hardly_any_text_fires(told: Sequence[Told]) -> None:
    uncovered = [one for one in told if one.flow is None]
    fired = [one for one in uncovered if one.fires]
    share = len(fired) / len(uncovered)
    print(f"fires without a flow: {share:.1%} of {len(uncovered)}", *fired, sep="\n  ")
    assert share <= FIRED
