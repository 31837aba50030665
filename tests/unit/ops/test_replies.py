from typing import Any

import pytest

from services.ops.replies import reply
from shared.errors import InvalidInput

OPTIONS = [{"label": "Yes, all of them", "value": "all"}, {"label": "Only mine", "value": "mine"}]


def step(kind: str = "question", free_text: bool = True, skip: bool = True) -> dict[str, Any]:
    options = OPTIONS if kind == "question" else []
    return {
        "step_id": "s",
        "content": {"type": kind},
        "options": options,
        "allow_free_text": free_text,
        "allow_skip": skip,
    }


@pytest.mark.parametrize("typed", ["2", " 2 ", "mine", "only MINE"])
def test_given_options_when_one_is_named_then_it_is_chosen(typed: str) -> None:
    assert reply(step(), typed) == {"step_id": "s", "selected_option": "mine"}


def test_given_a_question_when_answered_in_words_then_they_are_kept() -> None:
    assert reply(step(), "it began on Monday") == {"step_id": "s", "free_text_input": "it began on Monday"}


@pytest.mark.parametrize("typed", ["s", "Skip"])
def test_given_a_step_that_may_be_skipped_when_asked_then_it_is(typed: str) -> None:
    assert reply(step(), typed) == {"step_id": "s", "was_skipped": True}


@pytest.mark.parametrize("typed", ["3", "0", "", "   "])
def test_given_a_question_when_nothing_of_it_is_answered_then_it_says_what_it_takes(typed: str) -> None:
    with pytest.raises(InvalidInput):
        reply(step(), typed)


def test_given_a_question_without_free_text_when_words_come_then_it_says_what_it_takes() -> None:
    with pytest.raises(InvalidInput, match="a number"):
        reply(step(free_text=False, skip=False), "s")


@pytest.mark.parametrize(
    ("typed", "success", "details"), [("y", True, None), ("No still failing", False, "still failing")]
)
def test_given_an_action_when_its_result_is_told_then_with_what_was_seen(
    typed: str, success: bool, details: str | None
) -> None:
    assert reply(step("action"), typed)["action_result"] == {"success": success, "details": details}


def test_given_a_suggestion_when_what_is_still_wrong_is_told_then_it_is_free_text() -> None:
    answer = reply(step("resolution_suggestion", free_text=False, skip=False), "it came back")

    assert answer == {"step_id": "s", "free_text_input": "it came back"}
