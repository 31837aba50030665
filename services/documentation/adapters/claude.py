"""Closing documents written by a language model, and held to the rules."""

from dataclasses import replace
from pathlib import Path

from services.documentation.adapters.claude_answer import ANSWERS, NoteAnswer, document
from services.documentation.check import faults
from services.documentation.events import NoteKind, Usage
from services.documentation.notes.evidence import evidence
from services.documentation.notes.wording import Wording
from services.documentation.ports import NoteRequest, NotWritten, Written
from shared.errors import QuotaExceeded
from shared.llm.client import Model, Task
from shared.llm.failures import ModelFailure
from shared.llm.links import hosts_in, without_links
from shared.llm.nested import brief
from shared.llm.prompt import Prompt, Template, Turn, version_of
from shared.llm.redaction import Redactor
from shared.llm.untrusted import Quarantine, shorten

MAX_TOKENS = 1400
PART_CHARS = 12_000
TICKET_CHARS, DESCRIPTION_CHARS = 1_000, 4_000
"""Of one text of the ticket, and of its description."""

_FOLDER = Path(__file__).parents[1] / "prompts"
_KINDS: tuple[NoteKind, ...] = ("resolution_note", "escalation_package")


class ClaudeWriter:
    """A `NoteWriter` that asks a model. An answer that breaks a rule is sent back once, with what is wrong in it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._rules = Template.load(_FOLDER, "note_rules_v1")
        self._kinds = {kind: Template.load(_FOLDER, f"{kind}_v1") for kind in _KINDS}
        self._case = Template.load(_FOLDER, "note_case_v1")

    async def write(self, request: NoteRequest) -> Written:
        """See `NoteWriter.write`."""
        words = Wording(request.session, request.work.session)
        parts = _redacted(request, words)
        hosts = hosts_in(parts.values())

        def rendered(answer: NoteAnswer) -> str:
            return document(answer, request.session, words, lambda text: without_links(text, hosts))

        def complaint(answer: NoteAnswer) -> str | None:
            found = faults(request.kind, rendered(answer), request.session, words)
            return " ".join(fault.hint for fault in found) or None

        task = Task(request.kind, MAX_TOKENS)
        try:
            prompt = self._prompt(request.kind, parts)
            answer = await self._model.ask(task, prompt, ANSWERS[request.kind], request.work, check=complaint)
        except QuotaExceeded as exceeded:
            raise NotWritten(exceeded.code) from exceeded
        except ModelFailure as failure:
            usage = Usage(**failure.usage.to_dict()) if failure.usage else None
            raise NotWritten(failure.code, usage) from None
        return Written(
            rendered(answer.value),
            engine="claude",
            usage=Usage(**answer.usage.to_dict()),
            transcript=answer.record,
            prompt_version=answer.prompt_version,
        )

    def _prompt(self, kind: NoteKind, parts: dict[str, str]) -> Prompt:
        quarantine = Quarantine()
        blocks = "\n\n".join(quarantine.block(source, text) for source, text in parts.items())
        turn = Turn("user", self._case.render(nonce=quarantine.nonce, evidence=blocks))
        system = [self._rules, self._kinds[kind]]
        return Prompt(version_of([*system, self._case]), tuple(template.text for template in system), (turn,))


def _redacted(request: NoteRequest, words: Wording) -> dict[str, str]:
    """The evidence, with what the client's rules name and what looks like a secret blacked out."""
    session = request.session
    redactor = Redactor(session.started.redactions if session.started else ())
    context = brief(redactor.apply_within(session.ticket_context), TICKET_CHARS, description=DESCRIPTION_CHARS)
    parts = evidence(replace(session, ticket_context=context), words, redactor.apply)
    return {source: shorten(redactor.apply(text), PART_CHARS) for source, text in parts.items()}
