"""Where a flow serves its sessions badly: what is surely so, and not what a handful of sessions happened to do."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.flywheel.gaps.facts import SessionFact
from services.flywheel.gaps.finding import Finding, Place, observed
from services.flywheel.gaps.weak_flows import Since, weak_flows
from shared.intervals import difference, interval
from tests.unit.diagnosis.examples import NOW
from tests.unit.flywheel.gaps.examples import FLOW, FLOW_ID, LED, LIMITS, fact, led, visit

FALL = Place("falling_success", FLOW_ID)


def found(facts: list[SessionFact], since: Since | None = None) -> list[Finding]:
    return weak_flows(facts, [FLOW], LIMITS, NOW, since or {})


def used() -> list[SessionFact]:
    """Sessions in which each answer was taken."""
    return [*led(12, visit()), *led(6, visit(option="no"), start=20), *led(6, visit(option="dark"), start=30)]


def test_given_a_flow_that_serves_well_when_looked_at_then_nothing_is_found() -> None:
    assert found(used()) == []


def test_given_an_answer_that_nobody_takes_when_enough_were_asked_then_it_is_a_mild_gap() -> None:
    facts = [*led(12, visit()), *led(8, visit(option="no"), start=20)]
    (finding,) = found(facts)
    assert (finding.place, finding.details["never_taken"]) == (Place("weak_options", FLOW_ID, "root"), 1)
    assert observed(finding, LIMITS, NOW).severity == "low"
    assert found(facts[:19]) == []


def test_given_answers_known_by_their_labels_alone_when_looked_at_then_they_count_as_taken() -> None:
    by_label = [replace(one, visits=tuple(replace(v, option="1") for v in one.visits)) for one in used()]
    assert found(by_label) == []


def test_given_ways_out_that_nobody_takes_when_looked_at_then_that_is_well() -> None:
    root = replace(FLOW.nodes["root"], options={"yes": "Yes", "none": "None of these", "else": "Something else"})
    flow = replace(FLOW, nodes={"root": root})
    assert weak_flows(led(40, visit()), [flow], LIMITS, NOW, {}) == []


def test_given_own_words_where_answers_are_offered_when_often_then_the_answers_are_weak() -> None:
    facts = [*used(), *led(20, visit(own=True), start=50)]
    (finding,) = found(facts)
    assert finding.title == "Own words instead of the answers: “does it ping” in Printer offline"
    assert (len(finding.affected), finding.sessions) == (20, 44)
    assert found([*used(), *led(8, visit(own=True), start=50)]) == []


def test_given_escalations_when_they_are_surely_many_then_the_flow_is_a_gap_and_of_another_version_it_is_not() -> None:
    bad = led(9, visit(), start=50, ended="escalated", escalated=True)
    findings = [one.kind for one in found([*used(), *bad])]
    assert "high_escalation" not in findings
    bad += led(9, visit(), start=70, ended="handed_over")
    (finding,) = [one for one in found([*used(), *bad]) if one.kind == "high_escalation"]
    assert (len(finding.affected), finding.sessions) == (18, 42)
    older = [replace(one, led=replace(LED, version=2)) for one in bad]
    assert "high_escalation" not in [one.kind for one in found([*used(), *older])]


def test_given_a_success_that_fell_when_surely_then_it_is_a_gap_and_the_interval_is_told() -> None:
    before = led(30, visit(), start=24 * 40)
    recent = [*led(10, visit()), *led(10, visit(), start=20, reopened=True)]
    (finding,) = [one for one in found([*before, *recent]) if one.kind == "falling_success"]
    assert finding.details["success_before"] == 1
    assert finding.details["success_now"] == 0.5
    assert 0 < finding.details["low"] < 0.5 < finding.details["high"]
    assert observed(finding, LIMITS, NOW).severity == "high"
    a_few = [*led(16, visit()), *led(2, visit(), start=20, ended="abandoned")]
    assert "falling_success" not in [one.kind for one in found([*before, *a_few])]


def test_given_a_node_that_is_skipped_when_often_then_it_is_named_and_not_the_flow_besides() -> None:
    facts = [*led(6, visit(), visit("reset")), *led(14, visit(skipped=True), visit("reset", skipped=True), start=20)]
    assert {one.place for one in found(facts) if one.kind == "many_skips"} == {
        Place("many_skips", FLOW_ID, "root"), Place("many_skips", FLOW_ID, "reset"),
    }  # fmt: skip


def test_given_skips_here_and_there_when_most_of_a_flow_is_skipped_then_the_flow_is_named() -> None:
    nodes = {f"n{number}": FLOW.nodes["reset"] for number in range(10)}
    flow = replace(FLOW, nodes=nodes)
    facts = [
        fact(number, led=LED, visits=(visit(f"n{number % 10}", skipped=True), visit(f"n{(number + 1) % 10}")))
        for number in range(30)
    ]
    (finding,) = weak_flows(facts, [flow], replace(LIMITS, skipped_share=0.5), NOW, {})
    assert finding.place == Place("many_skips", FLOW_ID)


def test_given_a_gap_that_was_closed_when_looked_at_then_only_later_sessions_show_it() -> None:
    facts = [*used(), *led(40, visit(own=True), start=100)]
    place = Place("weak_options", FLOW_ID, "root")
    assert found(facts, {place: NOW - timedelta(days=30)})
    assert found(facts, {place: NOW - timedelta(hours=90)}) == []


def test_given_more_sessions_than_a_flow_is_judged_by_when_looked_at_then_the_newest_are_and_their_time_is_told() -> (
    None
):
    facts = [*led(30, visit(own=True)), *led(30, visit(), start=30)]
    (finding,) = weak_flows(facts, [FLOW], replace(LIMITS, most_led_sessions=30), NOW, {})
    assert (len(finding.affected), finding.sessions) == (30, 30)
    assert observed(finding, LIMITS, NOW).evidence.period_days == 2
    (whole,) = weak_flows(facts, [FLOW], replace(LIMITS, most_led_sessions=61), NOW, {})
    assert (whole.sessions, observed(whole, LIMITS, NOW).evidence.period_days) == (60, 90)


def test_given_a_success_that_fell_when_there_are_more_sessions_then_as_many_of_before_are_compared() -> None:
    before = led(60, visit(), start=24 * 40)
    recent = led(30, visit(), reopened=True)
    limits = replace(LIMITS, most_led_sessions=25)
    (finding,) = [one for one in weak_flows([*before, *recent], [FLOW], limits, NOW, {}) if one.place == FALL]
    assert (finding.sessions, finding.details["sessions_before"]) == (25, 25)
    assert observed(finding, LIMITS, NOW).evidence.period_days == 1


def test_given_an_archived_flow_when_looked_at_then_it_is_no_gap() -> None:
    assert weak_flows(led(40, visit(own=True)), [replace(FLOW, archived=True)], LIMITS, NOW, {}) == []


@pytest.mark.parametrize(
    ("affected", "unsolved", "severity"),
    [(5, 0, "low"), (10, 4, "medium"), (5, 3, "medium"), (20, 0, "high"), (10, 5, "high"), (0, 0, "low")],
)
def test_given_affected_sessions_when_weighed_then_they_count_twice_where_half_were_not_solved(
    affected: int, unsolved: int, severity: str
) -> None:
    assert LIMITS.severity(affected, unsolved) == severity


def test_given_shares_when_their_intervals_are_taken_then_they_are_the_published_ones() -> None:
    # Newcombe 1998, method 10, example (a): 56/70 against 48/80.
    assert difference((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=1e-4)
    # Wilson, 81 of 263 (Newcombe 1998, one sample).
    assert interval(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
