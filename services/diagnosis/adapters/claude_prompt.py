"""The prompts about a case: its parts, each under its own template, untrusted text between markers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from services.diagnosis.adapters.claude_evidence import evidence_of
from services.diagnosis.ports import CaseView
from shared.llm.links import hosts_in
from shared.llm.prompt import Image, Prompt, Template, Turn, version_of
from shared.llm.untrusted import Quarantine

_FOLDER = Path(__file__).parents[1] / "prompts"


@dataclass(frozen=True, slots=True)
class Parts:
    """The templates of a prompt. One of `case` whose name is that of a text stands only where the case has it."""

    system: tuple[str, ...]
    case: tuple[str, ...]


STEP = Parts(
    ("role_v1", "rules_v2", "contract_v2"),
    (
        "team_v1", "intake_v1", "ticket_v1", "flow_v1", "scripts_v1", "history_v2", "tried_v1", "facts_v1",
        "handover_v1", "request_v1",
    ),
)  # fmt: skip
INSIGHT = Parts(
    ("role_v1", "insight_rules_v1", "insight_contract_v1"),
    (
        "team_v1", "intake_v1", "ticket_v1", "flow_v1", "history_v2", "tried_v1", "facts_v1", "escalation_v1",
        "insight_request_v1",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CasePrompt:
    """A rendered prompt and the hosts that its evidence names."""

    prompt: Prompt
    known_hosts: frozenset[str]


class PromptWriter:
    """Writes a prompt about a case. Templates are read once; a part that the case does not have is left out."""

    def __init__(self, parts: Parts = STEP) -> None:
        self._system = [Template.load(_FOLDER, name) for name in parts.system]
        self._case = [Template.load(_FOLDER, name) for name in parts.case]
        self._version = version_of([*self._system, *self._case])

    def write(self, case: CaseView, images: tuple[Image, ...] = ()) -> CasePrompt:
        """The prompt about the case as it is, with the client's redactions applied."""
        evidence = evidence_of(case)
        parts = "\n\n".join(self._parts(case, evidence, len(images)))
        turn = Turn("user", parts, images)
        prompt = Prompt(self._version, tuple(template.text for template in self._system), (turn,))
        return CasePrompt(prompt, hosts_in(evidence.values()))

    def _parts(self, case: CaseView, evidence: dict[str, str], pictures: int) -> Iterator[str]:
        quarantine = Quarantine()
        blocks = {source: quarantine.block(source, text) for source, text in evidence.items()}
        values = {**blocks, **_values(case, blocks, pictures), "nonce": quarantine.nonce}
        for template in self._case:
            source = template.name.rpartition("_v")[0]
            if source in blocks or source not in _TEXTS:
                yield template.render(**{name: values[name] for name in template.names})


_TEXTS = frozenset({"ticket", "flow", "scripts", "history", "tried", "facts", "handover", "escalation"})


def _values(case: CaseView, blocks: dict[str, str], pictures: int) -> dict[str, str]:
    """What our own words need of the case; nothing in it is a stranger's text outside its block."""
    return {
        "step": str(case.order + 1),
        "max_steps": str(case.max_steps),
        "confidence": f"{case.confidence:.2f}",
        "domain": case.domain,
        "urgency": case.urgency,
        "pictures": str(pictures),
        "reported": "\n\n".join(blocks[source] for source in ("summary", "report", "log") if source in blocks),
        "score": f"{case.flow.score:.2f}" if case.flow else "",
        "mode": _mode(case),
        "situation": _situation(case),
    }


def _mode(case: CaseView) -> str:
    taken = [escalation for escalation in case.escalations if escalation.picked_up_by]
    if taken and taken[-1].fresh:
        return "They want to begin anew from what they bring along, which stands at the end of the briefing."
    return "They go on from where the case stood."


def _situation(case: CaseView) -> str:
    if not case.steps:
        return "This is the first step."
    left = case.max_steps - case.order
    return f"Steps left, this one included: {left}."
