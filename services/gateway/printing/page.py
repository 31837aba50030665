"""What the printed documentation of a case says, before it is HTML or PDF. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.gateway.printing.proof import Proof

Case = Mapping[str, Any]
Document = Mapping[str, Any]

OUTCOMES = {
    "proposed": "Proposed",
    "applied_success": "Applied and verified",
    "applied_failed": "Applied, did not help",
    "applied_partial": "Applied, helped in part",
    "applied_pending": "Applied, awaits verification",
    "dismissed": "Dismissed",
}
UNDONE = "; it did not hold"
NOTES = {
    "applied_partial": ("Still open", "partial_notes"),
    "applied_pending": ("Waiting for", "pending_reason"),
    "applied_failed": ("Reason", "failure_reason"),
}
"""What was said of an outcome, and where a fix keeps it."""
PROVED = "Made from the log alone. An event's hash covers the event before it: the last one stands for all of them."


@dataclass(frozen=True, slots=True)
class Rows:
    """Names with their values."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, with what belongs to it."""

    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered or not."""

    items: tuple[Item, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Rows | Paragraph | Items, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole document. `case` names it on each sheet."""

    title: str
    case: str
    sections: tuple[Section, ...]
    proof: Section


def page_of(case: Case, documentation: Document, proof: Proof, printed_at: datetime) -> Page:
    """The page of a case as it stands at the proof's version."""
    return Page(
        title=documentation["problem_summary"],
        case=case["id"],
        sections=tuple(_sections(case, documentation)),
        proof=_proof(proof, case, documentation, printed_at),
    )


def _sections(case: Case, documentation: Document) -> Iterator[Section]:
    yield Section("Case", (Rows(tuple(_facts_of(case, documentation))),))
    yield _text("As reported", documentation["intake_summary"] or "Nothing was written down.")
    steps = tuple(_step(step) for step in documentation["diagnostic_steps"])
    yield _list("What was checked", steps, "No diagnostic steps were taken.", numbered=True)
    known = tuple(_fact(fact) for fact in case["facts"] if fact["deleted_at"] is None)
    yield _list("What is known", known, "Nothing confirmed yet.")
    if fix := _active_fix(case):
        yield _fix(fix)
    if case["script_generations"]:
        yield _list("Scripts", tuple(map(_script, case["script_generations"])), "")
    yield _text("Resolution", documentation["resolution_summary"] or "Not resolved.")
    if documentation["escalation_reason"]:
        yield _text("Escalation", documentation["escalation_reason"])


def _facts_of(case: Case, documentation: Document) -> Iterator[tuple[str, str]]:
    yield "Status", case["status"].replace("_", " ").capitalize()
    yield "Domain", (documentation["problem_domain"] or "other").replace("_", " ")
    if ticket := case["ticket"]:
        yield "Ticket", ticket["ref"] or f"#{ticket['id']}"
    if case["user_name"]:
        yield "Engineer", case["user_name"]
    yield "Opened", _moment(case["created_at"])
    if case["resolved_at"]:
        yield "Resolved", _moment(case["resolved_at"])
    if documentation["duration_display"]:
        yield "Duration", documentation["duration_display"]
    yield "Steps", str(documentation["total_steps"])


def _step(step: Mapping[str, Any]) -> Item:
    answer, outcome = step["engineer_response"], step["outcome"]
    details = (answer and f"Answer: {answer}", outcome and f"Outcome: {outcome}")
    kind = step["step_type"].replace("_", " ").capitalize()
    return Item(f"{kind}: {step['description']}", tuple(filter(None, details)))


def _fact(fact: Mapping[str, Any]) -> Item:
    source = fact["source_summary"] or fact["source_type"].replace("_", " ")
    return Item(fact["text"], (f"Source: {source}",))


def _active_fix(case: Case) -> Mapping[str, Any] | None:
    fixes = [fix for fix in case["suggested_fixes"] if fix["superseded_at"] is None]
    return fixes[-1] if fixes else None


def _fix(fix: Mapping[str, Any]) -> Section:
    outcome = f"{OUTCOMES[fix['status']]}{UNDONE if fix['undone_at'] else ''}"
    rows = [("Fix", fix["title"]), ("Description", fix["description"]), ("Outcome", outcome)]
    name, field = NOTES.get(fix["status"], ("", ""))
    if name and fix[field]:
        rows.append((name, fix[field]))
    stamps = (("Applied", fix["applied_at"]), ("Verified", fix["verified_at"]))
    rows += [(name, _moment(at)) for name, at in stamps if at]
    return Section("Suggested fix", (Rows(tuple(rows)),))


def _script(script: Mapping[str, Any]) -> Item:
    given = tuple(f"{name}: {value}" for name, value in script["parameters_used"].items())
    result = script["result"]
    said = "No result was recorded." if result is None else "Succeeded" if result["success"] else "Failed"
    outcome = f"{said} — {result['details']}" if result and result["details"] else said
    return Item(f"{script['template_name']} ({_moment(script['created_at'])})", (*given, outcome))


def _proof(proof: Proof, case: Case, documentation: Document, printed_at: datetime) -> Section:
    """What was known may be later than the closing that was documented: each names its version."""
    closed_at = case.get("documentation_version")
    rows = (
        ("Events", f"{proof.stream}, versions 1 to {proof.version}"),
        *([("Documented at the closing", f"version {closed_at}")] if closed_at else []),
        ("Hash of the last", proof.hash.hex()),
        ("Position", str(proof.position)),
        ("Written", _moment(documentation["generated_at"])),
        ("Printed", _moment(printed_at.isoformat())),
    )
    return Section("Proof", (Paragraph(PROVED), Rows(rows)))


def _text(heading: str, text: str) -> Section:
    return Section(heading, (Paragraph(text),))


def _list(heading: str, items: tuple[Item, ...], empty: str, *, numbered: bool = False) -> Section:
    return Section(heading, (Items(items, numbered),) if items else (Paragraph(empty),))


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC"
