"""Facts from answers, by rule."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.events import Option
from services.diagnosis.material.learning import learned, tells
from services.diagnosis.ports import Answer, PastStep

STEP = UUID(int=5)
ASKED = PastStep(
    order=2, shape="question", text="Who  is\naffected?", options=(Option(label="One user", value="one"),),
    node_id="scoping/affected", engine="playbook", confidence=0.3, answer=None, step_id=STEP,
)  # fmt: skip
DONE = replace(ASKED, shape="action", text="Restart the spooler", options=(), node_id="queue")


def texts(step: PastStep, wordings: dict[UUID, str] | None = None) -> list[str]:
    return [fact.text for fact in learned([step], wordings or {}, lambda: UUID(int=9))]


@pytest.mark.parametrize(
    ("step", "answer", "text"),
    [
        (ASKED, Answer("one", "One user"), "Who is affected? — One user"),
        (ASKED, Answer("one", "One user", "only\nAnna"), "Who is affected? — One user: only Anna"),
        (ASKED, Answer(free_text="the whole floor"), "Who is affected? — the whole floor"),
        (DONE, Answer(succeeded=True), "Restart the spooler — worked"),
        (DONE, Answer(succeeded=False, details="error 5"), "Restart the spooler — did not help: error 5"),
        (DONE, Answer(free_text="no rights here"), "Restart the spooler — no rights here"),
    ],
)
def test_given_an_answered_step_then_what_was_asked_and_said_is_a_fact(
    step: PastStep, answer: Answer, text: str
) -> None:
    [fact] = learned([replace(step, answer=answer)], {}, lambda: UUID(int=9))
    assert fact.text == text
    assert (fact.source_type, fact.source_summary, fact.step_id) == ("diagnostic_check", "Step 1", STEP)


def test_given_a_briefing_between_two_steps_then_the_fact_names_the_step_as_people_count() -> None:
    first = replace(ASKED, order=0, step_id=UUID(int=4), has_fact=True)
    after_the_briefing = replace(ASKED, order=2, answer=Answer(free_text="all"))

    [fact] = learned([first, after_the_briefing], {}, lambda: UUID(int=9))

    assert fact.source_summary == "Step 2"


@pytest.mark.parametrize(
    "changes",
    [
        {"answer": None},
        {"answer": Answer(was_skipped=True)},
        {"answer": Answer("one", "One user"), "has_fact": True},
        {"answer": Answer(succeeded=True), "shape": "resolution_suggestion"},
        {"answer": Answer("none-of-these", "None of these"), "node_id": "nearest/1"},
        {"answer": Answer("none-of-these", "None of these fits"), "node_id": "root"},
    ],
)
def test_given_a_step_that_tells_nothing_new_then_it_gives_no_fact(changes: dict[str, Any]) -> None:
    assert not tells(replace(ASKED, **changes))
    assert texts(replace(ASKED, **changes)) == []


def test_given_an_engine_with_words_of_its_own_then_they_are_the_fact() -> None:
    step = replace(ASKED, answer=Answer("one", "One user"))
    assert texts(step, {STEP: "Only one user is affected."}) == ["Only one user is affected."]
    assert texts(step, {UUID(int=6): "Something else."}) == ["Who is affected? — One user"]


def test_given_endless_words_then_the_fact_is_cut_on_either_side() -> None:
    [text] = texts(replace(ASKED, text="why " * 2000, answer=Answer(free_text="because " * 2000)))
    assert len(text) < 1300
    assert " — because" in text
