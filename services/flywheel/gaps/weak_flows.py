"""Where a flow serves its sessions badly: by the sessions that it led in the version that is published. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from services.flywheel.gaps.events import Kind
from services.flywheel.gaps.facts import SessionFact, Visit
from services.flywheel.gaps.finding import Finding, KnownFlow, Place, newest_first
from services.flywheel.gaps.limits import Limits
from services.flywheel.writing.words import plain
from shared.intervals import difference, interval, share_of

_WAYS_OUT = re.compile(r"(none|something else|other|(i'm )?not sure|unsure|(i )?(don'?t|do not) know)\b", re.IGNORECASE)
"""Answers that are there for what no other one says; that nobody takes them is well."""

Since = Mapping[Place, datetime]
"""Of gaps that were closed: when. Only sessions that ended later show them again."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A node in one session, however often it was put there."""

    fact: SessionFact
    visits: Sequence[Visit]


def weak_flows(facts: Iterable[SessionFact], flows: Sequence[KnownFlow], limits: Limits, now: datetime,
               since: Since) -> list[Finding]:  # fmt: skip
    """Every finding about a published flow."""
    led: dict[UUID, list[SessionFact]] = defaultdict(list)
    for fact in facts:
        if fact.led:
            led[fact.led.id].append(fact)
    found: list[Finding] = []
    for flow in sorted(flows, key=lambda one: one.id):
        if not flow.archived and led[flow.id]:
            found += _of_flow(flow, led[flow.id], limits, now, since)
    return found


def _of_flow(
    flow: KnownFlow, led: Sequence[SessionFact], limits: Limits, now: datetime, since: Since
) -> Iterator[Finding]:
    newest, oldest = _newest(led, limits)
    present = [fact for fact in newest if fact.led and fact.led.version == flow.flow_version]
    skipped = list(_skipped_nodes(flow, present, limits, since))
    found = [
        *_escalation(flow, present, limits, since),
        *(skipped or _skipped_flow(flow, present, limits, since)),
        *_weak_options(flow, present, limits, since),
    ]
    yield from (replace(finding, since=oldest) for finding in found)
    yield from _falling(flow, led, limits, now, since)


def _newest(facts: Sequence[SessionFact], limits: Limits) -> tuple[list[SessionFact], datetime | None]:
    """The sessions that the flow is judged by, the newest first; and since when those are, where it has more."""
    newest = newest_first(facts)[: limits.most_led_sessions]
    return newest, newest[-1].ended_at if len(newest) == limits.most_led_sessions else None


def _escalation(flow: KnownFlow, facts: Sequence[SessionFact], limits: Limits, since: Since) -> Iterator[Finding]:
    place = Place("high_escalation", flow.id)
    looked_at = _after(facts, place, since)
    affected = [fact for fact in looked_at if fact.escalated or fact.ended == "handed_over"]
    low, high = interval(len(affected), len(looked_at))
    if len(looked_at) >= limits.least_visits and low >= limits.escalated_share:
        title = f"Many escalations: {flow.name}"
        yield _finding(flow, place, title, affected, len(looked_at), {"low": low, "high": high})


def _falling(
    flow: KnownFlow, led: Sequence[SessionFact], limits: Limits, now: datetime, since: Since
) -> Iterator[Finding]:
    """The last weeks against those before, whatever version led them."""
    place, border = Place("falling_success", flow.id), now - limits.recent
    before, _ = _newest([fact for fact in led if fact.ended_at < border], limits)
    latest, oldest = _newest([fact for fact in led if fact.ended_at >= border], limits)
    recent = _after(latest, place, since)
    if min(len(before), len(recent)) < limits.least_visits:
        return
    was, is_now = (sum(fact.solved for fact in part) for part in (before, recent))
    low, high = difference((was, len(before)), (is_now, len(recent)))
    fall = share_of(was, len(before)) - share_of(is_now, len(recent))
    if low > 0 and fall >= limits.fall:
        details = {
            "success_before": share_of(was, len(before)), "success_now": share_of(is_now, len(recent)),
            "sessions_before": len(before), "low": low, "high": high,
        }  # fmt: skip
        affected = [fact for fact in recent if not fact.solved]
        found = _finding(flow, place, f"Succeeds less than before: {flow.name}", affected, len(recent), details)
        yield replace(found, since=oldest or border)


def _skipped_nodes(flow: KnownFlow, facts: Sequence[SessionFact], limits: Limits, since: Since) -> Iterator[Finding]:
    for node, asked in _by_node(flow, facts):
        place = Place("many_skips", flow.id, node)
        looked_at = [one for one in asked if _is_after(one.fact, place, since)]
        affected = [one.fact for one in looked_at if any(visit.skipped for visit in one.visits)]
        low, high = interval(len(affected), len(looked_at))
        if len(looked_at) >= limits.least_visits and low >= limits.skipped_share:
            title = f"Often skipped: {_named(flow, node)}"
            yield _finding(flow, place, title, affected, len(looked_at), {"low": low, "high": high})


def _skipped_flow(flow: KnownFlow, facts: Sequence[SessionFact], limits: Limits, since: Since) -> Iterator[Finding]:
    """Sessions in which at least half of the flow's steps were skipped."""
    place = Place("many_skips", flow.id)
    looked_at = [fact for fact in _after(facts, place, since) if fact.visits]
    affected = [fact for fact in looked_at if fact.skips * 2 >= len(fact.visits)]
    low, high = interval(len(affected), len(looked_at))
    if len(looked_at) >= limits.least_visits and low >= limits.skipped_share:
        title = f"Mostly skipped: {flow.name}"
        yield _finding(flow, place, title, affected, len(looked_at), {"low": low, "high": high})


def _weak_options(flow: KnownFlow, facts: Sequence[SessionFact], limits: Limits, since: Since) -> Iterator[Finding]:
    for node, asked in _by_node(flow, facts):
        place = Place("weak_options", flow.id, node)
        if flow.nodes[node].options:
            yield from _of_options(flow, place, [one for one in asked if _is_after(one.fact, place, since)], limits)


def _of_options(flow: KnownFlow, place: Place, asked: Sequence[_Asked], limits: Limits) -> Iterator[Finding]:
    """Own words where answers were offered; or an answer that nobody takes."""
    own = [one.fact for one in asked if any(visit.own_words for visit in one.visits)]
    low, high = interval(len(own), len(asked))
    unused = _never_taken(flow, str(place.node), asked, limits)
    details = {"own_words": len(own), "never_taken": len(unused), "low": low, "high": high}
    name = _named(flow, str(place.node))
    if len(asked) >= limits.least_visits and low >= limits.own_words_share:
        yield _finding(flow, place, f"Own words instead of the answers: {name}", own, len(asked), details)
    elif unused:
        title, everybody = f"Answers that nobody takes: {name}", [one.fact for one in asked]
        yield _finding(flow, place, title, everybody, len(asked), details, mild=True)


def _never_taken(flow: KnownFlow, node: str, asked: Sequence[_Asked], limits: Limits) -> list[str]:
    """The offered answers that no session took, of enough sessions whose answer is known."""
    offered = flow.nodes[node].options
    ids = {plain(label): option for option, label in offered.items()}
    taken = [_taken(one.visits, offered, ids) for one in asked]
    if sum(bool(options) for options in taken) < limits.option_visits:
        return []
    used = frozenset().union(*taken)
    return sorted(option for option, label in offered.items() if option not in used and not _WAYS_OUT.match(label))


def _taken(visits: Sequence[Visit], offered: Mapping[str, str], ids: Mapping[str, str]) -> frozenset[str]:
    by_label = (ids.get(plain(visit.label or "")) for visit in visits)
    by_id = (visit.option for visit in visits if visit.option in offered)
    return frozenset(option for option in (*by_id, *by_label) if option)


def _by_node(flow: KnownFlow, facts: Sequence[SessionFact]) -> Iterator[tuple[str, list[_Asked]]]:
    """The sessions that each node of the flow was put in."""
    asked: dict[str, list[_Asked]] = defaultdict(list)
    for fact in facts:
        visits: dict[str, list[Visit]] = defaultdict(list)
        for visit in fact.visits:
            visits[visit.node].append(visit)
        for node, of_node in visits.items():
            asked[node].append(_Asked(fact, of_node))
    return ((node, asked[node]) for node in sorted(asked) if node in flow.nodes)


def _after(facts: Sequence[SessionFact], place: Place, since: Since) -> list[SessionFact]:
    return [fact for fact in facts if _is_after(fact, place, since)]


def _is_after(fact: SessionFact, place: Place, since: Since) -> bool:
    return place not in since or fact.ended_at > since[place]


def _named(flow: KnownFlow, node: str) -> str:
    return f"“{plain(flow.nodes[node].text)[:70]}” in {flow.name}"


def _finding(
    flow: KnownFlow,
    place: Place,
    title: str,
    affected: Sequence[SessionFact],
    looked_at: int,
    details: Mapping[str, float],
    *,
    mild: bool = False,
) -> Finding:
    kind: Kind = place.kind
    return Finding(kind, title, flow.domain, affected, looked_at, details, flow=flow, place=place, mild=mild)
