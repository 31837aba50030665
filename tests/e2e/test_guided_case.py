"""The main job: a described problem, led by a flow to a suggestion, resolved and documented."""

from datetime import datetime

from services.gateway.routes.case_detail_models import Case
from services.gateway.routes.cases_models import CaseItem, Closed, Documentation, Responded, Started
from services.gateway.routes.step_models import Step
from tests.e2e import shapes
from tests.e2e.kit import LOCKOUT, Json, Person, ok, refused, to_suggestion


def check_step(step: Json) -> None:
    Step.model_validate(step)
    assert set(Step.model_fields) == set(step) >= shapes.STEP
    assert step["step_type"] in shapes.STEP_TYPES
    kind = step["content"]["type"]
    assert (
        set(step["content"])
        >= {
            "question": shapes.CONTENT,
            "action": shapes.ACTION_CONTENT,
            "resolution_suggestion": shapes.SUGGESTION_CONTENT,
        }[kind]
    )
    assert all(set(option) == shapes.OPTION for option in step["options"])
    assert step["step_type"] == "question" if kind == "question" else step["step_type"] != "question"


async def test_given_a_described_problem_when_it_is_worked_then_it_ends_in_documentation(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    Started.model_validate(started)
    assert set(started) >= shapes.STARTED
    assert (started["status"], started["confidence_tier"]) == ("active", "guided")
    assert started["matched_flow_name"] == "AD account keeps locking out"
    assert started["match_score"] >= 0.8
    assert started["problem_domain"] == "active_directory"
    assert started["first_step"]["step_order"] == 0
    check_step(started["first_step"])

    session = started["session_id"]
    suggestion, answers = await to_suggestion(engineer, started)
    for number, answer in enumerate(answers, start=1):
        Responded.model_validate(answer)
        assert set(answer) >= shapes.RESPONDED
        assert answer["next_step"]["step_order"] == number
        assert answer["next_step"]["confidence_tier"] == "guided"
        assert answer["next_step"]["engine"] == "playbook"
        check_step(answer["next_step"])
    assert answers[-1]["resolution_suggested"]
    assert answers[-1]["resolution_summary"] == suggestion["content"]["resolution_summary"]
    assert answers[-1]["status"] == "active"
    assert not suggestion["allow_free_text"]
    assert not suggestion["allow_skip"]
    assert suggestion["step_type"] == "action"

    closing = {
        "resolution_summary": "Her old phone still had the previous password.",
        "resolution_action": "Removed the mail profile.",
        "session_rating": 4,
        "session_feedback": "Quick.",
    }
    closed = ok(await engineer.act(session, "resolve", closing))
    Closed.model_validate(closed)
    assert set(closed) >= shapes.CLOSED
    assert (closed["status"], closed["psa_push_status"]) == ("resolved", "no_psa")
    check_documentation(closed["documentation"], started, len(answers) + 1)
    assert ok(await engineer.get(f"/ai-sessions/{session}/documentation")) == closed["documentation"]


def check_documentation(documentation: Json, started: Json, steps: int) -> None:
    Documentation.model_validate(documentation)
    assert set(documentation) == shapes.DOCUMENTATION
    assert documentation["problem_summary"] == started["problem_summary"]
    assert documentation["intake_summary"] == LOCKOUT
    assert documentation["resolution_summary"] == "Her old phone still had the previous password."
    assert documentation["escalation_reason"] is None
    assert documentation["total_steps"] == steps == len(documentation["diagnostic_steps"])
    assert documentation["duration_display"] == "0m"
    assert [step["step_number"] for step in documentation["diagnostic_steps"]] == list(range(1, steps + 1))
    assert all(set(step) == shapes.DOCUMENTED_STEP for step in documentation["diagnostic_steps"])
    first = documentation["diagnostic_steps"][0]
    assert first["engineer_response"] == started["first_step"]["options"][0]["label"]


async def test_given_a_resolved_case_when_markdown_is_asked_for_then_it_tells_the_same(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    await engineer.respond(session, started["first_step"], was_skipped=True)
    ok(await engineer.act(session, "resolve", {"resolution_summary": "She typed it wrong all along."}))
    address = f"/ai-sessions/{session}/documentation"
    answer = await engineer.get(address, headers={"accept": "text/markdown"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert "She typed it wrong all along." in answer.text
    assert started["problem_summary"] in answer.text
    assert "Skipped" in answer.text


async def test_given_a_resolved_case_when_it_is_read_then_its_names_and_figures_are_the_fixed_ones(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    await to_suggestion(engineer, started)
    running = await engineer.case(session)
    assert running["resolved_at"] is None
    ok(await engineer.act(session, "resolve", {"resolution_summary": "Removed the saved password."}))
    case = await engineer.until_case(session, lambda case: case["analysis_status"] == "completed")
    Case.model_validate(case)
    assert set(Case.model_fields) == set(case) >= shapes.DETAIL
    assert (running["analysis_status"], case["status"], case["intake_type"]) == (None, "resolved", "free_text")
    assert case["intake_content"]["text"] == LOCKOUT
    assert case["user_id"] == engineer.id
    assert case["account_id"] == engineer.profile["account_id"]
    assert case["step_count"] == len(case["steps"])
    assert case["total_input_tokens"] == case["total_output_tokens"] == 0
    assert datetime.fromisoformat(case["created_at"]) < datetime.fromisoformat(case["resolved_at"])
    for step in case["steps"]:
        check_step(step)
    [item] = [item for item in ok(await engineer.get("/ai-sessions")) if item["id"] == session]
    CaseItem.model_validate(item)
    assert set(CaseItem.model_fields) == set(item) >= shapes.ITEM


async def test_given_a_suggestion_when_it_is_confirmed_then_the_session_stays_open_for_the_engineer_to_close(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    suggestion, _ = await to_suggestion(engineer, started)
    confirmed = await engineer.respond(session, suggestion, action_result={"success": True})
    assert (confirmed["status"], confirmed["next_step"]) == ("active", None)
    assert confirmed["resolution_suggested"]


async def test_given_a_running_case_when_documentation_is_asked_for_then_a_draft_is_shown(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    draft = ok(await engineer.get(f"/ai-sessions/{started['session_id']}/documentation"))
    assert set(draft) == shapes.DOCUMENTATION
    assert draft["resolution_summary"] is None
    assert draft["duration_display"] is None


async def test_given_a_session_that_nobody_has_when_it_is_read_then_it_is_not_found(engineer: Person) -> None:
    refused(await engineer.get("/ai-sessions/01a1f781-7d99-7480-b6f4-0eb865596200"), 404, "session_not_found")
    refused(await engineer.get("/ai-sessions/nonsense"), 404)
