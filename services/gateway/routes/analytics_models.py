"""Analytics, as they are asked for and answered. Money is in US dollars, times are UTC, periods whole UTC days."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from services.gateway.analytics.asked import By, Interval
from services.gateway.analytics.figures import FigureKey, Unit
from services.gateway.analytics.intervals import Verdict

Share = Annotated[float, Field(ge=0, le=1)]


class Period(BaseModel):
    """From the first to the last day, both included."""

    since: date
    until: date


class Figure(BaseModel):
    """One number, the number of the period before, and what it means.

    `count` sessions are what it is made of; of a share, `hits` of them are what it counts. `low` and `high` hold the
    true share in 95 of 100 such periods.
    """

    key: FigureKey
    unit: Unit
    value: float | None
    count: int
    hits: int | None
    previous: float | None
    previous_count: int
    low: Share | None
    high: Share | None
    definition: str


class Summary(BaseModel):
    """The figures of a period beside those of the period before it, which is as long."""

    period: Period
    previous_period: Period
    held_days: int
    as_of: datetime
    figures: list[Figure]


class BreakdownRow(BaseModel):
    """The sessions of one kind. `share`: of all of the period; `previous`: how many there were before.

    `key` is what a drill-down takes as `value`; `none` where a session has no such thing.
    """

    key: str
    label: str
    sessions: int
    resolved: int
    escalated: int
    share: Share
    previous: int


class Breakdown(BaseModel):
    """Sessions by what tells them apart, the most first."""

    by: By
    definition: str
    rows: list[BreakdownRow]


class TrendPoint(BaseModel):
    """The sessions that began from `start` to `end`, both included; cut off where the period begins and ends."""

    start: date
    end: date
    sessions: int
    resolved: int
    escalated: int
    match_rate: Share | None
    median_steps: float | None
    median_seconds: float | None


class Trend(BaseModel):
    """The period in order of time, without a hole."""

    interval: Interval
    definition: str
    points: list[TrendPoint]


class TierRow(BaseModel):
    """How the sessions went that began in one tier. `rate` is `resolved` of `ended`, with its 95 % interval."""

    tier: str
    sessions: int
    ended: int
    resolved: int
    rate: Share | None
    low: Share | None
    high: Share | None
    median_seconds: float | None
    median_steps: float | None
    escalated: int


class TierComparison(BaseModel):
    """Rate of `first` less rate of `second`, with its 95 % interval; None and `too_few` under `least_ended` each."""

    first: Literal["guided"]
    second: Literal["discovery"]
    difference: float | None
    low: float | None
    high: float | None
    verdict: Verdict
    least_ended: int


class Tiers(BaseModel):
    """Is guided better?"""

    definition: str
    rows: list[TierRow]
    comparison: TierComparison


class PushRow(BaseModel):
    """Pushes of one class; each push is in one."""

    key: Literal["first_try", "after_retries", "failed", "waiting"]
    count: int
    share: Share | None


class Pushes(BaseModel):
    """What became of the documents that were to go into tickets."""

    definition: str
    rows: list[PushRow]


class ProposalRow(BaseModel):
    """Proposals of one outcome; `sessions`: the first session of each, where it was not erased."""

    key: Literal["pending", "approved", "dismissed", "rejected", "auto_reinforced"]
    count: int
    sessions: int


class CoveragePoint(BaseModel):
    """How many flows were published at the end of a stretch, or are now if it is not over; None: it has not begun.
    And how much of it they matched.
    """

    start: date
    end: date
    flows: int | None
    matched_share: Share | None


class Flywheel(BaseModel):
    """What the flywheel proposed, and what the library covers."""

    definition: str
    proposals: list[ProposalRow]
    coverage: list[CoveragePoint]


class Counted(BaseModel):
    """How many there are of one kind."""

    key: str
    count: int


class Gaps(BaseModel):
    """Knowledge gaps as they stand now, whatever the period."""

    definition: str
    open: int
    by_severity: list[Counted]
    by_kind: list[Counted]


class ModelRow(BaseModel):
    """What one model took of the period's sessions."""

    model: str
    sessions: int
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float


class Models(BaseModel):
    """Model use of the period's sessions, the dearest first."""

    definition: str
    rows: list[ModelRow]


class CountedSession(BaseModel):
    """A session behind a number. What it reads comes from the case; None where that could not be folded.

    `confidence_tier` is the tier that it began in, by which it is counted; `last_tier` that of its last step.
    `seconds_to_resolution` and `steps_to_resolution`: None where it does not count as resolved. `push_id`: the push
    that the row stands for, where pushes are asked for; then a session may come more than once.
    """

    id: UUID
    problem_summary: str | None
    problem_domain: str | None
    status: str
    confidence_tier: str | None
    last_tier: str | None
    created_at: datetime
    resolved_at: datetime | None
    step_count: int
    session_rating: int | None
    matched_flow_id: UUID | None
    matched_flow_name: str | None
    match_score: float | None
    user_id: UUID | None
    user_name: str | None
    team_id: UUID | None
    client_id: UUID | None
    counts_as_resolved: bool
    escalated: bool
    followed_flow: bool | None
    seconds_to_resolution: float | None
    steps_to_resolution: int | None
    cost_usd: float
    push_id: str | None


class Sessions(BaseModel):
    """A page of the sessions behind a number, the newest first. `total`: exactly as many as the number says."""

    total: int
    sessions: list[CountedSession]


class AnalyticsStatus(BaseModel):
    """How far analytics are. `done`: of the rebuild that runs, None where none does. `as_of`: what they include."""

    rebuilding: bool
    done: Share | None
    as_of: datetime
