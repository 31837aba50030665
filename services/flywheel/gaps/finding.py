"""What detection finds. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import ceil
from uuid import UUID

from services.flywheel.gaps.commands import ObserveGap
from services.flywheel.gaps.events import Evidence, Kind
from services.flywheel.gaps.facts import SessionFact
from services.flywheel.gaps.limits import Limits
from shared.intervals import share_of

MOST_NAMED = 200
"""Affected sessions whose ids are written down: the newest."""
EXAMPLES = 5
TITLE_CHARS = 160


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a flow: what it says, and of a decision the answers by id."""

    text: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class KnownFlow:
    """A flow as it was published last. `archived`: it leads no session any more."""

    id: UUID
    name: str
    domain: str
    flow_version: int
    published_at: datetime
    archived: bool
    nodes: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class Place:
    """What a gap within a flow is about; it is the same gap as long as this is."""

    kind: Kind
    flow: UUID
    node: str | None = None


@dataclass(frozen=True)  # no slots: its ids are kept
class Finding:
    """Sessions that show a gap: `affected` of the `sessions` that were looked at.

    `place` is None for an uncovered problem, which is recognised by its sessions. `since`: only sessions that ended
    from then on were looked at, where that is not the whole window.
    """

    kind: Kind
    title: str
    domain: str | None
    affected: Sequence[SessionFact]
    sessions: int
    details: Mapping[str, float]
    keywords: tuple[str, ...] = ()
    flow: KnownFlow | None = None
    place: Place | None = None
    mild: bool = False
    since: datetime | None = None

    @cached_property
    def ids(self) -> frozenset[UUID]:
        """The sessions that show it."""
        return frozenset(fact.session for fact in self.affected)


def observed(finding: Finding, limits: Limits, now: datetime, closing: datetime | None = None) -> ObserveGap:
    """The finding as it is told to its gap. A `mild` one is never more than low."""
    affected = newest_first(finding.affected)
    unsolved = sum(not fact.solved for fact in affected)
    evidence = Evidence(
        sessions=finding.sessions,
        affected=len(affected),
        share=round(min(1.0, share_of(len(affected), finding.sessions)), 4),
        period_days=_days(finding, limits, now),
        details={"unsolved": unsolved, **{name: round(value, 4) for name, value in finding.details.items()}},
        session_ids=tuple(fact.session for fact in affected[:MOST_NAMED]),
    )
    return ObserveGap(
        kind=finding.kind,
        title=finding.title[:TITLE_CHARS],
        problem_domain=finding.domain,
        flow_id=finding.flow.id if finding.flow else None,
        flow_name=finding.flow.name if finding.flow else None,
        flow_version=finding.flow.flow_version if finding.flow else None,
        node_id=finding.place.node if finding.place else None,
        keywords=finding.keywords,
        severity="low" if finding.mild else limits.severity(len(affected), unsolved),
        evidence=evidence,
        example_session_ids=tuple(fact.session for fact in affected[:EXAMPLES]),
        closing=closing,
        at=now,
    )


def _days(finding: Finding, limits: Limits, now: datetime) -> int:
    """Over how many days the sessions were looked at, begun ones whole."""
    return limits.window.days if finding.since is None else max(1, ceil((now - finding.since) / timedelta(days=1)))


def newest_first(facts: Collection[SessionFact]) -> list[SessionFact]:
    """The facts, in an order that does not hang on the one they came in."""
    return sorted(facts, key=lambda fact: (-fact.ended_at.timestamp(), str(fact.session)))
