"""Documentation as Markdown. What people wrote is escaped: it can forge no heading, list, link or markup."""

import re

from services.documentation.events import DiagnosticStep, Documentation

_LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_\[\]|~$]")
_LINK = re.compile(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@\w)")
_AT_LINE_START = re.compile(r"^(\d{0,9})(?=[#+=:.)-])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def markdown(documentation: Documentation) -> str:
    """The documentation as a Markdown page."""
    parts = [
        f"# {inline(documentation.problem_summary)}",
        _facts(documentation),
        "## As reported",
        block(documentation.intake_summary) or "Nothing was written down.",
        "## What was checked",
        "\n".join(map(_step, documentation.diagnostic_steps)) or "No diagnostic steps were taken.",
        "## Resolution",
        block(documentation.resolution_summary or "") or "Not resolved.",
    ]
    if documentation.escalation_reason:
        parts += ["## Escalation", block(documentation.escalation_reason)]
    return "\n\n".join(parts) + "\n"


def inline(text: str) -> str:
    """Words that stay on their line and mean only themselves."""
    return escaped(" ".join(_LINE_BREAKS.sub("\n", text).split()))


def block(text: str) -> str:
    """Words that keep their line breaks and mean only themselves."""
    lines = _LINE_BREAKS.sub("\n", text).strip().split("\n")
    paragraphs = "\n".join(escaped(line.strip()) for line in lines).split("\n\n")
    return "\n\n".join("  \n".join(paragraph.strip("\n").split("\n")) for paragraph in paragraphs if paragraph)


def _facts(documentation: Documentation) -> str:
    facts = [f"Domain: {inline(documentation.problem_domain.replace('_', ' '))}", f"Steps: {documentation.total_steps}"]
    if documentation.duration_display:
        facts.append(f"Duration: {documentation.duration_display}")
    facts.append(f"Written: {documentation.generated_at:%Y-%m-%d %H:%M} UTC")
    return "\n".join(f"- {fact}" for fact in facts)


def _step(step: DiagnosticStep) -> str:
    lines = [f"{step.step_number}. {inline(step.step_type).capitalize()}: {inline(step.description)}"]
    indent = " " * len(f"{step.step_number}. ")
    if step.engineer_response:
        lines.append(f"{indent}- Answer: {inline(step.engineer_response)}")
    if step.outcome:
        lines.append(f"{indent}- Outcome: {inline(step.outcome)}")
    return "\n".join(lines)


def escaped(line: str) -> str:
    """A line that means only itself; invisible characters are taken out."""
    line = _INVISIBLE.sub("", line).translate(_ENTITIES)
    line = _LINK.sub(r"\\", _MARKUP.sub(r"\\\g<0>", line))
    return _AT_LINE_START.sub(r"\1\\", line)
