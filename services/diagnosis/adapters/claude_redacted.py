"""A case as a model may see it: each text redacted as it was written, before any of it is joined, cut or put into JSON.

What our own code chose (statuses, shapes, sources, ids) is left as it is.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.events import FlowGuide
from services.diagnosis.known import Escalation, Findings, KnownFact, KnownFix, MadeScript, OfferedScript
from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from shared.llm.nested import brief
from shared.llm.redaction import Redactor

DESCRIPTION_CHARS = 4_000
PART_CHARS = 1_000


def redacted(case: CaseView, redactor: Redactor) -> CaseView:
    """The case with every match masked in what others wrote; its pictures excepted, and its ticket cut."""
    masks = _Masks(redactor)
    told = replace(
        case,
        summary=redactor.apply(case.summary),
        symptoms=masks.texts(case.symptoms),
        intake_text=masks.text(case.intake_text),
        log_excerpt=masks.text(case.log_excerpt),
        ticket_context=masks.ticket(case.ticket_context),
        flow=masks.flow(case.flow) if case.flow else None,
        steps=tuple(map(masks.step, case.steps)),
        failed_fixes=tuple(map(masks.failed, case.failed_fixes)),
        facts=tuple(map(masks.fact, case.facts)),
        fixes=tuple(map(masks.fix, case.fixes)),
        scripts=tuple(map(masks.script, case.scripts)),
        escalations=tuple(map(masks.escalation, case.escalations)),
        offered_scripts=tuple(map(masks.offered, case.offered_scripts)),
    )
    return replace(told, escalations=tuple(_briefed(told, escalation) for escalation in told.escalations))


def _briefed(case: CaseView, escalation: Escalation) -> Escalation:
    """The escalation with its briefing composed anew: in the one that was given, texts are joined already."""
    if escalation.briefing is None:
        return escalation
    steps = tuple(step for step in case.steps if step.order < escalation.before_order)
    return replace(escalation, briefing=briefing_of(replace(case, steps=steps, escalations=(escalation,))))


class _Masks:
    """Masks the texts of each part of a case."""

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor

    def text(self, text: str | None) -> str | None:
        return text and self._redactor.apply(text)

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._redactor.apply, texts))

    def ticket(self, context: dict[str, Any] | None) -> dict[str, Any] | None:
        masked = self._redactor.apply_within(context)
        found: dict[str, Any] | None = brief(masked, PART_CHARS, description=DESCRIPTION_CHARS)
        return found

    def flow(self, flow: FlowGuide) -> FlowGuide:
        name, tree = self._redactor.apply(flow.name), self._redactor.apply_within(flow.tree)
        return flow.model_copy(update={"name": name, "tree": tree})

    def step(self, step: PastStep) -> PastStep:
        labels = self.texts(option.label for option in step.options)
        options = (
            option.model_copy(update={"label": label}) for option, label in zip(step.options, labels, strict=True)
        )
        answer = self.answer(step.answer) if step.answer else None
        return replace(step, text=self._redactor.apply(step.text), options=tuple(options), answer=answer)

    def answer(self, answer: Answer) -> Answer:
        return replace(
            answer,
            selected_option=self.text(answer.selected_option),
            selected_label=self.text(answer.selected_label),
            free_text=self.text(answer.free_text),
            details=self.text(answer.details),
            next_hint=self.text(answer.next_hint),
        )

    def failed(self, fix: FailedFix) -> FailedFix:
        return replace(fix, resolution_summary=self.text(fix.resolution_summary))

    def fact(self, fact: KnownFact) -> KnownFact:
        return replace(fact, text=self._redactor.apply(fact.text), source_summary=self.text(fact.source_summary))

    def fix(self, fix: KnownFix) -> KnownFix:
        title, description = self.texts((fix.title, fix.description))
        return replace(fix, title=title, description=description, notes=self.text(fix.notes))

    def script(self, script: MadeScript) -> MadeScript:
        parameters = self._redactor.apply_within(script.parameters)
        name = self._redactor.apply(script.name)
        return replace(script, name=name, parameters=parameters, details=self.text(script.details))

    def escalation(self, escalation: Escalation) -> Escalation:
        by_name, reason = self.texts((escalation.by_name, escalation.reason))
        picked_up_by, context = self.text(escalation.picked_up_by), self.text(escalation.context)
        findings = self.findings(escalation.findings) if escalation.findings else None
        return replace(
            escalation, by_name=by_name, reason=reason, findings=findings, picked_up_by=picked_up_by, context=context
        )

    def findings(self, findings: Findings) -> Findings:
        return Findings(
            self.texts(findings.remaining_hypotheses),
            self.texts(findings.suggested_next_steps),
            self.texts(findings.steps_ruled_out),
        )

    def offered(self, script: OfferedScript) -> OfferedScript:
        name, description = self.texts((script.name, script.description))
        return replace(script, name=name, description=description, parameter_keys=self.texts(script.parameter_keys))
