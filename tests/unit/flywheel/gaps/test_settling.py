"""Which gap a finding is: the one that it was, whatever it has grown to; and what becomes of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.gaps import settling
from services.flywheel.gaps.clustering import same
from services.flywheel.gaps.commands import CoverGap, LoseGap, ObserveGap
from services.flywheel.gaps.domain import GAP, Gap, found
from services.flywheel.gaps.events import GapClosed, GapEvent, GapReopened
from services.flywheel.gaps.facts import SessionFact
from services.flywheel.gaps.finding import Finding, Place
from services.flywheel.gaps.limits import Limits
from services.flywheel.gaps.settling import Change, Cover, Seen, is_over, settle, worth_asking
from tests.unit.diagnosis.examples import ACCOUNT, NOW
from tests.unit.flywheel.gaps.examples import FLOW, FLOW_ID, LIMITS, fact

LATER = NOW + timedelta(hours=1)
CLOSED = GapClosed(reason="by_hand", by=UUID(int=5), flow_id=None, note=None, at=NOW)


def cluster(*numbers: int, **changes: Any) -> Finding:
    affected: Sequence[SessionFact] = [fact(number, **changes) for number in numbers]
    return Finding("uncovered", "Badge reader dark", "hardware", affected, 40, {})


def weak() -> Finding:
    place = Place("high_escalation", FLOW_ID)
    return Finding("high_escalation", "Many escalations", "printing", [fact(1)], 9, {}, flow=FLOW, place=place)


def told(
    *findings: Finding,
    known: dict[UUID, Gap] | None = None,
    covers: dict[frozenset[UUID], Cover] | None = None,
    limits: Limits = LIMITS,
    before: dict[UUID, Gap] | None = None,
    compared: Sequence[SessionFact] = (),
) -> list[Change]:
    """What gaps are told; `before`: as they were when the sessions were read, where that is not as they are."""
    of_flows = [one for one in findings if one.place]
    clusters = [one for one in findings if not one.place]
    known = known or {}
    seen = Seen(clusters, covers or {}, of_flows, compared, known if before is None else before)
    return settle(ACCOUNT, seen, known, limits, LATER)


def gaps(changes: Sequence[Change], *after: GapEvent) -> dict[UUID, Gap]:
    """The gaps that the changes make."""
    return {change.gap: found(GAP.fold([*GAP.decide(change.command, GAP.initial), *after])) for change in changes}


def test_given_nothing_when_found_twice_then_both_times_it_is_the_same_gap() -> None:
    assert told(cluster(*range(6)), weak()) == told(cluster(*range(6)), weak())
    assert len({change.gap for change in told(cluster(*range(6)), weak())}) == 2


def test_given_a_gap_when_its_cluster_grows_and_its_oldest_sessions_are_over_then_it_is_the_same_gap() -> None:
    known = gaps(told(cluster(*range(6))))
    for numbers in (range(9), range(3, 40), range(4)):
        changes = told(cluster(*numbers), known=known, limits=replace(LIMITS, least_sessions=2))
        assert [(change.gap, type(change.command)) for change in changes] == [(next(iter(known)), ObserveGap)]


def test_given_a_gap_when_its_cluster_falls_apart_then_one_part_is_the_gap_and_the_other_a_new_one() -> None:
    known = gaps(told(cluster(*range(12))))
    changes = told(cluster(*range(5)), cluster(*range(5, 12)), known=known)
    same = next(change for change in changes if change.gap in known)
    assert isinstance(same.command, ObserveGap)
    assert same.command.evidence.affected == 7
    assert len({change.gap for change in changes}) == 2


def test_given_a_gap_that_nothing_shows_when_settled_then_it_is_lost_and_a_closed_one_is_left_alone() -> None:
    known = gaps(told(cluster(*range(6)), weak()))
    assert {type(change.command) for change in told(known=known)} == {LoseGap}
    assert told(known=gaps(told(cluster(*range(6)), weak()), CLOSED)) == []


def test_given_a_closed_gap_when_sessions_show_it_then_only_enough_later_ones_bring_it_back() -> None:
    known = gaps(told(cluster(*range(6))), CLOSED)
    since = [fact(100 + number, ended_at=NOW + timedelta(minutes=number + 1)) for number in range(5)]
    finding = cluster(*range(6))
    assert told(replace(finding, affected=[*finding.affected, *since[:4]]), known=known) == []
    (change,) = told(replace(finding, affected=[*finding.affected, *since]), known=known)
    assert isinstance(change.command, ObserveGap)
    assert (change.gap in known, change.command.closing, change.command.evidence.affected) == (True, NOW, 5)


def test_given_a_gap_that_was_gone_when_the_same_sessions_show_it_then_it_is_back() -> None:
    gone = CLOSED.model_copy(update={"reason": "gone", "by": None})
    known = gaps(told(cluster(*range(6))), gone)
    (change,) = told(cluster(*range(6)), known=known)
    assert isinstance(change.command, ObserveGap)
    ((_, back),) = ((change.gap, GAP.decide(change.command, known[change.gap])),)
    assert [type(event).__name__ for event in back] == ["GapChanged", "GapReopened"]


def test_given_a_flow_that_would_lead_the_sessions_today_when_settled_then_only_those_from_before_are_covered() -> None:
    cover = Cover(FLOW_ID, 3, NOW)
    finding = cluster(*range(6))
    assert told(finding, covers={finding.ids: cover}) == []

    known = gaps(told(finding))
    (change,) = told(finding, known=known, covers={finding.ids: cover})
    assert change.command == CoverGap(flow_id=FLOW_ID, flow_version=3, at=LATER)

    since = [fact(100 + number, ended_at=NOW + timedelta(hours=number + 1)) for number in range(5)]
    still = replace(finding, affected=[*finding.affected, *since])
    (change,) = told(still, known=known, covers={still.ids: cover})
    assert isinstance(change.command, ObserveGap)
    assert change.command.evidence.affected == 5


def test_given_a_gap_that_was_found_since_the_sessions_were_read_when_they_do_not_show_it_then_it_is_left_alone() -> (
    None
):
    known = gaps(told(cluster(*range(6))))
    assert told(known=known, before={}) == []


def test_given_a_gap_that_a_lead_opened_when_a_flow_from_before_covers_it_then_it_stays_until_another_one_does() -> (
    None
):
    finding = cluster(*range(6))
    covered = GapClosed(reason="flow_published", by=None, flow_id=FLOW_ID, note=None, at=NOW - timedelta(hours=1))
    known = gaps(told(finding), covered, GapReopened(reason="by_hand", by=UUID(int=5), at=NOW))
    (change,) = told(finding, known=known, covers={finding.ids: Cover(FLOW_ID, 3, NOW - timedelta(hours=2))})
    assert isinstance(change.command, ObserveGap)
    assert change.command.evidence.affected == 6
    (change,) = told(finding, known=known, covers={finding.ids: Cover(FLOW_ID, 4, NOW + timedelta(minutes=1))})
    assert isinstance(change.command, CoverGap)


def test_given_a_gap_that_was_closed_when_it_is_back_then_its_evidence_is_of_the_time_since_and_nothing_else() -> None:
    since = [fact(100 + n, ended_at=NOW + timedelta(minutes=n + 1), escalated=n < 2) for n in range(5)]
    other = [fact(200 + n, ended_at=NOW + timedelta(minutes=30)) for n in range(15)]
    finding = cluster(*range(6))
    known = gaps(told(finding), CLOSED)
    (change,) = told(
        replace(finding, affected=[*finding.affected, *since]),
        known=known, compared=[*finding.affected, *since, *other],
    )  # fmt: skip
    assert isinstance(change.command, ObserveGap)
    told_of = change.command.evidence
    assert (told_of.affected, told_of.sessions, told_of.share, told_of.period_days) == (5, 20, 0.25, 1)
    assert told_of.details["escalated"] == 2


def test_given_a_fall_of_the_last_weeks_when_told_then_its_period_is_those_weeks() -> None:
    finding = replace(weak(), since=LATER - LIMITS.recent)
    (change,) = told(finding)
    assert isinstance(change.command, ObserveGap)
    assert change.command.evidence.period_days == 30


def test_given_a_closed_cluster_that_has_left_the_window_when_looked_at_then_it_is_over_and_no_other_gap_is() -> None:
    (closed,) = gaps(told(cluster(*range(6))), CLOSED).values()
    (still_open,) = gaps(told(cluster(*range(6)))).values()
    (of_a_flow,) = gaps(told(weak()), CLOSED).values()
    assert is_over(closed, set(), NOW + timedelta(days=1), {FLOW_ID})
    assert not is_over(closed, set(), NOW - timedelta(days=1), {FLOW_ID})
    assert not is_over(closed, {fact(3).session}, NOW + timedelta(days=1), {FLOW_ID})
    assert not is_over(still_open, set(), NOW + timedelta(days=1), {FLOW_ID})
    assert not is_over(of_a_flow, set(), NOW + timedelta(days=1), set())


def test_given_a_closed_gap_within_a_flow_when_the_flow_is_archived_then_it_is_over_and_an_open_one_is_not() -> None:
    (closed,) = gaps(told(weak()), CLOSED).values()
    (still_open,) = gaps(told(weak())).values()
    assert is_over(closed, {fact(1).session}, NOW - timedelta(days=1), {FLOW_ID})
    assert not is_over(still_open, {fact(1).session}, NOW - timedelta(days=1), {FLOW_ID})


def test_given_more_clusters_than_may_become_gaps_when_chosen_then_those_of_gaps_and_the_largest_others_are() -> None:
    gap, large, small = cluster(*range(5)), cluster(*range(20, 40)), cluster(*range(50, 56))
    known = gaps(told(gap), CLOSED)
    assert worth_asking([large, small, gap], known, replace(LIMITS, most_open=1)) == [large, gap]


def test_given_many_gaps_and_clusters_when_settled_then_not_each_is_compared_with_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Read(list[SessionFact]):
        """Sessions that count how often they are gone through."""

        times = 0

        def __iter__(self) -> Iterator[SessionFact]:
            self.times += 1
            return super().__iter__()

    findings = [cluster(*range(start, start + 5)) for start in range(0, 500, 5)]
    known = gaps(told(*findings), CLOSED)
    compared, pairs = Read(one for finding in findings for one in finding.affected), list[frozenset[UUID]]()

    def counted(one: frozenset[UUID], other: frozenset[UUID]) -> float:
        pairs.append(one)
        return same(one, other)

    monkeypatch.setattr(settling, "same", counted)
    told(*findings, known=known, compared=compared)
    assert len(pairs) == len(findings) == 100
    assert compared.times < 5
    assert findings[0].ids is findings[0].ids


def test_given_as_many_open_gaps_as_may_be_when_more_are_found_then_those_that_are_there_stay() -> None:
    limits = replace(LIMITS, most_open=2)
    first, second, third = cluster(*range(6)), cluster(*range(10, 16)), cluster(*range(20, 26))
    known = gaps(told(first, second, limits=limits))
    changes = told(third, second, first, known=known, limits=limits)
    assert {change.gap for change in changes} == set(known)


def test_given_two_clusters_with_one_oldest_session_when_found_one_after_the_other_then_they_are_two_gaps() -> None:
    known = gaps(told(cluster(5, *range(10, 16))), CLOSED)
    changes = told(cluster(5, 0, 1, 2, 3, 4), known=known)
    assert [change.gap in known for change in changes] == [False]
