"""Problems that come again and again and that no flow leads. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from services.flywheel.gaps.clustering import clusters
from services.flywheel.gaps.facts import Row, SessionFact
from services.flywheel.gaps.finding import Finding, KnownFlow, newest_first
from services.flywheel.gaps.labelling import Labels, labels_of
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.vocabulary import vocabulary_of
from shared.intervals import share_of

MOST_OF = 0.6
"""From which part of the sessions on a cluster is of their domain."""


def compared(facts: Iterable[SessionFact], limits: Limits) -> list[SessionFact]:
    """The sessions without a flow that are compared with each other, the newest first."""
    return newest_first([fact for fact in facts if fact.led is None])[: limits.most_sessions]


def uncovered(rows: Sequence[Row], limits: Limits, flows: Sequence[KnownFlow] = ()) -> list[Finding]:
    """A finding for each cluster of sessions that no flow led, the largest first. Words of `flows` may name it."""
    facts = compared([row.fact for row in rows], limits)
    chosen = {fact.session for fact in facts}
    found = clusters([row for row in rows if row.fact.session in chosen], limits.similarity, limits.least_sessions)
    labels = labels_of(facts, vocabulary_of(flows))
    since = facts[-1].ended_at if len(facts) == limits.most_sessions else None
    return [finding_of([row.fact for row in group], labels, since) for group in found]


def finding_of(cluster: Sequence[SessionFact], labels: Labels, since: datetime | None) -> Finding:
    """The cluster as a gap, of all the sessions without a flow that ended `since`."""
    domain = _domain(cluster)
    keywords = labels.keywords(cluster)
    return Finding(
        kind="uncovered",
        title=labels.title(cluster, keywords, domain),
        domain=domain,
        affected=newest_first(cluster),
        sessions=labels.sessions,
        details=details_of(cluster),
        keywords=keywords,
        since=since,
    )


def details_of(cluster: Sequence[SessionFact]) -> dict[str, float]:
    """Further figures of a cluster."""
    return {
        "escalated": sum(fact.escalated for fact in cluster),
        "steps": share_of(sum(fact.steps for fact in cluster), len(cluster)),
    }


def _domain(cluster: Sequence[SessionFact]) -> str | None:
    counts = Counter(fact.domain for fact in cluster)
    domain, most = min(counts.items(), key=lambda one: (-one[1], one[0]))
    return domain if most >= MOST_OF * len(cluster) else None
