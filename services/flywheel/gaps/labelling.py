"""What a cluster of problems is called: words that its tellings share and others do not. Pure.

Only words of the vocabulary are ever in it: what several sessions say may still be a name.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from services.flywheel.gaps.facts import SessionFact
from services.flywheel.gaps.vocabulary import Vocabulary

TITLE_WORDS = 6
KEYWORDS = 10
LEAST_SHARE = 0.3
LEAST_SAYING = 2

Told = Sequence[Sequence[str]]
"""The words of each session that may be shown."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How clusters are told from the other sessions: `everywhere` counts how many of `sessions` say a word."""

    vocabulary: Vocabulary
    everywhere: Mapping[str, int]
    sessions: int

    def keywords(self, cluster: Sequence[SessionFact]) -> tuple[str, ...]:
        """The words that tell the cluster from the other sessions, the most telling first; of like ones the first."""
        told = self._told(cluster)
        here = _counted(told)
        least = max(LEAST_SAYING, LEAST_SHARE * len(cluster))
        shared = [word for word, count in here.items() if count >= least]
        places = _places(told, shared)
        weight = {word: self._weight(word, here, cluster) for word in shared}
        return tuple(sorted(shared, key=lambda word: (-weight[word], places[word], word))[:KEYWORDS])

    def title(self, cluster: Sequence[SessionFact], keywords: Sequence[str], domain: str | None) -> str:
        """The most telling words in the order in which most tellings say them."""
        wanted = keywords[:TITLE_WORDS]
        if not wanted:
            return neutral_title(domain)
        places = _places(self._told(cluster), wanted)
        title = " ".join(sorted(wanted, key=lambda word: (places[word], word)))
        return title[:1].upper() + title[1:]

    def _weight(self, word: str, here: Mapping[str, int], cluster: Sequence[SessionFact]) -> float:
        return round(here[word] / len(cluster) * log(1 + self.sessions / self.everywhere.get(word, 1)), 6)

    def _told(self, cluster: Sequence[SessionFact]) -> Told:
        return [self.vocabulary.told(fact.words) for fact in cluster]


def labels_of(facts: Sequence[SessionFact], vocabulary: Vocabulary) -> Labels:
    """The labels of clusters among these sessions."""
    return Labels(vocabulary, _counted([vocabulary.told(fact.words) for fact in facts]), len(facts))


def neutral_title(domain: str | None) -> str:
    """The title of a cluster of which nothing is told."""
    if domain in {None, "other"}:
        return "Problems that no flow covers"
    return f"Problems of {str(domain).replace('_', ' ')} that no flow covers"


def _counted(told: Told) -> Counter[str]:
    return Counter(word for words in told for word in words)


def _places(told: Told, wanted: Collection[str]) -> dict[str, float]:
    """Where the tellings say each word, 0 at their beginning: the mean over those that do."""
    found: dict[str, list[float]] = {word: [] for word in wanted}
    for words in told:
        for number, word in enumerate(words):
            if word in found:
                found[word].append(number / len(words))
    return {word: round(fsum(places) / max(1, len(places)), 9) for word, places in found.items()}
