"""From the model's text to a value of the answer type."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from shared.llm.failures import ModelAnswerInvalid
from shared.llm.untrusted import clean

LEAK_RUN = 40  # characters of our own instructions in a row that no answer may hold
HINT_LENGTH = 1000
_FENCE = "```"


def _visible(text: str) -> str:
    return clean(text)[0].strip()


Words = Annotated[str, AfterValidator(_visible)]
"""A model's text: without hidden characters, without space around it."""


class AnswerType(BaseModel):
    """Base of the types that a model is asked to fill: closed, flat, finite numbers.

    No field may be a dict (the API's schema dialect turns it into an empty object) and none may recurse.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


Answered = TypeVar("Answered", bound=AnswerType)


def schema_of(answer_type: type[AnswerType]) -> dict[str, Any]:
    """The JSON schema of an answer."""
    return answer_type.model_json_schema()


def read_answer(text: str, answer_type: type[Answered], instructions: tuple[str, ...]) -> Answered:
    """The value that the text holds, code fences stripped first.

    Raises `ModelAnswerInvalid` if it does not fit the type or repeats our instructions.
    """
    try:
        answer = answer_type.model_validate_json(without_fence(text))
    except ValidationError as misfit:
        raise ModelAnswerInvalid(
            "model_answer_invalid", f"The answer does not fit {answer_type.__name__}.", _hint(misfit)
        ) from None  # pydantic's text quotes the answer
    if repeats(answer, instructions):
        raise ModelAnswerInvalid(
            "model_answer_leaks", "The answer repeats the instructions.", "Do not repeat your instructions."
        )
    return answer


def without_fence(text: str) -> str:
    """The text without a Markdown code fence around it; a fence that is still open counts too."""
    body = text.strip()
    if not body.startswith(_FENCE):
        return body
    body = body.partition("\n")[2].rstrip()
    return body.removesuffix(_FENCE).rstrip()


def repeats(answer: BaseModel, instructions: tuple[str, ...]) -> bool:
    """Whether any text of the answer shares a long run of characters with the instructions."""
    known = _runs(instructions)
    return any(
        text[at : at + LEAK_RUN] in known
        for text in map(_plain, _texts(answer.model_dump()))
        for at in range(len(text) - LEAK_RUN + 1)
    )


def _hint(misfit: ValidationError) -> str:
    errors = misfit.errors(include_input=False, include_url=False, include_context=False)
    hints = (f"{'.'.join(map(str, error['loc'])) or 'answer'}: {error['msg']}" for error in errors[:8])
    return "; ".join(hints)[:HINT_LENGTH]


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from _texts(item)
        case list() | tuple():
            for item in value:
                yield from _texts(item)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


@lru_cache(maxsize=16)
def _runs(instructions: tuple[str, ...]) -> frozenset[str]:
    plain = (_plain(text) for text in instructions)
    return frozenset(text[at : at + LEAK_RUN] for text in plain for at in range(len(text) - LEAK_RUN + 1))
