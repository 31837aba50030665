"""The printed documentation: one page, as HTML and as PDF."""

import asyncio
import json
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import asyncpg
import pytest
from pypdf import PdfReader

from services.gateway.auth.principal import Principal
from services.gateway.cases import Cases
from services.gateway.printing.html import html
from services.gateway.printing.page import PROVED, Items, Page, Paragraph, Rows, page_of
from services.gateway.printing.pdf import pdf
from services.gateway.printing.printer import MOST_WAITING, Printer
from services.gateway.printing.proof import Proof
from services.gateway.routes.documentation import documentation_of, preferred
from shared.bus.commands import Request
from shared.errors import Unavailable
from shared.message import Actor

AT = "2026-11-20T09:05:00+00:00"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PROOF = Proof("session-01a1", 31, bytes(range(32)), 4711)
NASTY = [
    item["value"]
    for item in json.loads((Path(__file__).parents[2] / "e2e/data/nasty_inputs.json").read_text("utf-8"))
    if isinstance(item.get("value"), str)
]


def documentation(**changes: Any) -> dict[str, Any]:
    step = {
        "step_number": 1, "step_type": "question", "description": "Who is affected?",
        "engineer_response": "Home office only", "outcome": None,
    }  # fmt: skip
    action = {
        "step_number": 2, "step_type": "action", "description": "Raise the timeout", "engineer_response": None,
        "outcome": "Did not resolve — still drops",
    }  # fmt: skip
    return {
        "problem_summary": "VPN drops", "problem_domain": "active_directory", "intake_summary": "It drops.\nOften.",
        "diagnostic_steps": [step, action], "resolution_summary": "Raised the timeout.", "escalation_reason": None,
        "total_steps": 2, "duration_display": "1h 5m", "generated_at": AT,
    } | changes  # fmt: skip


def fix(status: str, **changes: Any) -> dict[str, Any]:
    return {
        "title": "Raise it", "description": "Set it to 3600 s.", "status": status, "superseded_at": None,
        "undone_at": None, "applied_at": AT, "verified_at": None, "partial_notes": "Leeds still drops",
        "pending_reason": "the night shift", "failure_reason": "it dropped again",
    } | changes  # fmt: skip


def fact(text: str, **changes: Any) -> dict[str, Any]:
    return {"text": text, "source_type": "diagnostic_check", "source_summary": None, "deleted_at": None} | changes


def case(**changes: Any) -> dict[str, Any]:
    return {
        "id": "01a1", "status": "requesting_escalation", "user_name": "Sam Rivera",
        "ticket": {"id": "48213", "ref": "CW #48213"},
        "created_at": AT, "resolved_at": None, "facts": [], "suggested_fixes": [], "script_generations": [],
    } | changes  # fmt: skip


def page(found: dict[str, Any] | None = None, **changes: Any) -> Page:
    return page_of(found or case(), documentation(**changes), PROOF, NOW)


def sections(printed: Page) -> dict[str, list[str]]:
    """What stands under each heading, as plain lines."""
    found: dict[str, list[str]] = {}
    for section in (*printed.sections, printed.proof):
        lines = found.setdefault(section.heading, [])
        for block in section.blocks:
            match block:
                case Paragraph():
                    lines.append(block.text)
                case Rows():
                    lines += [f"{name}: {value}" for name, value in block.pairs]
                case Items():
                    lines += [line for item in block.items for line in (item.text, *item.details)]
    return found


def words(file: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(file)).pages)


def test_given_a_case_when_printed_then_the_whole_page_stands() -> None:
    scripts = [{
        "template_name": "Read sessions", "created_at": AT, "parameters_used": {"password": "[redacted]"},
        "result": {"success": True, "details": "412 of them"},
    }]  # fmt: skip
    facts = [fact("Only home users"), fact("Wrong", deleted_at=AT), fact("It closes", source_summary="Step 2")]
    found = case(facts=facts, suggested_fixes=[fix("applied_pending")], script_generations=scripts)
    assert sections(page(found)) == {
        "Case": [
            "Status: Requesting escalation", "Domain: active directory", "Ticket: CW #48213", "Engineer: Sam Rivera",
            "Opened: 2026-11-20 09:05 UTC", "Duration: 1h 5m", "Steps: 2",
        ],
        "As reported": ["It drops.\nOften."],
        "What was checked": [
            "Question: Who is affected?", "Answer: Home office only",
            "Action: Raise the timeout", "Outcome: Did not resolve — still drops",
        ],
        "What is known": ["Only home users", "Source: diagnostic check", "It closes", "Source: Step 2"],
        "Suggested fix": [
            "Fix: Raise it", "Description: Set it to 3600 s.", "Outcome: Applied, awaits verification",
            "Waiting for: the night shift", "Applied: 2026-11-20 09:05 UTC",
        ],
        "Scripts": ["Read sessions (2026-11-20 09:05 UTC)", "password: [redacted]", "Succeeded — 412 of them"],
        "Resolution": ["Raised the timeout."],
        "Proof": [
            PROVED,
            "Events: session-01a1, versions 1 to 31", f"Hash of the last: {bytes(range(32)).hex()}", "Position: 4711",
            "Written: 2026-11-20 09:05 UTC", "Printed: 2026-11-20 12:00 UTC",
        ],
    }  # fmt: skip


def test_given_nothing_yet_when_printed_then_each_section_says_so() -> None:
    empty = documentation(diagnostic_steps=[], resolution_summary=None, intake_summary="", escalation_reason="Stuck.")
    told = sections(page_of(case(), empty, PROOF, NOW))
    assert told["As reported"] == ["Nothing was written down."]
    assert told["What was checked"] == ["No diagnostic steps were taken."]
    assert told["What is known"] == ["Nothing confirmed yet."]
    assert (told["Resolution"], told["Escalation"]) == (["Not resolved."], ["Stuck."])
    assert "Suggested fix" not in told


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("applied_failed", "Reason: it dropped again"),
        ("applied_partial", "Still open: Leeds still drops"),
        ("applied_success", None),
        ("dismissed", None),
    ],
)
def test_given_a_fix_when_printed_then_what_was_said_of_its_outcome_is_told_and_no_other(
    status: str, said: str | None
) -> None:
    told = sections(page(case(suggested_fixes=[fix("dismissed", superseded_at=AT, title="Old"), fix(status)])))
    lines = told["Suggested fix"]
    assert [line for line in lines if line.split(":")[0] in ("Reason", "Still open", "Waiting for")] == (
        [said] if said else []
    )
    assert "Fix: Raise it" in lines


def test_given_a_fix_that_did_not_hold_when_printed_then_its_outcome_says_so() -> None:
    held, undone = (
        sections(page(case(suggested_fixes=[fix("applied_success", undone_at=at)])))["Suggested fix"]
        for at in (None, AT)
    )
    assert "Outcome: Applied and verified" in held
    assert "Outcome: Applied and verified; it did not hold" in undone


def test_given_the_same_page_when_printed_both_ways_then_both_tell_it() -> None:
    printed = page(case(facts=[fact("Ελληνικά и кириллица, Čeština")]))
    page_text, file = html(printed), words(pdf(printed, NOW))
    for line in ("VPN drops", "Question: Who is affected?", "Ελληνικά и кириллица, Čeština", PROOF.hash.hex()):
        assert line in page_text
        assert line in file


@pytest.mark.parametrize("text", NASTY)
def test_given_nasty_words_when_printed_then_neither_page_fails_and_nothing_in_it_is_live(text: str) -> None:
    printed = page(
        case(facts=[fact(text)], suggested_fixes=[fix("proposed", title=text, description=text)]),
        problem_summary=text, intake_summary=text, resolution_summary=text,
    )  # fmt: skip
    markup = html(printed).replace(html(page()).partition("<main>")[0], "")
    assert "<script" not in markup
    assert "<img" not in markup
    assert pdf(printed, NOW).startswith(b"%PDF-")


def test_given_characters_without_a_glyph_when_printed_as_pdf_then_it_is_seen_that_something_stood_there() -> None:
    text = words(pdf(page(resolution_summary="日本語 🙂 مرحبا done"), NOW))
    assert "\ufffd\ufffd\ufffd \ufffd \ufffd\ufffd\ufffd\ufffd\ufffd done" in text


def test_given_hidden_characters_when_printed_as_pdf_then_they_are_gone() -> None:
    assert "abcdef" in words(pdf(page(resolution_summary="ab\x00c\u202ed\u200be\ufefff"), NOW))


def test_given_more_words_than_anybody_prints_when_printed_as_pdf_then_it_ends_in_time() -> None:
    long = {"step_type": "action", "step_number": 1, "outcome": "word " * 4000, "engineer_response": "x" * 20_000}
    steps = [{**long, "description": "y " * 6000} for _ in range(30)]
    began = time.process_time()
    file = pdf(page(case(facts=[fact("z" * 2000)] * 200), diagnostic_steps=steps), NOW)
    assert time.process_time() - began < 20
    assert len(PdfReader(BytesIO(file)).pages) < 120
    assert PROOF.hash.hex() in words(file)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "json"),
        ("*/*", "json"),
        ("application/json", "json"),
        ("text/markdown", "markdown"),
        ("TEXT/HTML, */*;q=0.1", "html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/pdf;q=0.9, text/html;q=0.5", "pdf"),
        ("text/html;q=0", "json"),
        ("text/html;q=x", "json"),
        (";;,,;q=", "json"),
    ],
)
def test_given_an_accept_header_when_read_then_what_it_likes_best_of_ours_is_chosen(accept: str, chosen: str) -> None:
    assert preferred(accept) == chosen


def test_given_a_closed_case_when_it_is_printed_then_the_version_it_was_documented_at_is_its_own_row() -> None:
    proof = sections(page(case(documentation_version=27)))["Proof"]
    assert "Events: session-01a1, versions 1 to 31" in proof
    assert "Documented at the closing: version 27" in proof
    assert not any(line.startswith("Documented") for line in sections(page())["Proof"])


async def test_given_a_busy_printer_when_too_many_wait_then_the_next_is_told_to_come_again() -> None:
    printer = Printer(cast("asyncpg.Pool", None), lambda: NOW)  # a page that is there needs no database
    prints = [asyncio.create_task(printer.pdf(page())) for _ in range(MOST_WAITING + 1)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable) as refused:
        await printer.pdf(page())
    assert refused.value.facts["retry_after"] > 0
    assert all(file.startswith(b"%PDF") for file in await asyncio.gather(*prints))
    assert (await printer.pdf(page())).startswith(b"%PDF")


class Asked:
    """Stands for the bus: keeps the query that would have been sent."""

    def __init__(self) -> None:
        self.bodies: list[dict[str, Any]] = []

    async def query(self, service: str, name: str, request: Request) -> dict[str, Any]:
        assert (service, name) == ("documentation", "draft")
        self.bodies.append(request.body)
        return {"documentation": documentation(), "markdown": ""}


async def test_given_a_running_case_when_it_is_printed_then_the_draft_tells_of_the_version_that_is_proved() -> None:
    asked = Asked()
    cases = cast("Cases", SimpleNamespace(caller=asked))
    who = cast("Principal", SimpleNamespace(actor=Actor(account_id=UUID(int=1), role="engineer", name="Sam")))
    running = case(id=str(UUID(int=2)), documentation=None, version=31)
    await documentation_of(cases, who, running)
    assert asked.bodies == [{"version": 31}]
