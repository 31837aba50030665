"""The playbook walking a matched flow."""

from dataclasses import replace
from typing import Any

from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import Action, Answer, FailedFix, Question, ResolutionSuggestion
from tests.unit.diagnosis.playbook_kit import (
    CASE,
    NO,
    SKIP,
    YES,
    answered,
    choose,
    flow,
    nearest,
    on_flow,
    play,
    propose,
)

PRINTER: dict[str, Any] = {
    "id": "root",
    "type": "decision",
    "question": "Who cannot print?",
    "help_text": "Ask for the queue's name.",
    "options": [
        {"id": "one", "label": "One user only", "next_node_id": "profile"},
        {"id": "all", "label": "Everybody at that printer", "next_node_id": "ping"},
    ],
    "children": [
        {
            "id": "ping",
            "type": "action",
            "title": "Ping the printer",
            "description": "Run: Test-NetConnection <printer> -Port 9100.\n\nExpect: TcpTestSucceeded is True.",
            "next_node_id": "pings",
        },
        {
            "id": "pings",
            "type": "decision",
            "title": "Does it answer?",
            "question": "Is port 9100 open?",
            "options": [
                {"id": "open", "label": "Yes, it is open", "next_node_id": "spooler"},
                {"id": "shut", "label": "No, it times out", "next_node_id": "reserve"},
            ],
        },
        {
            "id": "spooler",
            "type": "action",
            "title": "Empty the queue",
            "description": "Stop the spooler, empty PRINTERS, start it.",
            "next_node_id": "stuck",
        },
        {
            "id": "stuck",
            "type": "solution",
            "title": "Remove the stuck job",
            "description": "Cause: a damaged job held up the queue. Fix: empty the spool folder. Confirm: it prints.",
        },
        {"id": "reserve", "type": "action", "title": "Reserve its address", "description": "Make a reservation."},
        {"id": "profile", "type": "solution", "title": "New profile", "description": "Rebuild the user's profile."},
    ],
}
ALL, OPEN = choose("Everybody at that printer"), choose("Yes, it is open")


def test_given_a_matched_flow_when_it_begins_then_its_root_is_asked_with_a_reason() -> None:
    step = propose(on_flow(PRINTER))
    assert isinstance(step, Question)
    assert step.text == "Who cannot print?"
    assert [option.label for option in step.options] == ["One user only", "Everybody at that printer"]
    assert step.why is not None
    assert "Ping the printer" in step.why
    assert "Ask for the queue's name." in step.why
    assert (step.node_id, step.confidence) == ("root", 0.9)


def test_given_an_action_node_when_it_is_reached_then_its_expectation_stands_apart() -> None:
    case, _ = play(on_flow(PRINTER), ALL)
    step = propose(case)
    assert isinstance(step, Action)
    assert step.text == "Ping the printer: Run: Test-NetConnection <printer> -Port 9100."
    assert step.expected_outcome == "TcpTestSucceeded is True."
    assert step.kind == "verification"
    assert step.why == "You found “Everybody at that printer”. It prepares what comes next: Does it answer?"


def test_given_a_solution_node_when_it_is_reached_then_it_is_suggested_with_cause_and_fix() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, OPEN, YES)
    step = propose(case)
    assert isinstance(step, ResolutionSuggestion)
    assert step.resolution_summary == "Caused by: a damaged job held up the queue. Fixed by: empty the spool folder."
    assert step.follow_up_recommendations == ("Confirm: it prints.",)
    assert step.confidence is not None
    assert step.confidence >= 0.9


def test_given_an_action_that_ends_the_flow_when_it_worked_then_that_is_the_suggestion() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, choose("No, it times out"), YES)
    step = propose(case)
    assert isinstance(step, ResolutionSuggestion)
    assert step.resolution_summary == "Caused by: No, it times out. Fixed by: Make a reservation."


def test_given_a_decision_when_free_text_means_an_option_then_that_branch_is_walked() -> None:
    case, _ = play(on_flow(PRINTER), Answer(free_text="It's everybody who uses that printer"))
    assert propose(case).node_id == "ping"


def test_given_a_yes_or_no_when_free_text_denies_then_the_denying_branch_is_walked() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, Answer(free_text="No, the port times out"))
    assert propose(case).node_id == "reserve"


def test_given_a_decision_when_free_text_means_none_then_it_is_clarified_once_and_then_goes_on() -> None:
    odd = Answer(free_text="The toner smells of lemon")
    case, _ = play(on_flow(PRINTER), odd)
    again = propose(case)
    assert isinstance(again, Question)
    assert again.node_id == "root"
    assert again.text.startswith("Which of these comes closest")
    assert propose(answered(case, again, odd)).node_id == "profile"


def test_given_a_decision_when_it_is_skipped_then_the_options_are_tried_in_order() -> None:
    case, _ = play(on_flow(PRINTER), SKIP)
    assert propose(case).node_id == "profile"


def test_given_a_decision_with_a_way_out_when_it_is_skipped_then_the_way_out_is_taken() -> None:
    tree = {**PRINTER, "options": [*PRINTER["options"], {"id": "dk", "label": "I don't know", "next_node_id": "ping"}]}
    case, _ = play(on_flow(tree), SKIP)
    assert propose(case).node_id == "ping"


def test_given_an_action_that_failed_when_a_decision_follows_then_the_flow_goes_on() -> None:
    case, _ = play(on_flow(PRINTER), ALL, NO)
    assert propose(case).node_id == "pings"


def test_given_an_action_that_failed_before_a_solution_then_the_rest_of_the_options_is_put() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, OPEN, NO)
    step = propose(case)
    assert isinstance(step, Question)
    assert step.node_id == "pings"
    assert [option.value for option in step.options] == ["shut", NONE_OF_THESE]
    assert step.text != "Is port 9100 open?"


def test_given_a_rejected_suggestion_when_no_option_fits_then_the_walk_goes_further_back() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, OPEN, YES, NO, choose("None of these fits"))
    step = propose(case)
    assert step.node_id == "root"
    case = answered(case, step, choose("One user only"))
    assert propose(case).node_id == "profile"


def test_given_a_flow_with_nothing_left_then_the_scoping_begins_and_the_flow_is_not_offered_again() -> None:
    near = nearest("Spooler", "Driver")
    case = on_flow(PRINTER, domain="printing", nearest=(*near, near[0].model_copy(update={"flow_id": flow({}).id})))
    case, _ = play(case, choose("One user only"), NO, choose("None of these fits"))
    texts = []
    for _ in range(5):
        step = propose(case)
        texts.append(step.node_id)
        case = answered(case, step, SKIP)
    assert texts == [f"scoping/{topic}" for topic in ("changed", "affected", "since", "error", "tried")]
    offer = propose(case)
    assert isinstance(offer, Question)
    assert [option.label for option in offer.options] == ["Spooler", "Driver", "None of these"]


def test_given_a_loop_with_an_exit_then_the_decision_is_put_again_after_each_new_action_only() -> None:
    tree: dict[str, Any] = {
        "id": "root",
        "type": "decision",
        "question": "Does it work now?",
        "options": [
            {"id": "y", "label": "Yes", "next_node_id": "end"},
            {"id": "n", "label": "No", "next_node_id": "a"},
        ],
        "children": [
            {"id": "a", "type": "action", "title": "Do A", "description": "Do A.", "next_node_id": "root"},
            {"id": "end", "type": "solution", "title": "It works", "description": "It works."},
        ],
    }
    case, _ = play(on_flow(tree), choose("No"), YES)
    again = propose(case)
    assert isinstance(again, Question)
    assert (again.node_id, again.text) == ("root", "Now, after “Do A”: Does it work now?")
    case = answered(case, again, choose("No"))
    last = propose(case)
    assert isinstance(last, Question)
    assert [option.label for option in last.options] == ["Yes", "None of these fits"]


def test_confidence_rises_on_the_flow_and_falls_off_it() -> None:
    def after(*answers: Answer) -> float:
        case, _ = play(replace(CASE, flow=flow(PRINTER, score=0.6)), *answers)
        return propose(case).confidence or 0.0

    assert after() == 0.6
    assert after(ALL) == 0.7
    assert after(SKIP) >= 0.9  # at a solution
    assert after(ALL, NO) < after(ALL)
    assert after(ALL, YES, OPEN, YES, NO) < 0.6


def test_given_steps_of_a_model_between_then_the_walk_goes_on_where_it_stood() -> None:
    case, _ = play(on_flow(PRINTER), ALL)
    asked = Question(text="Something of the model's own?", confidence=0.5)
    case = answered(case, asked, Answer(free_text="yes"))
    assert propose(case).node_id == "ping"


def test_given_an_adopted_flow_then_only_the_steps_after_it_count() -> None:
    case = replace(CASE, nearest=nearest("Printer offline"))
    for _ in range(5):
        case = answered(case, propose(case), SKIP)
    case = answered(case, propose(case), choose("Printer offline"))
    case = replace(case, flow=flow(PRINTER, score=0.3), adopted_before=case.order)
    step = propose(case)
    assert (step.node_id, step.confidence) == ("root", 0.5)


def test_given_a_reopened_case_then_it_is_asked_how_the_problem_shows_now_before_going_on() -> None:
    case, _ = play(on_flow(PRINTER), ALL, YES, OPEN, YES, YES)
    case = replace(case, failed_fixes=(FailedFix(case.order, "Emptied the queue."),))
    step = propose(case)
    assert step.why is not None
    assert "Emptied the queue." in step.why
    case = answered(case, step, choose("Just as before"))
    assert propose(case).node_id == "pings"
