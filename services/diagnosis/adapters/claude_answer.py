"""What the model is asked to fill for a step, and what becomes of it.

The answer is data: texts are cleaned, shortened and freed of links, values of options are made here, and no id,
owner or status is taken from it.
"""

import re
from typing import Annotated, Literal

from pydantic import Field, model_validator

from services.diagnosis.events import Option
from services.diagnosis.ports import Action, Question, ResolutionSuggestion
from shared.llm.answers import AnswerType, Words
from shared.llm.links import without_links
from shared.llm.untrusted import shorten

TEXT_CHARS = 2000
WHY_CHARS = 600
REASONING_CHARS = 4000
LABEL_CHARS = 120
VALUE_CHARS = 40
ITEM_CHARS = 400
MAX_ITEMS = 6
MOST_SURE = 0.99  # a model is never certain, least of all because a ticket told it to be

_NOT_IN_A_VALUE = re.compile(r"[^a-z0-9]+")


class OptionAnswer(AnswerType):
    """One offered answer."""

    label: Annotated[Words, Field(min_length=1)]
    value: Words = ""
    followup_hint: Words = ""


class StepAnswer(AnswerType):
    """A step of any shape; fields of the other shapes stay empty."""

    shape: Literal["question", "action", "resolution_suggestion"]
    reasoning: Words = ""
    text: Annotated[Words, Field(min_length=1)]
    why: Words = ""
    options: Annotated[list[OptionAnswer], Field(max_length=5)] = Field(default_factory=list)
    allow_free_text: bool = True
    allow_skip: bool = True
    kind: Literal["instruction", "verification", "info_request"] = "instruction"
    expected_outcome: Words = ""
    instructions: Words = ""
    resolution_summary: Words = ""
    follow_up_recommendations: list[Words] = Field(default_factory=list)
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> "StepAnswer":
        if self.shape == "resolution_suggestion" and not self.resolution_summary:
            raise ValueError("a resolution_suggestion needs a resolution_summary")
        return self


def proposal_of(answer: StepAnswer, known_hosts: frozenset[str]) -> Question | Action | ResolutionSuggestion:
    """The proposal that the answer makes; of links only hosts that the evidence names are left."""

    def words(text: str, limit: int) -> str:
        return shorten(without_links(text, known_hosts), limit)

    def words_or_none(text: str, limit: int) -> str | None:
        return words(text, limit) or None

    text, why = words(answer.text, TEXT_CHARS), words_or_none(answer.why, WHY_CHARS)
    reasoning = words_or_none(answer.reasoning, REASONING_CHARS)
    confidence = None if answer.confidence is None else min(answer.confidence, MOST_SURE)
    match answer.shape:
        case "question":
            labelled = [
                (words(o.label, LABEL_CHARS), o.value, words_or_none(o.followup_hint, ITEM_CHARS))
                for o in answer.options
            ]
            options = _options(labelled)
            return Question(
                text=text,
                why=why,
                reasoning=reasoning,
                options=options,
                allow_free_text=answer.allow_free_text or not options,
                allow_skip=answer.allow_skip,
                confidence=confidence,
            )
        case "action":
            return Action(
                text=text,
                kind=answer.kind,
                expected_outcome=words_or_none(answer.expected_outcome, TEXT_CHARS),
                instructions=words_or_none(answer.instructions, REASONING_CHARS),
                why=why,
                reasoning=reasoning,
                confidence=confidence,
            )
        case "resolution_suggestion":
            follow_up = (words(item, ITEM_CHARS) for item in answer.follow_up_recommendations)
            return ResolutionSuggestion(
                summary=text,
                resolution_summary=words(answer.resolution_summary, TEXT_CHARS),
                follow_up_recommendations=tuple(filter(None, follow_up))[:MAX_ITEMS],
                why=why,
                reasoning=reasoning,
                confidence=confidence,
            )


def _options(labelled: list[tuple[str, str, str | None]]) -> tuple[Option, ...]:
    """One option a label, each with a value of its own."""
    options: dict[str, Option] = {}
    values: set[str] = set()
    for label, value, hint in labelled:
        if label.casefold() not in options:
            options[label.casefold()] = Option(
                label=label, value=_free_value(value or label, values), followup_hint=hint
            )
    return tuple(options.values())


def _free_value(wish: str, taken: set[str]) -> str:
    value = base = _NOT_IN_A_VALUE.sub("_", wish.lower()).strip("_")[:VALUE_CHARS] or "option"
    number = 1
    while value in taken:
        number += 1
        value = f"{base}_{number}"
    taken.add(value)
    return value
