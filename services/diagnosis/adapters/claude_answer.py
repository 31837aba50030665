"""What the model is asked to fill for a step, and what becomes of it.

The answer is data: texts are cleaned, shortened and freed of links, values of options are made here, and no id,
owner or status is taken from it. A script is only what was offered, a fact only what an answered step told.
"""

import re
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, model_validator

from services.diagnosis.events import Option
from services.diagnosis.known import OfferedScript
from services.diagnosis.material.learning import tells
from services.diagnosis.ports import Action, PastStep, Question, ResolutionSuggestion
from shared.llm.answers import AnswerType, Words
from shared.llm.links import without_links
from shared.llm.untrusted import shorten

TEXT_CHARS = 2000
WHY_CHARS = 600
REASONING_CHARS = 4000
LABEL_CHARS = 120
VALUE_CHARS = 40
FACT_CHARS = 500
PARAMETER_CHARS = 300
ITEM_CHARS = 400
MAX_ITEMS = 6
MOST_SURE = 0.99  # a model is never certain, least of all because a ticket told it to be

_NOT_IN_A_VALUE = re.compile(r"[^a-z0-9]+")


class OptionAnswer(AnswerType):
    """One offered answer."""

    label: Annotated[Words, Field(min_length=1)]
    value: Words = ""
    followup_hint: Words = ""


class FactAnswer(AnswerType):
    """What a step of the history told."""

    step: int
    text: Words


class ParameterAnswer(AnswerType):
    """What is known of a script's parameter."""

    key: Words
    value: Words


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
    script: Words = ""
    script_parameters: list[ParameterAnswer] = Field(default_factory=list)
    resolution_summary: Words = ""
    follow_up_recommendations: list[Words] = Field(default_factory=list)
    facts: list[FactAnswer] = Field(default_factory=list)
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None

    @model_validator(mode="after")
    def _complete(self) -> "StepAnswer":
        if self.shape == "resolution_suggestion" and not self.resolution_summary:
            raise ValueError("a resolution_suggestion needs a resolution_summary")
        return self


def proposal_of(
    answer: StepAnswer, known_hosts: frozenset[str], offered: tuple[OfferedScript, ...] = ()
) -> Question | Action | ResolutionSuggestion:
    """The proposal that the answer makes; of links only hosts that the evidence names are left."""

    def words(text: str, limit: int) -> str:
        return shorten(without_links(text, known_hosts), limit)

    def words_or_none(text: str, limit: int) -> str | None:
        return words(text, limit) or None

    text, why = words(answer.text, TEXT_CHARS), words_or_none(answer.why, WHY_CHARS)
    reasoning = words_or_none(answer.reasoning, REASONING_CHARS)
    script = next((script for script in offered if str(script.id) == answer.script.lower()), None)
    parameters = _parameters(answer, script, known_hosts) if script else None
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
                kind="script_generation" if script else answer.kind,
                template_id=script.id if script else None,
                pre_filled_params=parameters,
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
                template_id=script.id if script else None,
                pre_filled_params=parameters,
                why=why,
                reasoning=reasoning,
                confidence=confidence,
            )


def wordings_of(answer: StepAnswer, steps: tuple[PastStep, ...], known_hosts: frozenset[str]) -> dict[UUID, str]:
    """What the answer says that steps told; of steps that told nothing new it may say nothing."""
    telling = {step.order + 1: step.step_id for step in steps if tells(step)}
    told = {fact.step: shorten(without_links(fact.text, known_hosts), FACT_CHARS) for fact in answer.facts}
    return {telling[number]: text for number, text in told.items() if number in telling and text}


def _parameters(answer: StepAnswer, script: OfferedScript, known_hosts: frozenset[str]) -> dict[str, str]:
    """Values for parameters that the script has; one that is too long or holds a link is left to the engineer."""
    given = {parameter.key: parameter.value for parameter in answer.script_parameters}
    return {
        key: value
        for key, value in given.items()
        if key in script.parameter_keys
        and 0 < len(value) <= PARAMETER_CHARS
        and value == without_links(value, known_hosts)
    }


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
