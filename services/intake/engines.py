"""Which engine classifies a case, and what stands in for it when it does not answer."""

import logging
from dataclasses import dataclass, replace

from services.intake.events import CaseReceived, Engine, Usage
from services.intake.ports import (
    Classification,
    ClassificationFailed,
    ClassificationInput,
    Classifier,
    ClassifierUnavailable,
)
from shared.llm.redaction import Redactor

logger = logging.getLogger(__name__)

SUMMARY_CHARS = 120


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines of an installation; `model` is None where no key is set."""

    playbook: Classifier
    model: Classifier | None = None

    def asks_model(self, case: CaseReceived) -> bool:
        """Whether a model may see this case at all."""
        return self.model is not None and not case.client_policy.no_model

    async def classify(self, case: CaseReceived, known: ClassificationInput) -> tuple[Classification, bool]:
        """A classification in any case, and whether something stood in for the engine first chosen.

        The model is shown nothing before the client's redactions were applied. While it cannot be asked the playbook
        classifies; an answer of no use leaves the case unclassified.
        """
        if self.model is None or case.client_policy.no_model:
            return await _or_unclassified(self.playbook, case, known, "playbook", fallback=False)
        try:
            return await _or_unclassified(self.model, case, _redacted(known, case), "claude", fallback=False)
        except ClassifierUnavailable as away:
            logger.info("the model is away (%s), the playbook classifies", away)
            found, _ = await _or_unclassified(self.playbook, case, known, "playbook", fallback=True)
            return replace(found, usage=away.usage), True


async def _or_unclassified(
    classifier: Classifier, case: CaseReceived, known: ClassificationInput, engine: Engine, fallback: bool
) -> tuple[Classification, bool]:
    try:
        return await classifier.classify(known), fallback
    except ClassificationFailed as failure:
        logger.warning("%s gave no classification: %s", engine, failure)
        return unclassified(case, engine, failure.usage), True


def unclassified(case: CaseReceived, engine: Engine, usage: Usage | None) -> Classification:
    """What stands for a case that nothing could be made of: its first words."""
    words = case.text or (case.log.excerpt if case.log else "")
    first = " ".join(words.split())[:SUMMARY_CHARS]
    return Classification(first or _nameless(case), "other", "medium", engine, usage=usage)


def _nameless(case: CaseReceived) -> str:
    if case.ticket:
        return f"Ticket {case.ticket.psa_ticket_id}"[:SUMMARY_CHARS]
    return "Screenshot without a description"


def _redacted(known: ClassificationInput, case: CaseReceived) -> ClassificationInput:
    redactor = Redactor(case.client_policy.redactions)
    return replace(
        known,
        text=known.text and redactor.apply(known.text),
        log_excerpt=known.log_excerpt and redactor.apply(known.log_excerpt),
        ticket_context=redactor.apply_within(known.ticket_context),
    )
