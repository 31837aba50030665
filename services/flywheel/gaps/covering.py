"""Which flow would lead the sessions of a cluster today, asked of the flow library no more often than it takes."""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from services.flywheel.gaps.facts import problem_of
from services.flywheel.gaps.finding import EXAMPLES, Finding, KnownFlow
from services.flywheel.gaps.ports import Matches
from services.flywheel.gaps.settling import Cover
from services.flywheel.incoming import read_session
from services.flywheel.transcript import transcript_of
from shared.log import EventLog
from shared.sealing import KeyDestroyed

SETTLES_IN = timedelta(minutes=30)
"""So long after a publication the library may not find the flow by its meaning yet."""
KEPT_MEANWHILE = timedelta(minutes=10)
"""So long an answer of that time is kept: a look that failed goes on where it stopped, the next one asks anew."""

Library = frozenset[tuple[UUID, int, bool]]
"""The published flows and their versions: what an answer hangs on beside the session."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the library said of a session, and when."""

    flows: frozenset[UUID]
    at: datetime


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the library said of an account's sessions, as long as it stays the same."""

    library: Library
    answers: dict[UUID, _Answer]


@dataclass(frozen=True, slots=True)
class Covering:
    """Asks the flow library of the newest sessions of clusters; remembers its answers in this process."""

    log: EventLog
    matches: Matches
    _asked: dict[UUID, _Asked] = field(default_factory=dict)

    async def covers(
        self, account: UUID, clusters: Sequence[Finding], flows: Sequence[KnownFlow], now: datetime
    ) -> dict[frozenset[UUID], Cover]:
        """The flow of each cluster that has one, by its sessions. Raises a `Problem` where the library is away."""
        answers = self._kept(account, flows, now)
        self._asked[account] = _Asked(_library(flows), answers)  # however far this look comes
        covers: dict[frozenset[UUID], Cover] = {}
        used: set[UUID] = set()
        for finding in clusters:
            if cover := await self._cover(account, finding, flows, answers, used, now):
                covers[finding.ids] = cover
        for session in answers.keys() - used:  # as many as there are clusters, and no erased case for longer
            del answers[session]
        return covers

    async def _cover(
        self, account: UUID, finding: Finding, flows: Sequence[KnownFlow],
        answers: dict[UUID, _Answer], used: set[UUID], now: datetime,
    ) -> Cover | None:  # fmt: skip
        """The flow, published since some of the sessions, that most of the cluster's newest would be led by today."""
        oldest = min(fact.started_at for fact in finding.affected)
        later = {flow.id: flow for flow in flows if not flow.archived and flow.published_at > oldest}
        if not later:
            return None
        examples = [fact.session for fact in finding.affected[:EXAMPLES]]
        for session in examples:
            if session not in answers:
                answers[session] = _Answer(await self._matching(account, session), now)
        used.update(examples)
        return _chosen(later, [answers[session].flows for session in examples])

    def _kept(self, account: UUID, flows: Sequence[KnownFlow], now: datetime) -> dict[UUID, _Answer]:
        """The answers that still hold."""
        asked = self._asked.get(account)
        if asked is None or asked.library != _library(flows):
            return {}
        settled = max((flow.published_at + SETTLES_IN for flow in flows), default=now)
        return {
            session: answer for session, answer in asked.answers.items()
            if answer.at >= settled or now < answer.at + KEPT_MEANWHILE
        }  # fmt: skip

    async def _matching(self, account: UUID, session: UUID) -> frozenset[UUID]:
        """The flows that match the problem of a session; none where it was erased."""
        with suppress(KeyDestroyed):
            told = transcript_of(read_session(await self.log.load(f"session-{session}")))
            if told.started and (text := problem_of(told).strip()):
                return frozenset(await self.matches.matching(account, text, told.started.domain))
        return frozenset()


def _chosen(later: dict[UUID, KnownFlow], answers: Sequence[Collection[UUID]]) -> Cover | None:
    votes = Counter(flow for answer in answers for flow in answer)
    covering = [later[id_] for id_, count in votes.items() if id_ in later and count * 2 > len(answers)]
    if not covering:
        return None
    last = max(covering, key=lambda flow: (votes[flow.id], flow.published_at, str(flow.id)))
    return Cover(last.id, last.flow_version, last.published_at)


def _library(flows: Sequence[KnownFlow]) -> Library:
    return frozenset((flow.id, flow.flow_version, flow.archived) for flow in flows)
