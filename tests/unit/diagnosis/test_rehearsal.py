"""A tree is walked in the editor just as a session would be that it leads."""

import asyncio
import random
import threading
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.adapters.playbook import OneFlow, over
from services.diagnosis.domain import SESSION
from services.diagnosis.events import ActionResult, FlowGuide, StepProposed
from services.diagnosis.rehearsal import MAX_ANSWERS, MOST_AT_ONCE, GivenAnswer, Rehearsals, WalkQuery
from services.diagnosis.state import ConfirmedStep
from shared.bus.commands import Request
from shared.errors import InvalidInput, Unavailable
from shared.message import Actor
from tests.unit.diagnosis.desk import Desk
from tests.unit.matching.generated_trees import valid_tree

REHEARSALS = Rehearsals(SESSION, over)
TREE: dict[str, Any] = {
    "id": "root",
    "type": "decision",
    "question": "Is the printer reachable?",
    "options": [
        {"id": "yes", "label": "Yes, it answers", "next_node_id": "queue"},
        {"id": "no", "label": "No, it is silent", "next_node_id": "cable"},
    ],
    "children": [
        {"id": "queue", "type": "action", "description": "Empty it. Expect: it is empty.", "next_node_id": "stuck"},
        {"id": "stuck", "type": "solution", "title": "Stuck job", "description": "Cause: a job. Fix: it was removed."},
        {"id": "cable", "type": "solution", "title": "Cable", "description": "Cause: a cable. Fix: replugged."},
    ],
}
YES, DONE = GivenAnswer(selected_option="yes"), GivenAnswer(action_success=True)


def walked(*answers: GivenAnswer, tree: Mapping[str, Any] = TREE) -> dict[str, Any]:
    return dict(REHEARSALS.walk(WalkQuery(tree_structure=dict(tree), answers=answers)))


def session(tree: dict[str, Any]) -> Desk:
    """A session that the tree leads."""
    guide = FlowGuide(id=UUID(int=50), name="The flow", version=3, score=0.83, tree=tree)
    return Desk().begin(flow=guide, guided=True, max_steps=MAX_ANSWERS)


def some_answer(rng: random.Random, step: StepProposed) -> GivenAnswer:
    if step.shape == "resolution_suggestion":
        return GivenAnswer(action_success=rng.random() < 0.2)
    if rng.random() < 0.2:
        return GivenAnswer(was_skipped=True)
    if step.shape == "action":
        return GivenAnswer(action_success=rng.random() < 0.6)
    if rng.random() < 0.2:
        return GivenAnswer(free_text=rng.choice(["zebra", *(option.label for option in step.options)]))
    return GivenAnswer(selected_option=rng.choice(step.options).value)


def told(desk: Desk, answer: GivenAnswer) -> None:
    success = answer.action_success
    result = None if success is None else ActionResult(success=success)
    said = answer.model_dump(exclude={"step_id", "action_success"})
    desk.answer(**said, action_result=result)


@pytest.mark.parametrize("seed", range(40))
def test_given_any_tree_when_walked_then_the_steps_are_those_of_a_session_that_it_leads(seed: int) -> None:
    rng = random.Random(seed)
    tree = valid_tree(rng)
    desk, answers, steps = session(tree), [], []

    for _ in range(40):
        step = desk.propose()
        if over(tree).node_of(step.node_id) is None:
            break
        steps.append((step.shape, step.content.text, [(option.label, option.value) for option in step.options]))
        answers.append(some_answer(rng, step))
        told(desk, answers[-1])
        if isinstance(getattr(desk.state, "phase", None), ConfirmedStep):
            break
    else:
        pytest.fail("the session never left the tree")

    found = walked(*answers, tree=tree)
    assert found["ended"]
    assert found["refusal"] is None
    assert [
        (step["type"], step["text"], [(option["label"], option["value"]) for option in step["options"]])
        for step in found["steps"]
    ] == steps
    assert all(step["answer"] is not None for step in found["steps"])


def test_given_no_answer_when_walked_then_the_root_is_open() -> None:
    found = walked()

    assert [(step["node_id"], step["type"], step["answer"]) for step in found["steps"]] == [("root", "question", None)]
    assert not found["ended"]


def test_given_the_way_to_a_solution_when_it_is_confirmed_then_the_walk_ends_with_it() -> None:
    found = walked(YES, DONE, DONE)

    assert [step["node_id"] for step in found["steps"]] == ["root", "queue", "stuck"]
    assert found["steps"][1]["expected_outcome"] == "it is empty."
    assert (found["ended"], found["resolution"]) == (True, "Caused by: a job. Fixed by: it was removed.")


def test_given_more_answers_than_steps_when_walked_then_those_too_many_do_nothing() -> None:
    assert walked(YES, DONE, DONE, DONE) == walked(YES, DONE, DONE)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (GivenAnswer(selected_option="perhaps"), "unknown_option"),
        (GivenAnswer(action_success=True), "not_an_action"),
        (GivenAnswer(), "empty_answer"),
        (GivenAnswer(selected_option="yes", step_id="queue"), "another_step"),
    ],
)
def test_given_an_answer_that_does_not_fit_when_walked_then_it_stops_there_and_says_why(
    answer: GivenAnswer, code: str
) -> None:
    found = walked(answer, DONE)

    assert (found["refusal"]["index"], found["refusal"]["code"]) == (0, code)
    assert [(step["node_id"], step["answer"]) for step in found["steps"]] == [("root", None)]


@pytest.mark.parametrize("tree", [{}, {"id": "root"}, {"id": 7, "type": "decision"}, {"id": "root", "type": "riddle"}])
def test_given_what_is_no_tree_when_walked_then_it_is_refused(tree: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="not_walkable"):
        walked(tree=tree)


async def test_given_many_walks_at_once_when_the_places_are_taken_then_the_others_are_told_to_come_again() -> None:
    walking, most = [0], [0]
    began, going = threading.Event(), threading.Event()

    class Slow(Rehearsals):
        """Walks that last until they may go on."""

        def walk(self, query: WalkQuery) -> Mapping[str, Any]:
            walking[0] += 1
            most[0] = max(most[0], walking[0])
            began.set()
            going.wait(10)
            walking[0] -= 1
            return super().walk(query)

    rehearsals = Slow(SESSION, over)
    request = Request(actor=Actor(account_id=UUID(int=1)), body={"tree_structure": TREE})
    asked = [asyncio.create_task(rehearsals.walk_flow(request)) for _ in range(MOST_AT_ONCE)]
    await asyncio.to_thread(began.wait, 10)

    with pytest.raises(Unavailable, match="busy"):
        await rehearsals.walk_flow(request)

    going.set()
    assert [answer["ended"] for answer in await asyncio.gather(*asked)] == [False] * MOST_AT_ONCE
    assert most == [1]
    assert await rehearsals.walk_flow(request)


def test_given_a_walk_when_it_goes_on_and_on_then_its_tree_is_read_once() -> None:
    read: list[Mapping[str, Any]] = []

    def reading(structure: Mapping[str, Any]) -> OneFlow:
        read.append(structure)
        return over(structure)

    answers = (YES, *[GivenAnswer(was_skipped=True)] * 20)
    Rehearsals(SESSION, reading).walk(WalkQuery(tree_structure=TREE, answers=answers))

    assert len(read) == 1


def test_given_a_blank_title_when_walked_then_it_is_none() -> None:
    blank = [node | {"title": " "} if node["id"] == "cable" else node for node in TREE["children"]]
    found = walked(GivenAnswer(selected_option="no"), tree=TREE | {"children": blank})

    assert found["steps"][-1]["text"] == "Cause: a cable. Fix: replugged."
