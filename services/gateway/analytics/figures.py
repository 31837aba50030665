"""The figures: what each is made of, how it is counted, and what it means; said once, for page, CSV and docs.

`of` picks a figure's sessions and `hits` those of them that it counts, in SQL over `chosen.CHOSEN`; a drill-down uses
the same words, so it lists as many as the figure says.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FigureKey = Literal[
    "sessions", "resolved_rate", "escalation_rate", "median_time_to_resolution", "median_steps_to_resolution",
    "match_rate", "match_precision", "rating", "reopened_rate", "cost_per_resolved",
]  # fmt: skip
Unit = Literal["count", "share", "seconds", "steps", "rating", "usd"]

PERIOD = "Counted are the sessions that began in the period; days are UTC."
RESOLVED = (
    "A session counts as resolved if a resolution of it was not undone by reopening within the chosen 1, 7 or 30 days."
    " A resolution that is younger counts as long as nobody has reopened the session, so the newest days may yet fall."
)
ENDED = "Ended is a session that was resolved, abandoned or handed over outside at least once."
TIER = (
    "The tier is that of the session's first step, before anybody knows how it ends: confidence rises towards a"
    " resolution, so the last tier would flatter guided."
)
MATCHED = (
    "Matched is a session that a flow leads: matching found it near enough at the start, as its setting was then, or"
    " the engineer chose it."
)
YOUNG = (
    "Sessions that nobody has resolved yet are not in it, so the newest days tell of the quick ones only and may yet"
    " rise."
)
TEAM = "A session is its team's in which it began, whoever is asked or takes it over later."


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `value`: its SQL aggregate where it is neither a count nor a share; `filter` picks the sessions."""

    unit: Unit
    of: str
    definition: str
    hits: str | None = None
    value: str | None = None


FIGURES: Mapping[FigureKey, Figure] = {
    "sessions": Figure("count", "true", f"Sessions. {PERIOD}"),
    "resolved_rate": Figure(
        "share", "ended", f"The share of ended sessions that count as resolved. {RESOLVED} {ENDED} {PERIOD}", "resolved"
    ),
    "escalation_rate": Figure(
        "share",
        "true",
        "The share of sessions for which another engineer was asked, or which were handed over outside, whatever came"
        f" of it. {TEAM} {PERIOD}",
        "escalated",
    ),
    "median_time_to_resolution": Figure(
        "seconds",
        "resolved",
        "The middle one of the times from the start to the resolution that held, by the clock, pauses included."
        f" {YOUNG} {RESOLVED} {PERIOD}",
        value="percentile_cont(0.5) within group (order by seconds) filter (where {filter})",
    ),
    "median_steps_to_resolution": Figure(
        "steps",
        "resolved",
        "The middle one of the numbers of steps up to the resolution that held: questions, actions and suggested"
        f" resolutions, without briefings. {YOUNG} {RESOLVED} {PERIOD}",
        value="percentile_cont(0.5) within group (order by steps_taken) filter (where {filter})",
    ),
    "match_rate": Figure(
        "share", "compared", f"The share of sessions compared with the library that are matched. {MATCHED} {PERIOD}",
        "matched",
    ),
    "match_precision": Figure(
        "share",
        "matched and ended and not by_model",
        "The share of matched sessions that ended which count as resolved and followed the flow: no own words where"
        " it offered answers, and no need of questions beyond its end. Sessions in which a model made a step since the"
        " flow led are left out: its steps name no node, so nobody can tell whether the flow was followed."
        f" {MATCHED} {RESOLVED} {ENDED} {PERIOD}",
        "followed",
    ),
    "rating": Figure(
        "rating",
        "rating is not null",
        f"The mean of the ratings from 1 to 5, of each session its present one. {PERIOD}",
        value="avg(rating) filter (where {filter})",
    ),
    "reopened_rate": Figure(
        "share",
        "ripe",
        "The share of sessions with a resolution whose chosen 1, 7 or 30 days are over that were reopened within them."
        f" Younger resolutions are left out, reopened or not: nobody knows yet whether they hold. {PERIOD}",
        "reopened",
    ),
    "cost_per_resolved": Figure(
        "usd",
        "true",
        "What models cost in all sessions, also in those that failed, divided by the number of sessions that count as"
        " resolved. Classification, steps, escalation insight and closing documents with every failed try; not what"
        f" the flywheel writes of it. In US dollars, by the price list of the day. {RESOLVED} {PERIOD}",
        "resolved",
        "sum(cost) filter (where {filter}) / 1e6 / nullif(count(*) filter (where {filter} and resolved), 0)",
    ),
}  # fmt: skip

BREAKDOWN = (
    "Sessions by their present status, first tier, domain, team or client, with how many count as resolved and how many"
    f" were escalated. {TEAM} {TIER} {RESOLVED} {PERIOD}"
)
TREND = (
    "Sessions by the day, week (from Monday) or month in which they began. Medians are of those that count as resolved."
    f" {YOUNG} {MATCHED} {RESOLVED} {PERIOD}"
)
TIERS = (
    f"How sessions ended by tier. {TIER} The rate is the resolved of the ended ones, with Wilson's 95 % interval; the"
    " difference of two rates has Newcombe's. Unless that lies wholly on one side of zero, no difference is shown."
    f" Medians are of the sessions that count as resolved. {YOUNG} {RESOLVED} {ENDED} {PERIOD}"
)
PUSHES = (
    "Closing documents by what became of their way into a ticket, each in one class: there at the first try, there"
    " after retries (by itself or by hand), given up, or still on its way. Counted are pushes first asked for in the"
    " period, of whichever session; days are UTC."
)
FLYWHEEL = (
    "Proposals made in the period by their present outcome; team and client are those of the session that each was made"
    f" of. {TEAM} Coverage: flows published at the end of each stretch, or now where it is not over, none said where it"
    " has not begun, whatever the team or client; and the share of the stretch's sessions compared with the library"
    f" that are matched. {MATCHED} Days are UTC."
)
MODELS = (
    "Calls of models for the period's sessions with every failed try, without what the flywheel writes of it; tokens in"
    " are those that no cache held. In US dollars, by the price list of the day."
)
GAPS = "Knowledge gaps that are open now, whatever the period; snoozed and closed ones are not counted."
