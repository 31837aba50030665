"""The case as an engine sees it, and how it is started."""

from uuid import UUID

from services.diagnosis.escalation.events import EscalationInsightGained
from services.diagnosis.events import ActionResult, FlowAdopted, SessionEvent, SessionReassigned
from services.diagnosis.incoming import CaseClassified, CaseReceived, FlowsMatched
from services.diagnosis.known import Findings
from services.diagnosis.material.events import FactRetracted, FactRevised, ScriptResultRecorded
from services.diagnosis.nearest import chosen_flow
from services.diagnosis.ports import Answer, CaseView, FailedFix
from services.diagnosis.starting import start_session
from services.diagnosis.state import Active, NotStarted
from services.diagnosis.view import case_view
from tests.unit.diagnosis.examples import (
    ABANDONED,
    ACCOUNT,
    ANNA_ID,
    BEN_ID,
    FACT,
    FIX,
    FLOW,
    HANDED_OVER,
    LATER,
    LEAD_ID,
    NEAR,
    NOW,
    OPEN,
    OTHER_FIX,
    OTHER_TEAM,
    REOPENED,
    RESOLVED,
    SCRIPT,
    SPEC,
    START,
    STEP,
    TREE,
    WORKED,
    answered,
    asked,
    briefed,
    escalation,
    fact,
    fix,
    picked_up,
    started,
    turned_out,
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
    assert view.failed_fixes == (FailedFix(1, RESOLVED.resolution_summary, "resolved"),)
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


def view_of(*history: SessionEvent) -> CaseView:
    state = SPEC.decider.fold(history)
    assert not isinstance(state, NotStarted)
    return case_view(SESSION, None, state.case, history)


def test_the_view_knows_the_facts_that_hold_in_their_latest_words_and_which_steps_have_one() -> None:
    other = UUID(int=201)
    history = (*OPEN, fact(step_id=STEP), fact(other, step_id=None), answered())
    revised = FactRevised(fact_id=other, text="Since Monday", by=ANNA_ID, at=LATER)
    retracted = FactRetracted(fact_id=FACT, by=ANNA_ID, at=LATER)
    view = view_of(*history, revised, retracted)
    assert [(known.fact_id, known.text) for known in view.facts] == [(other, "Since Monday")]
    assert view.steps[0].has_fact
    assert view.steps[0].step_id == STEP
    assert not view_of(*OPEN, answered()).steps[0].has_fact


def test_the_view_knows_fixes_with_their_outcomes_and_scripts_with_their_results() -> None:
    ran = ScriptResultRecorded(generation_id=SCRIPT, success=False, details="denied", by=ANNA_ID, at=LATER)
    newer = fix(OTHER_FIX, supersedes=FIX, title="Another")
    view = view_of(
        *WORKED, turned_out("applied_failed", "no change"), newer, turned_out("dismissed", None, OTHER_FIX), ran
    )
    assert [(known.fix_id, known.status, known.notes, known.superseded) for known in view.fixes] == [
        (FIX, "applied_failed", "no change", True),
        (OTHER_FIX, "dismissed", None, False),
    ]
    assert [(made.slug, made.succeeded, made.details) for made in view.scripts] == [
        ("restart-service", False, "denied")
    ]


def test_the_view_knows_the_way_from_engineer_to_engineer() -> None:
    gained = EscalationInsightGained(
        outcome=1, remaining_hypotheses=("the cable",), suggested_next_steps=("swap it",), steps_ruled_out=(),
        engine="playbook", usage=None, prompt_version=None, prompt_blob=None, at=LATER,
    )  # fmt: skip
    taken = picked_up(mode="fresh", additional_context="The switch is new", team_id=OTHER_TEAM)
    given = briefed(1).model_copy(update={"nearest": (NEAR.model_copy(update={"score": 0.6}),)})
    view = view_of(*OPEN, escalation(), gained, taken, given)
    [known] = view.escalations
    assert (known.by_name, known.reason, known.before_order) == ("Anna", escalation().reason, 1)
    assert known.findings == Findings(("the cable",), ("swap it",), ())
    assert (known.picked_up_by, known.fresh, known.context) == ("Ben", True, "The switch is new")
    assert known.briefing == given.content
    assert (view.user, view.team, view.order) == (BEN_ID, OTHER_TEAM, 2)
    assert [flow.score for flow in view.nearest] == [0.6]


def test_an_escalation_that_nobody_has_looked_through_or_taken_has_neither_insight_nor_briefing() -> None:
    [known] = view_of(*OPEN, escalation()).escalations
    assert (known.findings, known.picked_up_by, known.briefing, known.fresh) == (None, None, None, False)


def test_a_flow_adopted_after_a_briefing_guides_from_the_step_after_it() -> None:
    adopted = FlowAdopted(flow=FLOW, at=LATER)
    view = view_of(*OPEN, escalation(), picked_up(), briefed(1), adopted, asked(2, UUID(int=5)))
    assert view.adopted_before == 2
    assert [step.flow_id for step in view.steps] == [None, FLOW.id]


def test_a_case_that_came_back_from_outside_or_was_left_says_how_it_had_ended() -> None:
    left = (*OPEN, ABANDONED, REOPENED)
    outside = (*OPEN, escalation(), HANDED_OVER, REOPENED)
    assert view_of(*left).failed_fixes == (FailedFix(1, None, "abandoned"),)
    assert view_of(*outside).failed_fixes == (FailedFix(1, None, "handed_over"),)


HELD = (*OPEN, fix(), turned_out("applied_success", "It prints"))


def fix_seen(*events: SessionEvent) -> tuple[str, str | None]:
    state = SPEC.decider.fold(events)
    assert not isinstance(state, NotStarted)
    (seen,) = case_view(SESSION, None, state.case, events).fixes
    return seen.status, seen.notes


def test_given_a_fix_that_held_when_the_case_is_resolved_and_reopened_then_it_did_not_hold() -> None:
    assert fix_seen(*HELD, RESOLVED, REOPENED) == ("applied_failed", "the case was reopened")
    assert fix_seen(*HELD, RESOLVED) == ("applied_success", "It prints")
    assert fix_seen(*HELD, ABANDONED, REOPENED) == ("applied_success", "It prints")


def test_given_a_fix_that_held_when_its_suggestion_is_turned_down_later_then_it_did_not_hold() -> None:
    of_step = (*OPEN, fix(step_id=STEP), turned_out("applied_success"))
    no = answered(action_result=ActionResult(success=False, details="It stopped again"))
    assert fix_seen(*of_step, no) == ("applied_failed", "It stopped again")
    assert fix_seen(*of_step, answered(action_result=ActionResult(success=True))) == ("applied_success", None)
