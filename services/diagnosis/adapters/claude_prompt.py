"""The prompt for a step: the parts of a case, each under its own template, untrusted text between markers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.diagnosis.ports import Answer, CaseView, FailedFix, PastStep
from shared.llm.links import hosts_in
from shared.llm.prompt import Image, Prompt, Template, Turn, version_of
from shared.llm.redaction import Redactor
from shared.llm.untrusted import Quarantine, shorten

TEXT_CHARS = 12_000
FLOW_CHARS = 60_000
ANSWER_CHARS = 3_000

_FOLDER = Path(__file__).parents[1] / "prompts"
_SYSTEM = ("role_v1", "rules_v1", "contract_v1")
_CASE = ("team_v1", "intake_v1", "ticket_v1", "flow_v1", "history_v1", "request_v1")


@dataclass(frozen=True, slots=True)
class CasePrompt:
    """A rendered prompt and the hosts that its evidence names."""

    prompt: Prompt
    known_hosts: frozenset[str]


class PromptWriter:
    """Writes the prompt of a case. Templates are read once; a part that the case does not have is left out."""

    def __init__(self) -> None:
        self._system = [Template.load(_FOLDER, name) for name in _SYSTEM]
        self._case = {name: Template.load(_FOLDER, name) for name in _CASE}
        self._version = version_of([*self._system, *self._case.values()])

    def write(self, case: CaseView, images: tuple[Image, ...]) -> CasePrompt:
        """The prompt for the step that `case` asks for, with the client's redactions applied."""
        evidence = _evidence(case)
        parts = "\n\n".join(self._parts(case, evidence, len(images)))
        turn = Turn("user", parts, images)
        prompt = Prompt(self._version, tuple(template.text for template in self._system), (turn,))
        return CasePrompt(prompt, hosts_in(evidence.values()))

    def _parts(self, case: CaseView, evidence: dict[str, str], pictures: int) -> Iterator[str]:
        quarantine = Quarantine()
        blocks = {source: quarantine.block(source, text) for source, text in evidence.items()}
        reported = "\n\n".join(blocks[source] for source in ("summary", "report", "log") if source in blocks)
        yield self._case["team_v1"].render(
            step=str(case.order + 1),
            max_steps=str(case.max_steps),
            confidence=f"{case.confidence:.2f}",
            nonce=quarantine.nonce,
        )
        yield self._case["intake_v1"].render(
            domain=case.domain, urgency=case.urgency, pictures=str(pictures), reported=reported
        )
        if "ticket" in blocks:
            yield self._case["ticket_v1"].render(ticket=blocks["ticket"])
        if case.flow:
            yield self._case["flow_v1"].render(score=f"{case.flow.score:.2f}", flow=blocks["flow"])
        if "history" in blocks:
            yield self._case["history_v1"].render(history=blocks["history"])
        yield self._case["request_v1"].render(situation=_situation(case))


def _evidence(case: CaseView) -> dict[str, str]:
    """Everything that others wrote, by where it came from: redacted first, then shortened."""
    redactor = Redactor(case.redactions)
    texts = {
        "summary": ("\n".join([case.summary, *(f"- {symptom}" for symptom in case.symptoms)]), TEXT_CHARS),
        "report": (case.intake_text, TEXT_CHARS),
        "log": (case.log_excerpt, TEXT_CHARS),
        "ticket": (_json(case.ticket_context), TEXT_CHARS),
        "flow": (case.flow and _json({"name": case.flow.name, "tree": case.flow.tree}), FLOW_CHARS),
        "history": ("\n".join(_history(case)), case.max_steps * ANSWER_CHARS),
    }
    return {source: shorten(redactor.apply(text), limit) for source, (text, limit) in texts.items() if text}


def _json(value: object) -> str | None:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str) if value else None


def _history(case: CaseView) -> Iterator[str]:
    fixes = {fix.before_order: fix for fix in case.failed_fixes}
    for step in case.steps:
        if fix := fixes.pop(step.order, None):
            yield _reopened(fix)
        yield from _step(step)
    yield from map(_reopened, fixes.values())


def _step(step: PastStep) -> Iterator[str]:
    yield f"{step.order + 1}. {step.shape}, confidence {step.confidence:.2f}: {step.text}"
    if step.options:
        yield f"   offered: {' | '.join(option.label for option in step.options)}"
    yield f"   engineer: {shorten(_said(step.answer), ANSWER_CHARS)}"


def _said(answer: Answer | None) -> str:
    if answer is None:
        return "gave no answer; the session was closed at this point"
    outcome = {True: "it worked", False: "it did not work", None: None}[answer.succeeded]
    skipped = "skipped: cannot check now, or does not know" if answer.was_skipped else None
    said = (answer.selected_label, answer.free_text, skipped, outcome, answer.details, answer.next_hint)
    return " — ".join(part for part in said if part) or "nothing"


def _reopened(fix: FailedFix) -> str:
    if fix.resolution_summary is None:
        return "The session was abandoned here and reopened later."
    return f"The session was closed here as resolved and reopened, since it did not hold: {fix.resolution_summary}"


def _situation(case: CaseView) -> str:
    if not case.steps:
        return "This is the first step."
    left = case.max_steps - case.order
    return f"Steps left, this one included: {left}."
