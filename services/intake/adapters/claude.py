"""Classification by a language model."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from services.intake.events import Domain, Urgency, Usage
from services.intake.ports import (
    Classification,
    ClassificationFailed,
    ClassificationInput,
    ClassifierUnavailable,
    Picture,
)
from shared.errors import QuotaExceeded
from shared.llm.answers import AnswerType, Words
from shared.llm.client import Answer, Model, Task
from shared.llm.failures import ModelFailure, ModelUnavailable
from shared.llm.ledger import Work
from shared.llm.links import hosts_in, without_links
from shared.llm.nested import as_json, brief
from shared.llm.prompt import Image, Prompt, Template, Turn, version_of
from shared.llm.redaction import Redactor
from shared.llm.untrusted import Quarantine, shorten

TASK = Task("quick_action", max_tokens=512)
SUMMARY_CHARS = 120
SYMPTOM_CHARS = 160
MAX_SYMPTOMS = 6
EVIDENCE_CHARS = 12_000
DESCRIPTION_CHARS = 4_000
PART_CHARS = 1_000

_PROMPTS = Path(__file__).parents[1] / "prompts"


class ClassificationAnswer(AnswerType):
    """What the model is asked to fill."""

    summary: Annotated[Words, Field(min_length=1)]
    domain: Domain
    symptoms: list[Words] = Field(default_factory=list)
    urgency: Urgency


class ClaudeClassifier:
    """A `Classifier` that asks a model."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._instructions = Template.load(_PROMPTS, "classification_v1")
        self._frame = Template.load(_PROMPTS, "case_v1")

    async def classify(self, case: ClassificationInput) -> Classification:
        """See `Classifier.classify`."""
        work = Work(case.account, case.session, "classification", 1, case.user, case.client)
        evidence = _evidence(case)
        try:
            answer = await self._model.ask(TASK, self._prompt(evidence, case.pictures), ClassificationAnswer, work)
        except QuotaExceeded as exceeded:
            raise ClassifierUnavailable(exceeded.code) from exceeded
        except ModelUnavailable as away:
            raise ClassifierUnavailable(away.code, _usage(away)) from None
        except ModelFailure as failure:
            raise ClassificationFailed(failure.code, _usage(failure)) from None
        return _classification(answer, hosts_in(evidence.values()))

    def _prompt(self, evidence: dict[str, str], pictures: tuple[Picture, ...]) -> Prompt:
        quarantine = Quarantine()
        reported = "\n\n".join(quarantine.block(source, text) for source, text in evidence.items())
        text = self._frame.render(nonce=quarantine.nonce, pictures=str(len(pictures)), reported=reported)
        images = tuple(Image(picture.media_type, picture.content) for picture in pictures)
        version = version_of([self._instructions, self._frame])
        return Prompt(version, (self._instructions.text,), (Turn("user", text, images),))


def _evidence(case: ClassificationInput) -> dict[str, str]:
    """What there is of the case, by where it came from, without secrets."""
    redactor = Redactor(())
    known = brief(redactor.apply_within(case.ticket_context), PART_CHARS, description=DESCRIPTION_CHARS)
    parts = {"report": case.text, "log": case.log_excerpt, "ticket": as_json(known) if known else None}
    return {source: shorten(redactor.apply(text), EVIDENCE_CHARS) for source, text in parts.items() if text}


def _classification(answer: Answer[ClassificationAnswer], hosts: frozenset[str]) -> Classification:
    value = answer.value
    symptoms = (_line(symptom, SYMPTOM_CHARS, hosts) for symptom in value.symptoms)
    return Classification(
        summary=_line(value.summary, SUMMARY_CHARS, hosts),
        domain=value.domain,
        urgency=value.urgency,
        engine="claude",
        symptoms=list(dict.fromkeys(filter(None, symptoms)))[:MAX_SYMPTOMS],
        usage=Usage(**answer.usage.to_dict()),
        model=answer.usage.model,
        prompt_version=answer.prompt_version,
    )


def _line(text: str, limit: int, hosts: frozenset[str]) -> str:
    return shorten(" ".join(without_links(text, hosts).split()), limit)


def _usage(failure: ModelFailure) -> Usage | None:
    return Usage(**failure.usage.to_dict()) if failure.usage else None
