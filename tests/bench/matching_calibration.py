"""Fits the curve of `services/matching/calibrations.json`: `python -m tests.bench.matching_calibration`.

Two steps, since no one set shows both. How fast the best similarity of a text that nothing answers grows with the
library is measured on random libraries of articles of many sizes. The curve is then fitted on small libraries of
demo flows, with problems told by people, and, at a tenth of the weight, on symptom texts of articles. A text counts
as uncovered too when the flow that answers it, or every article of its domain, is left out of the library.
Only the even half of the symptom texts is used; the bench measures on the other.
"""

import json
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.matching.adapters.pgvector import HEAD_SHARE
from services.matching.matcher import QUERY_TOKENS
from tests.bench.matching_data import Document, Query, articles, data_folder, demo, embedded, uncovered

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

ARTICLE_LIBRARIES = (32, 128, 512, 2048, 5600)
DEMO_LIBRARIES = (8, 16, 32)
ARTICLE_WEIGHT = 0.1
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """The best similarity that a text met in a library of a size, whether that was right, and the kind of text."""

    similarity: float
    size: int
    right: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents and queries, and how similar each query is to each document."""

    documents: list[Document]
    queries: list[Query]
    similarity: Floats

    def best(self, query: int, library: Numbers, kind: str) -> Seen:
        """What the query meets when only `library` is there."""
        best = int(library[self.similarity[query, library].argmax()])
        right = best in self.queries[query].relevant
        return Seen(float(self.similarity[query, best]), len(library), right, kind)


def shelf(documents: list[Document], queries: list[Query]) -> Shelf:
    """A shelf with its similarities computed."""
    heads = embedded([document.head for document in documents])
    bodies = embedded([document.body for document in documents])
    asked = embedded([query.text for query in queries], QUERY_TOKENS)
    return Shelf(documents, queries, HEAD_SHARE * (asked @ heads.T) + (1 - HEAD_SHARE) * (asked @ bodies.T))


def seen_in_articles(stock: Shelf, rng: np.random.Generator) -> list[Seen]:
    """Symptom texts with and without an answer, and uncovered texts, in libraries of many sizes."""
    everything = np.arange(len(stock.documents))
    domains = np.array([document.domain for document in stock.documents])
    found = []
    for size in ARTICLE_LIBRARIES:
        for number, query in enumerate(stock.queries):
            answers = np.array(sorted(query.relevant), np.int64)
            if not len(answers):
                found.append(stock.best(number, rng.choice(everything, size, replace=False), "uncovered"))
                continue
            others = rng.choice(np.setdiff1d(everything, answers), size - len(answers), replace=False)
            found.append(stock.best(number, np.concatenate([others, answers]), "symptoms"))
            far = np.flatnonzero(domains != query.domain)
            found.append(stock.best(number, rng.choice(far, min(size, len(far)), replace=False), "left out"))
    return found


def seen_in_demo(stock: Shelf, rng: np.random.Generator) -> list[Seen]:
    """Problems told by people, with and without the flow that answers them, in small libraries."""
    everything = np.arange(len(stock.documents))
    found = []
    for size in DEMO_LIBRARIES * REPEATS:
        for number, query in enumerate(stock.queries):
            answers = np.array(sorted(query.relevant), np.int64)
            others = np.setdiff1d(everything, answers)
            library = rng.choice(others, min(size - 1, len(others)), replace=False)
            found.append(stock.best(number, library, "demo left out" if len(answers) else "demo uncovered"))
            if len(answers):
                found.append(stock.best(number, np.concatenate([library, answers]), "demo"))
    return found


def growth(seen: list[Seen]) -> float:
    """How much the best similarity of an uncovered text grows when the library doubles."""
    chosen = [item for item in seen if item.kind == "uncovered"]
    slope, _ = np.polyfit([math.log2(item.size) for item in chosen], [item.similarity for item in chosen], 1)
    return float(slope)


def fit(seen: list[Seen], per_doubling: float) -> tuple[float, float]:
    """Slope and intercept by weighted logistic regression: each kind and size counts alike."""
    groups: dict[tuple[str, int], int] = {}
    for item in seen:
        key = (item.kind, round(math.log2(item.size)))
        groups[key] = groups.get(key, 0) + 1
    weights = np.array([_weight(item.kind) / groups[item.kind, round(math.log2(item.size))] for item in seen])
    inputs = np.array([[item.similarity - per_doubling * math.log2(item.size), 1.0] for item in seen])
    right = np.array([item.right for item in seen], float)
    curve = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ curve))
        curvature = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs
        curve += np.linalg.solve(curvature, inputs.T @ (weights * (right - chance)))
    return float(curve[0]), float(curve[1])


def _weight(kind: str) -> float:
    """Articles count less, and what is covered twice: two kinds of uncovered texts stand against it."""
    return (1.0 if kind.startswith("demo") else ARTICLE_WEIGHT) * (2 if kind in ("demo", "symptoms") else 1)


def main() -> None:
    """Fit and print what goes into the file."""
    folder = data_folder()
    if folder is None:
        print("skipped: no articles here (RESOLUTIONFLOW_SEARCH_DATA)")
        return
    rng = np.random.default_rng(2)
    documents, symptoms = articles(folder)
    flows, told = demo()
    of_articles = seen_in_articles(shelf(documents, symptoms[::2] + uncovered()), rng)
    of_demo = seen_in_demo(shelf(flows, told + uncovered()), rng)
    per_doubling = growth(of_articles)
    slope, intercept = fit(of_articles + of_demo, per_doubling)
    print(
        json.dumps(
            {"slope": round(slope, 2), "intercept": round(intercept, 3), "crowding": round(slope * per_doubling, 3)}
        )
    )
    for size in (8, 32, 128, 512, 2048, 8192):
        half = (per_doubling * math.log2(size) * slope - intercept) / slope
        print(f"{size:6} flows: 0.5 from similarity {half:.3f}, 0.8 from {half + math.log(4) / slope:.3f}")


if __name__ == "__main__":
    main()
