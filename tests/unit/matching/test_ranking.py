"""Order of candidates, calibration, the bounded keyword arm."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.matching.bm25 import Lengths, ceiling, weigh
from services.matching.calibration import Calibration, Outcome, refit
from services.matching.events import Weights
from services.matching.ranking import Hit, rank

NOW = datetime(2026, 3, 1, tzinfo=UTC)
CURVE = Calibration("test/1", slope=15.0, reach=8.0, intercept=-5.0, crowding=0.3)


def _hit(number: int, similarity: float, coverage: float, domain: str = "email", last: datetime | None = None) -> Hit:
    return Hit(UUID(int=number), 1, f"flow {number}", domain, similarity, coverage, last)


def _order(*hits: Hit, domain: str | None = None) -> list[int]:
    ranked = rank(hits, Weights(), CURVE, len(hits), domain, NOW)
    return [candidate.flow_id.int for candidate in ranked]


def test_given_meaning_and_words_when_ranked_then_the_parts_are_weighed_against_the_best_hit() -> None:
    first, second = rank([_hit(1, 0.4, 0.4), _hit(2, 0.8, 0.2)], Weights(), CURVE, 2, None, NOW)
    assert (first.flow_id.int, first.semantic, first.keyword) == (2, 1.0, 0.5)
    assert second.composite == 0.5 * 0.5 + 0.3 * 1.0


def test_given_a_near_tie_when_one_led_to_a_solution_lately_then_it_comes_first() -> None:
    assert _order(_hit(1, 0.6, 5), _hit(2, 0.595, 5, last=NOW - timedelta(days=1))) == [2, 1]


def test_given_a_clear_lead_when_the_other_led_to_a_solution_lately_then_the_lead_stays() -> None:
    assert _order(_hit(1, 0.6, 5), _hit(2, 0.5, 5, last=NOW)) == [1, 2]


def test_given_agreement_of_the_domain_when_close_then_it_decides() -> None:
    assert _order(_hit(1, 0.6, 5), _hit(2, 0.58, 5, "printing"), domain="printing") == [2, 1]


def test_given_no_hits_when_ranked_then_nothing_is_found() -> None:
    assert _order() == []


@given(st.floats(-1, 1), st.floats(-1, 1), st.integers(1, 100_000))
def test_given_two_similarities_when_calibrated_then_the_greater_is_never_less_probable(
    one: float, other: float, flows: int
) -> None:
    low, high = sorted((one, other))
    assert 0 <= CURVE.probability(low, 0.1, flows) <= CURVE.probability(high, 0.1, flows) <= 1


def test_given_more_of_the_words_when_calibrated_then_it_is_more_probable() -> None:
    assert CURVE.probability(0.4, 0.1, 50) < CURVE.probability(0.4, 0.4, 50)


def test_given_a_larger_library_when_calibrated_then_the_same_similarity_says_less() -> None:
    assert CURVE.probability(0.5, 0.1, 5000) < CURVE.probability(0.5, 0.1, 50)


def test_given_the_shipped_curve_when_asked_then_a_close_text_leads_and_a_distant_one_does_not() -> None:
    curve = Calibration.shipped("all-MiniLM-L6-v2")
    assert curve.probability(0.6, 0.3, 40) > 0.8
    assert curve.probability(0.25, 0.1, 40) < 0.5


def test_given_rejected_matches_when_refitted_then_the_curve_goes_down_and_says_so() -> None:
    moved = refit(CURVE, [Outcome(0.6, 0.1, fits=False)] * 20, flows=50)
    assert moved.probability(0.6, 0.1, 50) < CURVE.probability(0.6, 0.1, 50)
    assert moved.id == "test/1+20"


def test_given_confirmed_matches_when_refitted_then_the_curve_goes_up() -> None:
    moved = refit(CURVE, [Outcome(0.4, 0.1, fits=True)] * 20, flows=50)
    assert moved.probability(0.4, 0.1, 50) > CURVE.probability(0.4, 0.1, 50)


def test_given_one_outcome_when_refitted_then_the_curve_hardly_moves() -> None:
    moved = refit(CURVE, [Outcome(0.6, 0.1, fits=False)], flows=50)
    assert abs(moved.intercept - CURVE.intercept) < 0.3


def test_given_more_postings_than_the_budget_when_weighed_then_the_commonest_words_are_dropped() -> None:
    holders = {"spooler": 3, "printer": 400, "error": 9000}
    chosen = weigh(dict.fromkeys(holders, 1), holders, Lengths(10_000, 1e6), budget=500)
    assert list(chosen) == ["spooler", "printer"]
    assert chosen["spooler"] > chosen["printer"]


def test_given_only_common_words_when_weighed_then_the_rarest_is_still_asked() -> None:
    assert list(weigh({"error": 1}, {"error": 9000}, Lengths(10_000, 1e6), budget=10)) == ["error"]


def test_given_a_word_that_no_flow_holds_when_weighed_then_it_is_left_out() -> None:
    assert weigh({"zebra": 1}, {}, Lengths(10, 100), budget=10) == {}


def test_given_words_that_no_flow_holds_when_the_ceiling_is_taken_then_they_raise_it_and_pairs_do_not() -> None:
    lengths, holders = Lengths(10, 100), {"spooler": 2}
    known = ceiling({"spooler": 1}, holders, lengths)
    assert ceiling({"spooler": 1, "zebra": 1}, holders, lengths) > 2 * known
    assert ceiling({"spooler": 1, "+print spooler": 1}, holders, lengths) == known
