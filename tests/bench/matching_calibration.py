"""Fits the curve of `services/matching/calibrations.json`: `python -m tests.bench.matching_calibration`.

Two steps, since no one set shows both. How fast the best match of a text that nothing answers gets nearer as the
library grows is measured on random libraries of articles of many sizes. The curve is then fitted on small libraries
of demo flows, with the problems of the development set, and, at a tenth of the weight, on symptom texts of articles.
A text counts as uncovered too when the flow that answers it, or every article of its domain, is left out of the
library. The bench measures on the other half of the symptom texts and on problems that are not read here.
"""

import json
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.matching.adapters.pgvector import HEAD_SHARE
from services.matching.bm25 import K1, B, Lengths, ceiling, weigh
from services.matching.events import Weights
from services.matching.matcher import QUERY_TOKENS
from services.matching.settings import MatchingSettings
from services.matching.words import query_terms, weighted_terms
from tests.bench.matching_data import (
    DEVELOPMENT,
    Document,
    Query,
    articles,
    data_folder,
    demo,
    embedded,
    embedded_heads,
    uncovered,
)

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

ARTICLE_LIBRARIES = (32, 128, 512, 2048, 5600)
DEMO_LIBRARIES = (8, 16, 32)
ARTICLE_WEIGHT = 0.1
REPEATS = 3
BUDGET: int = MatchingSettings.model_fields["match_postings"].default
WEIGHTS = Weights()
SHOWN_COVERAGE = 0.2


@dataclass(frozen=True, slots=True)
class Seen:
    """How near the first match of a text was in a library of a size, whether it was right, and the kind of text."""

    similarity: float
    coverage: float
    size: int
    right: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents and queries, how similar each query is to each document, and which documents hold which term."""

    documents: list[Document]
    queries: list[Query]
    similarity: Floats
    postings: dict[str, tuple[Numbers, Floats]]
    lengths: Floats

    def first(self, query: int, library: Numbers, kind: str) -> Seen:
        """What comes first for the query when only `library` is there."""
        similarity, coverage = self.similarity[query, library], self._coverage(query, library)
        order = WEIGHTS.semantic * _parts(similarity) + WEIGHTS.keyword * _parts(coverage)
        best = int(order.argmax())
        right = int(library[best]) in self.queries[query].relevant
        return Seen(float(similarity[best]), float(coverage[best]), len(library), right, kind)

    def _coverage(self, query: int, library: Numbers) -> Floats:
        asked = query_terms(self.queries[query].text)
        places = np.full(len(self.documents), -1)
        places[library] = np.arange(len(library))
        held = {term: self._held(term, places) for term in asked if term in self.postings}
        holders = {term: len(documents) for term, (documents, _) in held.items()}
        size = self.lengths[library]
        library_lengths = Lengths(len(library), float(size.sum()))
        scores = np.zeros(len(library))
        for term, rarity in weigh(asked, holders, library_lengths, BUDGET).items():
            documents, weight = held[term]
            relative = 1 - B + B * size[documents] / library_lengths.average
            scores[documents] += rarity * weight * (K1 + 1) / (weight + K1 * relative)
        return scores / ceiling(asked, holders, library_lengths)

    def _held(self, term: str, places: Numbers) -> tuple[Numbers, Floats]:
        documents, weights = self.postings[term]
        chosen = places[documents] >= 0
        return places[documents[chosen]], weights[chosen]


def _parts(values: Floats) -> Floats:
    parts: Floats = np.maximum(values, 0) / max(values.max(), 1e-9)
    return parts


def shelf(documents: list[Document], queries: list[Query]) -> Shelf:
    """A shelf with its similarities and postings computed."""
    heads = embedded_heads(documents)
    bodies = embedded([document.body for document in documents])
    asked = embedded([query.text for query in queries], QUERY_TOKENS)
    similarity = HEAD_SHARE * (asked @ heads.T) + (1 - HEAD_SHARE) * (asked @ bodies.T)
    terms = [weighted_terms(document.head, document.body) for document in documents]
    lengths = np.array([sum(weights.values()) for weights in terms])
    return Shelf(documents, queries, similarity, _postings(terms), lengths)


def _postings(terms: list[dict[str, float]]) -> dict[str, tuple[Numbers, Floats]]:
    listed: dict[str, list[tuple[int, float]]] = {}
    for number, weights in enumerate(terms):
        for term, weight in weights.items():
            listed.setdefault(term, []).append((number, weight))
    return {
        term: (np.array([number for number, _ in held]), np.array([weight for _, weight in held]))
        for term, held in listed.items()
    }


def seen_in_articles(stock: Shelf, rng: np.random.Generator) -> list[Seen]:
    """Symptom texts with and without an answer, and uncovered texts, in libraries of many sizes."""
    everything = np.arange(len(stock.documents))
    domains = np.array([document.domain for document in stock.documents])
    found = []
    for size in ARTICLE_LIBRARIES:
        for number, query in enumerate(stock.queries):
            answers = np.array(sorted(query.relevant), np.int64)
            if not len(answers):
                found.append(stock.first(number, rng.choice(everything, size, replace=False), "uncovered"))
                continue
            others = rng.choice(np.setdiff1d(everything, answers), size - len(answers), replace=False)
            found.append(stock.first(number, np.concatenate([others, answers]), "symptoms"))
            far = np.flatnonzero(domains != query.domain)
            found.append(stock.first(number, rng.choice(far, min(size, len(far)), replace=False), "left out"))
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
            found.append(stock.first(number, library, "demo left out" if len(answers) else "demo uncovered"))
            if len(answers):
                found.append(stock.first(number, np.concatenate([library, answers]), "demo"))
    return found


def growth(seen: list[Seen]) -> Floats:
    """How much similarity and coverage of an uncovered text's first match grow when the library doubles."""
    chosen = [item for item in seen if item.kind == "uncovered"]
    doublings = [math.log2(item.size) for item in chosen]
    slopes, _ = np.polyfit(doublings, [[item.similarity, item.coverage] for item in chosen], 1)
    return np.asarray(slopes)


def fit(seen: list[Seen], per_doubling: Floats) -> Floats:
    """Slope, reach and intercept by weighted logistic regression: each kind and size counts alike."""
    groups: dict[tuple[str, int], int] = {}
    for item in seen:
        key = (item.kind, round(math.log2(item.size)))
        groups[key] = groups.get(key, 0) + 1
    weights = np.array([_weight(item.kind) / groups[item.kind, round(math.log2(item.size))] for item in seen])
    near = np.array([[item.similarity, item.coverage] for item in seen])
    doublings = np.array([[math.log2(item.size)] for item in seen])
    inputs = np.hstack([near - doublings * per_doubling, np.ones((len(seen), 1))])
    right = np.array([item.right for item in seen], float)
    curve = np.zeros(3)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ curve))
        curvature = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs
        curve += np.linalg.solve(curvature, inputs.T @ (weights * (right - chance)))
    return curve


def _weight(kind: str) -> float:
    """Two texts in three are taken to be covered. Articles count less, and half where the answer was left out:

    such a text is nearer to what remains than most that come in and that nothing answers.
    """
    told = 1.0 if kind.startswith("demo") else ARTICLE_WEIGHT
    return told * (3.0 if kind in ("demo", "symptoms") else 0.5 if kind.endswith("left out") else 1.0)


def main() -> None:
    """Fit and print what goes into the file."""
    folder = data_folder()
    if folder is None:
        print("skipped: no articles here (RESOLUTIONFLOW_SEARCH_DATA)")
        return
    rng = np.random.default_rng(2)
    documents, symptoms = articles(folder)
    flows, told = demo(DEVELOPMENT)
    of_articles = seen_in_articles(shelf(documents, symptoms[::2] + uncovered()), rng)
    of_demo = seen_in_demo(shelf(flows, told + uncovered()), rng)
    per_doubling = growth(of_articles)
    slope, reach, intercept = (round(float(value), 3) for value in fit(of_articles + of_demo, per_doubling))
    crowding = round(float(per_doubling @ (slope, reach)), 3)
    print(json.dumps({"slope": slope, "reach": reach, "intercept": intercept, "crowding": crowding}))
    for size in (8, 32, 128, 512, 2048, 8192):
        half = (crowding * math.log2(size) - intercept - reach * SHOWN_COVERAGE) / slope
        print(f"{size:6} flows: 0.5 from similarity {half:.3f}, 0.8 from {half + math.log(4) / slope:.3f}")


if __name__ == "__main__":
    main()
