"""Problems that are one, found by what they mean. Pure: the same rows give the same clusters in whatever order.

Around the problem with the most near ones lies a cluster; its middle says who belongs to it. Then around the next of
what is left. A cluster cannot wander off from one problem to another, as chains of near ones do.
"""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
import numpy.typing as npt

from services.flywheel.gaps.facts import Row
from shared.embedding import Vectors

CLOSER = 0.05
"""How much nearer a problem is to the middle of its cluster than to another one in it, at least."""
BLOCK = 1000

Near = npt.NDArray[np.bool_]


def clusters(rows: Sequence[Row], similarity: float, least: int) -> list[list[Row]]:
    """Groups of at least `least` rows, the largest first; who is in none is left out.

    Memory: n x n bytes, and the vectors and a block of cosines: 170 MB for 10,000 rows.
    """
    ordered = sorted(rows, key=lambda row: row.fact.session)
    if len(ordered) < least:
        return []
    vectors = np.stack([row.meaning for row in ordered])
    groups = _groups(vectors, _near(vectors, similarity), min(1.0, similarity + CLOSER), least)
    return [[ordered[number] for number in group] for group in groups]


def same(one: frozenset[UUID], other: frozenset[UUID]) -> float:
    """Shared sessions as a part of the smaller cluster, 0-1: a cluster that grows is the one it was."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _near(vectors: Vectors, similarity: float) -> Near:
    """Who is near to whom; said of both at once, so that rounding makes none nearer than the other is to it."""
    near = np.empty((len(vectors), len(vectors)), np.bool_)
    for start in range(0, len(vectors), BLOCK):
        block = slice(start, start + BLOCK)
        below = vectors[start:] @ vectors[block].T >= similarity
        own = below[: below.shape[1]]
        own |= own.T.copy()
        near[start:, block] = below
        near[block, start:] = below.T
    return near


def _groups(vectors: Vectors, near: Near, from_middle: float, least: int) -> list[npt.NDArray[np.intp]]:
    free = np.ones(len(vectors), np.bool_)
    counts = near.sum(axis=1, dtype=np.int64)
    found: list[npt.NDArray[np.intp]] = []
    while counts.max() >= least:
        seed = int(counts.argmax())  # of several the first, and they are in order
        members = _around(vectors, near[seed] & free, free, from_middle)
        if len(members) < least:
            members = np.array([seed])
        else:
            found.append(members)
        free[members] = False
        counts -= near[members].sum(axis=0, dtype=np.int64)
        counts[members] = 0
        counts[~free] = 0
    return sorted(found, key=lambda group: (-len(group), int(group[0])))


def _around(vectors: Vectors, seeds: Near, free: Near, from_middle: float) -> npt.NDArray[np.intp]:
    """Who of the free is near to the middle of the seeds."""
    middle = vectors[seeds].mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    return np.flatnonzero(free & (vectors @ middle >= from_middle))
