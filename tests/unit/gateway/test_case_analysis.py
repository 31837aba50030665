"""Whether the flywheel has looked at a case, as its document says."""

import pytest

from services.flywheel.analysis.events import AnalysisFailed, SessionAnalysed
from shared.message import Event
from tests.unit.diagnosis.examples import LATER, OPEN, REOPENED, RESOLVED
from tests.unit.gateway.case_kit import RECEIVED, folded

FAILED = AnalysisFailed(outcome=1, at=LATER)
ANALYSED = SessionAnalysed(
    outcome=1, verdict="new_flow", divergences=0, flow_id=None, proposal_id=None, merged=False, engine="playbook",
    at=LATER,
)  # fmt: skip


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), None),
        ((RESOLVED,), "pending"),
        ((RESOLVED, ANALYSED), "completed"),
        ((RESOLVED, FAILED), "failed"),
        ((RESOLVED, FAILED, ANALYSED), "completed"),
        ((RESOLVED, REOPENED), None),
        ((RESOLVED, REOPENED, FAILED), None),
    ],
)
def test_given_what_became_of_an_analysis_when_folded_then_the_case_says_so(
    events: tuple[Event, ...], status: str | None
) -> None:
    assert folded(RECEIVED, *OPEN, *events)["analysis_status"] == status
