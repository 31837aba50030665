"""Classification without a model: nearest example sentences, with words that speak for a domain as a prior."""

import logging
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import yaml

from services.intake.adapters.wording import summary_of, symptoms_of, ticket_title, urgency_of
from services.intake.events import Domain
from services.intake.ports import Classification, ClassificationFailed, ClassificationInput
from shared.embedding import Embedder, Vectors, WeightsError

logger = logging.getLogger(__name__)

READ_TOKENS = 64
READ_CHARS = 4000
NEAREST_WEIGHT, CENTRE_WEIGHT, PRIOR_WEIGHT = 0.5, 0.5, 0.75
PRIOR_DAMPING = 3
"""How much keyword weight is needed for half of the prior: one hint alone decides little."""
UNRELATED = 0.25
"""A text that is less alike to every example, and holds no keyword, belongs nowhere."""

DOMAINS: tuple[Domain, ...] = get_args(Domain)
Floats = npt.NDArray[np.float64]


class PlaybookClassifier:
    """A `Classifier` over the local embedder. The examples are embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._examples: _Examples | None = None

    async def warm(self) -> None:
        """Embed the examples ahead of the first case."""
        try:
            await self._load()
        except WeightsError:
            logger.exception("the embedder does not work; cases stay unclassified")

    async def classify(self, case: ClassificationInput) -> Classification:
        """See `Classifier.classify`. Raises `ClassificationFailed` for a case without words, or without weights."""
        summary = summary_of(case.text, case.log_excerpt, case.ticket_context)
        if summary is None:
            raise ClassificationFailed("nothing to read")
        try:
            return await self._classified(case, summary)
        except WeightsError as error:
            raise ClassificationFailed(str(error)) from error

    async def _classified(self, case: ClassificationInput, summary: str) -> Classification:
        words = "\n".join(part for part in (case.text, ticket_title(case.ticket_context), case.log_excerpt) if part)
        return Classification(
            summary=summary,
            domain=await self.domain_of(words),
            urgency=urgency_of(words),
            engine="playbook",
            symptoms=symptoms_of(case.text, case.log_excerpt),
        )

    async def domain_of(self, text: str) -> Domain:
        """The domain of the nearest examples; `other` for what resembles none."""
        read = text[:READ_CHARS]
        vector = (await self._embedder.embed([read], max_tokens=READ_TOKENS))[0]
        examples = await self._load()
        prior = keyword_prior(read)
        if not prior.any() and examples.best(vector) < UNRELATED:
            return "other"
        return DOMAINS[int(np.argmax(examples.scores(vector) + PRIOR_WEIGHT * prior))]

    async def _load(self) -> "_Examples":
        if self._examples is None:
            by_domain: dict[Domain, list[str]] = _data("examples.yaml")
            self._examples = _Examples(
                [np.asarray(await self._embedder.embed(by_domain[domain]), np.float64) for domain in DOMAINS]
            )
        return self._examples


@dataclass(frozen=True, slots=True)
class _Examples:
    """Unit vectors of each domain's sentences, in the order of `DOMAINS`."""

    by_domain: list[Floats]

    def scores(self, vector: Vectors) -> Floats:
        """How alike a text is to each domain: to its nearest sentence and to the middle of all."""
        nearest = [(vectors @ vector).max() for vectors in self.by_domain]
        middles = [vectors.mean(axis=0) for vectors in self.by_domain]
        centres = [middle / np.linalg.norm(middle) @ vector for middle in middles]
        return NEAREST_WEIGHT * np.array(nearest) + CENTRE_WEIGHT * np.array(centres)

    def best(self, vector: Vectors) -> float:
        """The cosine to the nearest sentence of all."""
        return float(max((vectors @ vector).max() for vectors in self.by_domain))


def keyword_prior(text: str) -> Floats:
    """What the words of a text say for each domain, 0-1 each, their sum under 1."""
    pattern, weights = _keywords()
    points = np.zeros(len(DOMAINS))
    for word in {match.lower() for match in pattern.findall(text)}:
        domain, weight = weights[word]
        points[domain] += weight
    return np.asarray(points / (points.sum() + PRIOR_DAMPING))


@cache
def _keywords() -> tuple[re.Pattern[str], dict[str, tuple[int, float]]]:
    by_domain: dict[Domain, dict[str, float]] = _data("keywords.yaml")
    weights = {
        word: (DOMAINS.index(domain), weight) for domain, words in by_domain.items() for word, weight in words.items()
    }
    longest_first = sorted(map(re.escape, weights), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE), weights


def _data(name: str) -> Any:
    return yaml.safe_load(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
