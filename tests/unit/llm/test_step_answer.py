from typing import Any

import pytest
from pydantic import ValidationError

from services.diagnosis.adapters.claude_answer import FACT_CHARS, TEXT_CHARS, StepAnswer, proposal_of, wordings_of
from services.diagnosis.ports import Action, Question, ResolutionSuggestion
from tests.unit.llm.cases import SCRIPT, STEPS, rich_case

PARAMETERS = [
    {"key": "user", "value": "anna@contoso.com"},
    {"key": "password", "value": "hunter2"},
    {"key": "days", "value": "https://collector.example/x"},
]
NOBODY: frozenset[str] = frozenset()


def propose(**fields: Any) -> Question | Action | ResolutionSuggestion:
    return proposal_of(StepAnswer.model_validate({"shape": "question", "text": "Who is affected?", **fields}), NOBODY)


def question(**fields: Any) -> Question:
    proposal = propose(**fields)
    assert isinstance(proposal, Question)
    return proposal


def test_given_a_question_when_mapped_then_its_fields_are_the_proposal() -> None:
    options = [{"label": "Only one", "value": "one", "followup_hint": "the account or the device"}]
    asked = question(why="Scope first", reasoning="open", options=options, confidence=0.3)
    assert (asked.text, asked.why, asked.reasoning, asked.confidence) == (
        "Who is affected?",
        "Scope first",
        "open",
        0.3,
    )
    assert asked.options[0].model_dump() == options[0]


def test_given_an_action_when_mapped_then_it_names_no_template() -> None:
    done = propose(shape="action", text="Flush it", kind="verification", instructions="ipconfig /flushdns")
    assert isinstance(done, Action)
    assert (done.kind, done.instructions, done.template_id, done.pre_filled_params) == (
        "verification",
        "ipconfig /flushdns",
        None,
        None,
    )


def test_given_a_suggestion_when_mapped_then_empty_recommendations_are_dropped() -> None:
    end = propose(
        shape="resolution_suggestion",
        text="A stale token",
        resolution_summary="Caused by X, fixed by Y.",
        follow_up_recommendations=["", "Watch it", " "],
        confidence=0.95,
    )
    assert isinstance(end, ResolutionSuggestion)
    assert end.follow_up_recommendations == ("Watch it",)


def test_given_a_suggestion_without_a_resolution_when_validated_then_it_does_not_fit() -> None:
    with pytest.raises(ValidationError, match="resolution_summary"):
        propose(shape="resolution_suggestion")


@pytest.mark.parametrize(
    "fields",
    [
        {"options": [{"label": str(n)} for n in range(6)]},
        {"confidence": 1.2},
        {"confidence": float("nan")},
        {"shape": "close_session"},
        {"kind": "script_generation"},
        {"status": "resolved"},
        {"template_id": "0199"},
        {"text": "\u200b"},
        {"facts": [{"step": 1, "text": "x", "fact_id": "0199"}]},
        {"script_parameters": [{"key": "user"}]},
    ],
)
def test_given_what_the_contract_does_not_allow_when_validated_then_it_does_not_fit(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        propose(**fields)


def test_given_no_confidence_when_mapped_then_none_is_made_up() -> None:
    assert question().confidence is None


def test_given_full_confidence_when_mapped_then_it_is_a_little_less() -> None:
    assert question(confidence=1.0).confidence == 0.99


def test_given_equal_values_and_labels_when_mapped_then_values_are_unique_and_labels_appear_once() -> None:
    labels = [("Yes", "a"), ("No", "a"), ("yes", "b"), ("Ü", "?!"), ("Maybe", "")]
    asked = question(options=[{"label": label, "value": value} for label, value in labels])
    assert [(o.label, o.value) for o in asked.options] == [
        ("Yes", "a"),
        ("No", "a_2"),
        ("Ü", "option"),
        ("Maybe", "maybe"),
    ]


def test_given_no_options_and_no_free_text_when_mapped_then_free_text_is_allowed() -> None:
    assert question(allow_free_text=False).allow_free_text


def test_given_overlong_text_when_mapped_then_it_is_cut() -> None:
    assert len(question(text="x" * 10_000).text) == TEXT_CHARS


def test_given_markup_and_a_link_when_mapped_then_the_markup_is_text_and_the_link_is_gone() -> None:
    asked = question(text="<img src=x onerror=alert(1)> see https://collector.example/p?d=1")
    assert asked.text == "<img src=x onerror=alert(1)> see [link removed]"


def with_script(script: str, shape: str = "action") -> Action | ResolutionSuggestion:
    answer = StepAnswer.model_validate({
        "shape": shape, "text": "Reset it", "resolution_summary": "Caused by X, fixed by Y.", "script": script,
        "script_parameters": PARAMETERS, "kind": "verification",
    })  # fmt: skip
    proposal = proposal_of(answer, NOBODY, (SCRIPT,))
    assert not isinstance(proposal, Question)
    return proposal


def test_given_a_listed_script_when_mapped_then_the_action_is_done_with_it_and_only_its_own_parameters_are_taken() -> (
    None
):
    done = with_script(str(SCRIPT.id))
    assert isinstance(done, Action)
    assert (done.kind, done.template_id) == ("script_generation", SCRIPT.id)
    assert done.pre_filled_params == {"user": "anna@contoso.com"}


def test_given_a_listed_script_when_a_resolution_is_suggested_then_it_names_it() -> None:
    end = with_script(str(SCRIPT.id), "resolution_suggestion")
    assert (end.template_id, end.pre_filled_params) == (SCRIPT.id, {"user": "anna@contoso.com"})


@pytest.mark.parametrize("script", ["", "01990000-0000-7000-8000-000000000bad", "reset-profile", "PWNED"])
def test_given_a_script_that_is_not_listed_when_mapped_then_there_is_none(script: str) -> None:
    done = with_script(script)
    assert isinstance(done, Action)
    assert (done.kind, done.template_id, done.pre_filled_params) == ("verification", None, None)


def told(*facts: tuple[int, str]) -> dict[Any, str]:
    given = [{"step": step, "text": text} for step, text in facts]
    answer = StepAnswer.model_validate({"shape": "question", "text": "And?", "facts": given})
    return wordings_of(answer, rich_case().steps, NOBODY)


def test_given_facts_when_mapped_then_only_steps_that_told_something_new_have_one() -> None:
    assert told((1, "Only one user is affected."), (2, "skipped"), (4, "not answered"), (9, "no such step")) == {
        STEPS[0]: "Only one user is affected."
    }


def test_given_facts_with_links_and_endless_words_when_mapped_then_they_are_cleaned_and_cut() -> None:
    worded = told((1, "See https://collector.example/p \u202e\U000e0041 " + "x" * 5000), (3, " "))
    assert list(worded) == [STEPS[0]]
    assert worded[STEPS[0]].startswith("See [link removed]")
    assert len(worded[STEPS[0]]) <= FACT_CHARS
