"""Which gap a finding is: one that is known, or a new one; and what becomes of those that nothing shows. Pure."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from uuid import UUID, uuid5

import numpy as np

from services.flywheel.gaps.clustering import same
from services.flywheel.gaps.commands import CoverGap, GapCommand, LoseGap, ObserveGap
from services.flywheel.gaps.domain import Gap
from services.flywheel.gaps.facts import SessionFact
from services.flywheel.gaps.finding import Finding, Place, observed
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.uncovered import details_of

SAME = 0.5
"""From which part of its sessions on a cluster is the one that a gap is about."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A flow that would lead the sessions of a cluster today, and since when."""

    flow_id: UUID
    flow_version: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """What detection found. `covers` are flows by the sessions of the cluster that they cover; `erased` are cases that
    may be in no evidence. `compared` are the sessions that clusters were looked for in; `before` the gaps as they were
    before the sessions were read; `retired` those that are known no more, but whose ids are taken; `archived` flows.
    """

    uncovered: Sequence[Finding]
    covers: Mapping[frozenset[UUID], Cover]
    weak: Sequence[Finding]
    compared: Sequence[SessionFact]
    before: Mapping[UUID, Gap]
    archived: Collection[UUID] = ()
    erased: Collection[UUID] = ()
    retired: Collection[UUID] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a gap is told."""

    gap: UUID
    command: GapCommand


def closings(known: Mapping[UUID, Gap]) -> dict[Place, datetime]:
    """When gaps within flows were closed."""
    return {place_of(gap): gap.counts_from for gap in known.values() if gap.counts_from and gap.found.flow_id}


def is_over(gap: Gap, sessions: Collection[UUID], start: datetime, archived: Collection[UUID]) -> bool:
    """Whether nothing can show this closed gap any more: its flow is archived; or it was closed before `start`, as its
    sessions ended, and none of them is left.
    """
    if gap.status != "closed" or gap.closed_at is None:
        return False
    if gap.found.flow_id:
        return gap.found.flow_id in archived
    return gap.closed_at < start and gap.sessions.isdisjoint(sessions)


def worth_asking(clusters: Sequence[Finding], known: Mapping[UUID, Gap], limits: Limits) -> list[Finding]:
    """The clusters that have a gap, and the largest of the others, which come first: more can be no gaps."""
    gaps = _recognised(clusters, known)
    others = [finding for finding in clusters if finding.ids not in gaps][: limits.most_open]
    chosen = {*gaps, *(finding.ids for finding in others)}
    return [finding for finding in clusters if finding.ids in chosen]


def place_of(gap: Gap) -> Place:
    """What a gap within a flow is about."""
    found = gap.found
    if found.flow_id is None:
        raise ValueError("the gap is within no flow")
    return Place(found.kind, found.flow_id, found.node_id)


def settle(account: UUID, seen: Seen, known: Mapping[UUID, Gap], limits: Limits, now: datetime) -> list[Change]:
    """What every gap is told, those first that there are. New ones only up to the most that may be open."""
    told = [*_of_flows(account, seen.weak, known, limits, now), *_of_clusters(account, seen, known, limits, now)]
    told = [_forgetting(change, known.get(change.gap), seen.erased) for change in told]
    shown = {change.gap for change in told}
    lost = [
        Change(id_, LoseGap(version=seen.before[id_].version, at=now))
        for id_, gap in known.items()
        if gap.status != "closed" and id_ not in shown and id_ in seen.before
    ]
    of_known = [change for change in told if change.gap in known]
    new = [change for change in told if change.gap not in known]
    still_open = sum(known[change.gap].status != "closed" for change in of_known)
    return [*lost, *of_known, *new[: max(0, limits.most_open - still_open)]]


def _of_flows(
    account: UUID, weak: Sequence[Finding], known: Mapping[UUID, Gap], limits: Limits, now: datetime
) -> Iterable[Change]:
    for finding in weak:
        if finding.place:
            id_ = uuid5(account, f"gap {finding.place.kind} {finding.place.flow} {finding.place.node or ''}")
            gap = known.get(id_)
            since = max((at for at in (finding.since, gap and gap.counts_from) if at), default=None)
            yield Change(id_, observed(replace(finding, since=since), limits, now, _closing(gap)))


def _of_clusters(
    account: UUID, seen: Seen, known: Mapping[UUID, Gap], limits: Limits, now: datetime
) -> Iterable[Change]:
    gaps = _recognised(seen.uncovered, known)
    taken, compared = {*known, *seen.retired}, _Times(seen.compared)
    for finding in seen.uncovered:
        id_ = gaps.get(finding.ids)
        gap = known.get(id_) if id_ else None
        cover = _cover_of(gap, seen.covers.get(finding.ids))
        left = _left(finding, compared, gap, cover)
        if len(left.affected) >= limits.least_sessions:
            id_ = id_ or _new_id(account, finding, taken)
            taken.add(id_)
            yield Change(id_, observed(left, limits, now, _closing(gap)))
        elif id_ and cover:
            covered = CoverGap(flow_id=cover.flow_id, flow_version=cover.flow_version, at=now)
            yield Change(id_, covered)


def _forgetting(change: Change, gap: Gap | None, erased: Collection[UUID]) -> Change:
    """What the gap is told, and whether a session that it was told of was erased."""
    command = change.command
    if gap is None or not isinstance(command, ObserveGap) or gap.sessions.isdisjoint(erased):
        return change
    return replace(change, command=command.model_copy(update={"forgets": True}))


def _cover_of(gap: Gap | None, cover: Cover | None) -> Cover | None:
    """The flow; none where somebody opened the gap since it was published, who knows that it does not help."""
    if gap and gap.reopened_at and cover and cover.published_at <= gap.reopened_at:
        return None
    return cover


class _Times:
    """When sessions began and ended, to count them by."""

    def __init__(self, facts: Sequence[SessionFact]) -> None:
        self._started = np.array([fact.started_at.timestamp() for fact in facts])
        self._ended = np.array([fact.ended_at.timestamp() for fact in facts])

    def count(self, started: datetime | None, ended: datetime | None) -> int:
        """How many began after `started` and ended after `ended`."""
        began, over = (at.timestamp() if at else -inf for at in (started, ended))
        return int(np.count_nonzero((self._started > began) & (self._ended > over)))


def _left(finding: Finding, compared: _Times, gap: Gap | None, cover: Cover | None) -> Finding:
    """The finding without the sessions from before a flow covered them, or from before the gap was closed."""
    started, ended = cover.published_at if cover else None, gap.counts_from if gap else None
    if started is None and ended is None:
        return finding

    def counts(fact: SessionFact) -> bool:
        return (not started or fact.started_at > started) and (not ended or fact.ended_at > ended)

    kept = [fact for fact in finding.affected if counts(fact)]
    return replace(
        finding,
        affected=kept,
        sessions=compared.count(started, ended),
        details=details_of(kept),
        since=max(at for at in (started, ended, finding.since) if at),
    )


def _recognised(findings: Sequence[Finding], known: Mapping[UUID, Gap]) -> dict[frozenset[UUID], UUID]:
    """The gap of each cluster that has one: those go together that share most sessions; each goes once."""
    uncovered = {id_: gap.sessions for id_, gap in known.items() if gap.found.kind == "uncovered"}
    gaps_of: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for id_, sessions in uncovered.items():
        for session in sessions:
            gaps_of[session].append(id_)
    pairs = [
        (shared, str(id_), number, id_)
        for number, finding in enumerate(findings)
        for id_, shared in Counter(id_ for session in finding.ids for id_ in gaps_of.get(session, ())).items()
        if same(finding.ids, uncovered[id_]) >= SAME
    ]
    found: dict[frozenset[UUID], UUID] = {}
    given: set[UUID] = set()
    for _, _, number, id_ in sorted(pairs, key=lambda pair: (-pair[0], *pair[1:3])):
        if id_ not in given and findings[number].ids not in found:
            found[findings[number].ids] = id_
            given.add(id_)
    return found


def _new_id(account: UUID, finding: Finding, taken: set[UUID]) -> UUID:
    """The id that follows from the oldest session; where another gap has that already, from the next one."""
    oldest = sorted(finding.affected, key=lambda fact: (fact.started_at, str(fact.session)))
    ids = (uuid5(account, f"gap uncovered {fact.session}") for fact in oldest)
    return next((id_ for id_ in ids if id_ not in taken), uuid5(account, f"gap uncovered {sorted(finding.ids)}"))


def _closing(gap: Gap | None) -> datetime | None:
    return gap.closed_at if gap and gap.status == "closed" else None
