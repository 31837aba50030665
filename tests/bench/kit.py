"""What every benchmark shares: rounds that interleave their variants, ratios round by round, and a table."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

Variant = Callable[[], Awaitable[float]]
"""Runs once and answers its figure: a rate, or a time."""
SYNC_SECONDS = 0.25
FAST_DISK = 5_000.0
"""fdatasyncs a second over which the disk is in its fast mood."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The figures of each variant, and what the disk did, round by round."""

    figures: Mapping[str, Sequence[float]]
    syncs: Sequence[float]

    def figure(self, name: str) -> float:
        """The median of a variant."""
        return median(self.figures[name])

    def ratio(self, name: str, ceiling: str) -> float:
        """The median of the ratios of each round."""
        pairs = zip(self.figures[name], self.figures[ceiling], strict=True)
        return median(figure / other for figure, other in pairs)


async def run_rounds(variants: Mapping[str, Variant], rounds: int, folder: Path) -> Rounds:
    """Run every variant in every round, starting each round with another one."""
    figures: dict[str, list[float]] = {name: [] for name in variants}
    names, syncs = list(variants), []
    for number in range(rounds):
        syncs.append(syncs_per_second(folder))
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            figures[name].append(await variants[name]())
    return Rounds(figures, syncs)


def syncs_per_second(folder: Path) -> float:
    """How many times a second the disk takes 1 KiB for good."""
    with tempfile.TemporaryFile(dir=folder) as file:
        began, count = time.perf_counter(), 0
        while time.perf_counter() < began + SYNC_SECONDS:
            os.write(file.fileno(), b"x" * 1024)
            os.fdatasync(file.fileno())
            count += 1
        return count / (time.perf_counter() - began)


async def rate(work: Sequence[Callable[[], Awaitable[object]]], seconds: float) -> float:
    """How often a second all workers together do their work, each doing it again and again."""
    began = time.perf_counter()
    counts = await asyncio.gather(*(_repeat(step, began + seconds) for step in work))
    return sum(counts) / (time.perf_counter() - began)


async def _repeat(step: Callable[[], Awaitable[object]], until: float) -> int:
    count = 0
    while time.perf_counter() < until:
        await step()
        count += 1
    return count


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all are not above."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: a figure, its ratio to a ceiling, and the bar that is set for it."""

    subject: str
    figure: str
    ratio: float | None = None
    bar: str = ""


def show(title: str, lines: Sequence[Line], syncs: Sequence[float]) -> None:
    """Print the table, with the disk beside it."""
    table = Table(title=title, title_justify="left", caption=_disk(syncs), caption_justify="left")
    table.add_column("subject")
    table.add_column("figure", justify="right")
    table.add_column("ratio", justify="right")
    table.add_column("bar", justify="right")
    for line in lines:
        table.add_row(line.subject, line.figure, "" if line.ratio is None else f"{line.ratio:.2f}", line.bar)
    console = Console(file=sys.stdout, width=118, no_color=True)
    console.print()
    console.print(table)


def _disk(syncs: Sequence[float]) -> str:
    mood = "fast" if median(syncs) > FAST_DISK else "slow"
    return f"disk: {median(syncs):,.0f} fdatasync/s ({min(syncs):,.0f}-{max(syncs):,.0f}), in its {mood} mood"


def a_second(value: float) -> str:
    """A rate, as it is shown."""
    return f"{value:,.0f}/s"


def ms(seconds: float) -> str:
    """A time, as it is shown."""
    return f"{seconds * 1000:,.2f} ms"
