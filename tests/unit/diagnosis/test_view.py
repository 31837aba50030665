"""The case as an engine sees it, and how it is started."""

from uuid import UUID

from services.diagnosis.events import ActionResult, FlowAdopted, SessionReassigned
from services.diagnosis.incoming import CaseClassified, CaseReceived, FlowsMatched
from services.diagnosis.nearest import chosen_flow
from services.diagnosis.ports import Answer, FailedFix
from services.diagnosis.starting import start_session
from services.diagnosis.state import Active
from services.diagnosis.view import case_view
from tests.unit.diagnosis.examples import (
    ACCOUNT,
    ANNA_ID,
    BEN_ID,
    FLOW,
    LATER,
    LEAD_ID,
    NEAR,
    NOW,
    REOPENED,
    RESOLVED,
    SPEC,
    START,
    TREE,
    answered,
    asked,
    started,
)

SESSION = UUID(int=77)
NEAREST = asked(
    node_id="nearest/1",
    options=(
        {"label": NEAR.name, "value": str(NEAR.flow_id)},
        {"label": "None of these", "value": "none-of-these"},
    ),
)


def test_the_view_holds_intake_history_and_the_step_asked_for() -> None:
    result = ActionResult(success=False, details="dead")
    history = (started(), asked(), answered(), asked(1, UUID(int=5)), answered(1, UUID(int=5), action_result=result))
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    view = case_view(SESSION, None, state.case, history)
    assert (view.session, view.account, view.order, view.attempt) == (SESSION, ACCOUNT, 2, 1)
    assert view.intake_text == START.intake.text
    assert [step.answer for step in view.steps] == [
        Answer("yes", "Yes"),
        Answer("yes", "Yes", succeeded=False, details="dead"),
    ]
    assert view.confidence == 0.3


def test_the_view_knows_what_did_not_hold_and_who_owns_the_case_now() -> None:
    moved = SessionReassigned(from_id=ANNA_ID, to_id=BEN_ID, to_name="Ben", to_team_id=None, by=LEAD_ID, at=NOW)
    history = (started(), asked(), RESOLVED, REOPENED, moved)
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    view = case_view(SESSION, None, state.case, history)
    assert view.failed_fixes == (FailedFix(1, RESOLVED.resolution_summary),)
    assert view.user == BEN_ID
    assert view.steps[0].answer is None


def test_an_adopted_flow_guides_from_the_step_on() -> None:
    history = (started(), asked(), answered(), FlowAdopted(flow=FLOW, at=LATER))
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    view = case_view(SESSION, None, state.case, history)
    assert (view.flow, view.adopted_before) == (FLOW, 1)


def test_a_chosen_flow_is_recognised_until_it_guides() -> None:
    history = (started(), NEAREST, answered(selected_option=str(NEAR.flow_id), selected_label=NEAR.name))
    state = SPEC.decider.fold(history)
    assert isinstance(state, Active)
    assert chosen_flow(case_view(SESSION, None, state.case, history)) == NEAR
    adopted = (*history, FlowAdopted(flow=FLOW.model_copy(update={"id": NEAR.flow_id}), at=LATER))
    assert chosen_flow(case_view(SESSION, None, state.case, adopted)) is None
    none = (*history[:2], answered(selected_option="none-of-these"))
    assert chosen_flow(case_view(SESSION, None, state.case, none)) is None


def test_a_matched_case_becomes_a_start_and_the_chosen_flow_is_not_near_itself() -> None:
    received = CaseReceived.model_validate({
        "text": START.intake.text, "log": None, "screenshots": [], "client_policy": {}, "owner_id": ANNA_ID,
        "owner_name": "Anna", "team_id": START.team_id,
    })  # fmt: skip
    classified = CaseClassified.model_validate({
        "summary": START.summary, "domain": "printing", "symptoms": START.symptoms, "urgency": "medium",
        "ticket_context": None,
    })  # fmt: skip
    candidates = [
        {"flow_id": FLOW.id, "flow_version": 3, "name": FLOW.name, "score": 0.92},
        NEAR.model_dump(),
        {"flow_id": UUID(int=52), "flow_version": 1, "name": "Far", "score": 0.01},
    ]
    flow = {"id": FLOW.id, "name": FLOW.name, "version": 3, "tree": TREE}
    for decision, expected in (("guided", FLOW), ("guide", FLOW), ("none", None)):
        matched = FlowsMatched.model_validate(
            {"decision": decision, "flow": flow, "score": 0.92, "candidates": candidates}
        )
        command = start_session(ACCOUNT, received, classified, matched, 30, NOW)
        near = command.nearest
        assert command.flow == expected
        assert command.guided == (decision == "guided")
        assert NEAR in near
        assert len(near) == (1 if expected else 2)
