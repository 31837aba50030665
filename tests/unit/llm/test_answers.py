import json

import pytest
from pydantic import Field

from shared.llm.answers import AnswerType, read_answer, schema_of, without_fence
from shared.llm.failures import ModelAnswerInvalid
from shared.llm.partial import PartialAnswer
from tests.unit.llm.kit import GOOD, INSTRUCTIONS, Greeting


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b ``` c"}',
        '```json\n{"a": "b ``` c"}\n```',
        ' \n```\n{"a": "b ``` c"}\n```\n ',
        '```JSON\n{"a": "b ``` c"}',
    ],
)
def test_given_a_fence_or_none_when_stripped_then_the_json_is_left(text: str) -> None:
    assert json.loads(without_fence(text)) == {"a": "b ``` c"}


@pytest.mark.parametrize(
    "text",
    ["", "hello", "[]", "null", '{"greeting": 5, "loud": false}', '{"greeting": "x"}', '{"greeting":"x","loud":NaN}'],
)
def test_given_what_does_not_fit_when_read_then_the_failure_says_what_to_mend(text: str) -> None:
    with pytest.raises(ModelAnswerInvalid) as caught:
        read_answer(text, Greeting, ())
    assert caught.value.hint


def test_given_an_unknown_field_when_read_then_the_answer_is_refused_and_its_text_is_not_in_the_failure() -> None:
    with pytest.raises(ModelAnswerInvalid) as caught:
        read_answer(json.dumps({**GOOD, "tenant": "SECRET-WORD"}), Greeting, ())
    assert "SECRET-WORD" not in f"{caught.value}{caught.value.hint}{caught.value.__cause__}"
    assert "tenant" in caught.value.hint


def test_given_hidden_characters_when_read_then_the_value_has_none() -> None:
    answer = read_answer('{"greeting": " he\\u200bl\\u0000lo ", "loud": false}', Greeting, ())
    assert answer.greeting == "hello"


def test_given_an_answer_that_repeats_the_instructions_when_read_then_it_is_refused() -> None:
    leak = f"Sure: {INSTRUCTIONS[:60].upper()}"
    with pytest.raises(ModelAnswerInvalid, match="model_answer_leaks"):
        read_answer(json.dumps({"greeting": leak, "loud": False}), Greeting, (INSTRUCTIONS,))


def test_given_an_answer_type_when_its_schema_is_made_then_objects_are_closed() -> None:
    class Bounded(AnswerType):
        amount: int = Field(ge=0, le=9)

    assert schema_of(Bounded)["additionalProperties"] is False  # the SDK translates the rest


async def test_given_text_that_streams_in_when_told_then_the_fields_so_far_come_out() -> None:
    told: list[dict[str, object]] = []

    async def tell(fields: dict[str, object]) -> None:
        told.append(fields)

    partial = PartialAnswer(tell, every=10)
    whole = '```json\n{"greeting": "good morning to you", "loud": true}\n```'
    for end in range(len(whole)):
        await partial(whole[:end])
    assert {"greeting": "good morni"} in told or any(str(f.get("greeting", "")).startswith("good m") for f in told)
    assert len(told) <= len(whole) / 10
