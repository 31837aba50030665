"""The decider of a case's match: thresholds and once only."""

from uuid import UUID

import pytest

from services.matching.commands import RecordMatch
from services.matching.domain import MATCH
from services.matching.events import Candidate, Decision, FlowsMatched, MatchedFlow, Thresholds, Weights
from shared.testing.decider_spec import DeciderSpec
from tests.unit.matching.examples import content

SPEC = DeciderSpec(MATCH)
FLOW_ID = UUID("018f0000-0000-7000-8000-0000000000f1")
FOUND = MatchedFlow(id=FLOW_ID, name="Printer offline", version=1, tree=content().tree_structure)


def _command(score: float) -> RecordMatch:
    candidate = Candidate(
        flow_id=FLOW_ID, flow_version=1, name=FOUND.name, domain="printing", similarity=0.5, semantic=1.0, keyword=1.0,
        recency=0.0, composite=0.8, score=score, words=("printer",), exact=(),
    )  # fmt: skip
    return RecordMatch(
        candidates=(candidate,), best=FOUND, thresholds=Thresholds(), weights=Weights(), embedder="m", calibration="m/1"
    )


def _matched(command: RecordMatch, decision: Decision, flow: MatchedFlow | None) -> FlowsMatched:
    trace = {name: getattr(command, name) for name in RecordMatch.model_fields if name != "best"}
    return FlowsMatched(decision=decision, flow=flow, score=command.candidates[0].score, **trace)


@pytest.mark.parametrize(
    ("score", "decision", "flow"),
    [(0.49, "none", None), (0.5, "guide", FOUND), (0.79, "guide", FOUND), (0.8, "guided", FOUND)],
)
def test_given_a_score_when_recorded_then_the_thresholds_decide(
    score: float, decision: Decision, flow: MatchedFlow | None
) -> None:
    command = _command(score)
    SPEC.given().when(command).then(_matched(command, decision, flow))


def test_given_a_library_without_candidates_when_recorded_then_nothing_fits() -> None:
    empty = _command(0.9).model_copy(update={"candidates": (), "best": None})
    outcome = SPEC.given().when(empty)
    assert [(event.decision, event.score, event.flow) for event in outcome.events] == [("none", None, None)]


def test_given_a_recorded_match_when_it_comes_again_then_nothing_happens() -> None:
    SPEC.given(_matched(_command(0.9), "guided", FOUND)).when(_command(0.2)).then_nothing()
