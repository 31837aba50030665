"""A plain recount: every figure from the events alone, one session after the other, as the definitions read."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import fmean, median
from typing import Any
from uuid import UUID

from tests.integration.gateway.analytics.world import TODAY, Past, World

_COUNTED = ("calls", "input_tokens", "output_tokens")
_OF_CHECKLISTS = re.compile(r"(scoping|nearest|method|open|reopened)/.*|state|gone")


@dataclass(frozen=True)
class Query:
    """What is asked, as a client asks it."""

    since: date
    until: date
    team_id: UUID | None = None
    client_id: UUID | None = None
    domain: str | None = None
    held_days: int = 7

    @property
    def params(self) -> dict[str, str]:
        return {name: str(value) for name, value in vars(self).items() if value is not None}

    @property
    def before(self) -> "Query":
        length = self.until - self.since + timedelta(days=1)
        return Query(**{**vars(self), "since": self.since - length, "until": self.until - length})


@dataclass
class Facts:
    """What is true of one session when days without reopening are asked for."""

    past: Past
    held_days: int

    def all(self, *types: str) -> list[Any]:
        return [event for event in self.past.events if event.type in types]

    @property
    def started(self) -> datetime:
        at: datetime = self.all("case_received")[0].received_at
        return at

    @property
    def team(self) -> Any:
        return self.all("case_received")[0].team_id

    @property
    def client(self) -> Any:
        return self.all("case_received")[0].client_id

    @property
    def domain(self) -> str | None:
        return next((event.domain for event in self.all("case_classified")), None)

    @property
    def status(self) -> str:
        names = {
            "session_paused": "paused", "session_resumed": "active", "escalation_requested": "requesting_escalation",
            "escalation_picked_up": "active", "escalation_taken_back": "active", "handed_over": "escalated",
            "session_resolved": "resolved", "session_abandoned": "abandoned", "session_reopened": "active",
        }  # fmt: skip
        return next((names[event.type] for event in reversed([*self.past.events]) if event.type in names), "active")

    @property
    def tier(self) -> Any:
        first = [event.tier for event in self.all("step_proposed") if event.order == 0]
        begun = [event.tier for event in self.all("session_started")]
        return (first or begun or [None])[0]

    @property
    def ended(self) -> bool:
        return bool(self.all("session_resolved", "session_abandoned", "handed_over"))

    @property
    def escalated(self) -> bool:
        return bool(self.all("escalation_requested", "handed_over"))

    @property
    def compared(self) -> bool:
        return bool(self.all("flows_matched", "session_started"))

    @property
    def matched(self) -> bool:
        return bool(self.all("flow_adopted")) or any(event.decision != "none" for event in self.all("flows_matched"))

    @property
    def resolutions(self) -> list[tuple[Any, timedelta | None]]:
        """Each with how long it lasted; None: it stands."""
        story = self.all("session_resolved", "session_reopened", "session_abandoned", "handed_over")
        found = []
        for event, following in pairwise([*story, None]):
            if event.type == "session_resolved":
                found.append((event, following.at - event.at if following else None))
        return found

    @property
    def counted(self) -> Any:
        """The resolution that held, or None."""
        for event, lasted in self.resolutions:
            if lasted is None or lasted >= timedelta(days=self.held_days):
                return event
        return None

    @property
    def resolved(self) -> bool:
        return self.counted is not None

    @property
    def ripe(self) -> list[timedelta | None]:
        """How long those resolutions lasted whose days are over."""
        limit = timedelta(days=self.held_days)
        return [lasted for event, lasted in self.resolutions if event.at + limit <= TODAY]

    @property
    def reopened(self) -> bool:
        return any(lasted is not None and lasted < timedelta(days=self.held_days) for lasted in self.ripe)

    @property
    def seconds(self) -> float:
        took: timedelta = self.counted.at - self.started
        return took.total_seconds()

    def until_counted(self) -> list[Any]:
        events = [*self.past.streams["session"]]
        return events[: events.index(self.counted)]

    @property
    def steps(self) -> int:
        return sum(event.type == "step_proposed" for event in self.until_counted())

    @property
    def by_model(self) -> bool:
        """Whether a model made a step since the flow led."""
        events = self.past.streams["session"]
        adopted = [number for number, event in enumerate(events) if event.type == "flow_adopted"]
        since: list[Any] = events[adopted[-1] if adopted else 0 :]
        return any(event.type == "step_proposed" and event.engine != "playbook" for event in since)

    @property
    def followed(self) -> bool:
        """Up to the resolution that counts, since the flow led."""
        if not self.resolved:
            return False
        events = self.until_counted()
        adopted = [number for number, event in enumerate(events) if event.type == "flow_adopted"]
        led = any(event.decision != "none" for event in self.all("flows_matched"))
        if not led and not adopted:
            return False
        events = events[adopted[-1] :] if adopted else events
        nodes = [events[0].flow.tree, *events[0].flow.tree["children"]]
        known = [node["id"] for node in nodes]
        proposed = {event.step_id: event for event in events if event.type == "step_proposed"}
        for answer in events:
            step = proposed.get(answer.step_id) if answer.type == "step_answered" else None
            if step and step.options and answer.was_free_text:
                return False
            if step and step.node_id not in known and _OF_CHECKLISTS.fullmatch(step.node_id or ""):
                return False
        return True

    @property
    def rating(self) -> int | None:
        said = None
        for event in self.all("session_resolved", "session_rated", "session_abandoned", "handed_over"):
            said = getattr(event, "rating", None)
        return said

    @property
    def usages(self) -> list[Any]:
        return [usage for event in self.past.events if (usage := getattr(event, "usage", None))]

    @property
    def cost(self) -> Decimal:
        return sum((Decimal(usage.cost_usd) for usage in self.usages), Decimal(0))


@dataclass
class Recount:
    """Answers what the API answers, slowly."""

    world: World

    def sessions(self, query: Query, begin: bool = True) -> list[Facts]:
        found = [Facts(past, query.held_days) for past in self.world.sessions if not past.erased]
        return [
            one
            for one in found
            if (not begin or query.since <= one.started.date() <= query.until)
            and query.team_id in (None, one.team)
            and query.client_id in (None, one.client)
            and query.domain in (None, one.domain)
        ]

    def behind(self, key: str, query: Query) -> tuple[list[Facts], list[Facts] | None]:
        """The sessions of a figure, and of a share those that it counts."""
        everybody = self.sessions(query)
        picked: dict[str, tuple[Callable[[Facts], object], Callable[[Facts], object] | None]] = {
            "sessions": (lambda one: True, None),
            "resolved_rate": (lambda one: one.ended, lambda one: one.resolved),
            "escalation_rate": (lambda one: True, lambda one: one.escalated),
            "median_time_to_resolution": (lambda one: one.resolved, None),
            "median_steps_to_resolution": (lambda one: one.resolved, None),
            "match_rate": (lambda one: one.compared, lambda one: one.matched),
            "match_precision": (lambda one: one.matched and one.ended and not one.by_model, lambda one: one.followed),
            "rating": (lambda one: one.rating is not None, None),
            "reopened_rate": (lambda one: one.ripe, lambda one: one.reopened),
            "cost_per_resolved": (lambda one: True, lambda one: one.resolved),
        }
        of, hits = picked[key]
        chosen = [one for one in everybody if of(one)]
        return chosen, [one for one in chosen if hits(one)] if hits else None

    def value(self, key: str, query: Query) -> float | None:
        chosen, hits = self.behind(key, query)
        match key:
            case "sessions":
                return len(chosen)
            case "median_time_to_resolution":
                return median(one.seconds for one in chosen) if chosen else None
            case "median_steps_to_resolution":
                return median(one.steps for one in chosen) if chosen else None
            case "rating":
                return fmean(one.rating or 0 for one in chosen) if chosen else None
            case "cost_per_resolved":
                return float(sum((one.cost for one in chosen), Decimal(0)) / len(hits)) if hits else None
            case _:
                return len(hits or []) / len(chosen) if chosen else None

    def rows(self, by: str, query: Query) -> dict[str, dict[str, int]]:
        now, before = self.sessions(query), self.sessions(query.before)
        keys = {str(getattr(one, by) or "none") for one in now + before}

        def of(key: str, sessions: Iterable[Facts]) -> list[Facts]:
            return [one for one in sessions if str(getattr(one, by) or "none") == key]

        return {
            key: {
                "sessions": len(of(key, now)),
                "resolved": sum(one.resolved for one in of(key, now)),
                "escalated": sum(one.escalated for one in of(key, now)),
                "previous": len(of(key, before)),
            }
            for key in keys
        }

    def pushes(self, query: Query) -> Counter[str]:
        found: Counter[str] = Counter()
        for facts in self.sessions(query, begin=False):
            for events in facts.past.pushes.values():
                asked: Any = events[0]
                if query.since <= asked.at.date() <= query.until:
                    found[push_class(events)] += 1
        return found

    def proposals(self, query: Query) -> tuple[Counter[str], Counter[str]]:
        """By outcome, and those of them whose session is still there."""
        known = {facts.past.session: facts for facts in (Facts(past, 7) for past in self.world.sessions)}
        counts: Counter[str] = Counter()
        there: Counter[str] = Counter()
        for proposal in (one for one in self.world.proposals if not one.forgotten):
            made: Any = proposal.events[0]
            facts = known[proposal.source]
            team, client = (None, None) if facts.past.erased else (facts.team, facts.client)
            if not query.since <= made.at.date() <= query.until or query.domain not in (None, made.problem_domain):
                continue
            if query.team_id in (None, team) and query.client_id in (None, client):
                counts[outcome(proposal.events)] += 1
                there[outcome(proposal.events)] += not facts.past.erased
        return counts, there

    def models(self, query: Query) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        for facts in self.sessions(query):
            by_model = defaultdict(list)
            for usage in facts.usages:
                by_model[usage.model].append(usage)
            for model, usages in by_model.items():
                row = found.setdefault(
                    model, {"sessions": 0, "calls": 0, "input_tokens": 0, "output_tokens": 0, "cost": 0}
                )
                row["sessions"] += 1
                row["cost"] += sum(Decimal(usage.cost_usd) for usage in usages)
                for name in _COUNTED:
                    row[name] += sum(getattr(usage, name) for usage in usages)
        return found


def push_class(events: Sequence[Any]) -> str:
    types = {event.type for event in events}
    last = [event for event in events if event.type != "push_duplicated"][-1]
    if last.type == "push_succeeded":
        return "first_try" if last.attempt == 1 and "push_retried" not in types else "after_retries"
    return "failed" if last.type == "push_abandoned" else "waiting"


def outcome(events: Sequence[Any]) -> str:
    if events[0].proposal_type == "auto_reinforced":
        return "auto_reinforced"
    names = {"proposal_made": "pending", "proposal_approved": "approved", "publication_withdrawn": "pending",
             "publication_refused": "pending", "proposal_reopened": "pending",
             "proposal_dismissed": "dismissed", "proposal_rejected": "rejected"}  # fmt: skip
    return next(names[event.type] for event in reversed(events) if event.type in names)


def stretches(since: date, until: date, interval: str) -> list[tuple[date, date]]:
    """Day by day, cut wherever another day, ISO week or month begins."""
    days = [since + timedelta(days=number) for number in range((until - since).days + 1)]

    def name(day: date) -> object:
        return day if interval == "day" else day.isocalendar()[:2] if interval == "week" else (day.year, day.month)

    groups: dict[object, list[date]] = {}
    for day in days:
        groups.setdefault(name(day), []).append(day)
    return [(group[0], group[-1]) for group in groups.values()]


def utc(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
