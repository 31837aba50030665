"""The closing documents as a model writes them: through the real SDK against a scripted server."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.documentation.adapters.claude import ClaudeWriter
from services.documentation.check import faults
from services.documentation.events import NoteKind
from services.documentation.notes import layout
from services.documentation.notes.plain import sections
from services.documentation.ports import NoteRequest, NotWritten, Written
from services.documentation.session import Session, session_of
from shared.llm.ledger import Work
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer, Play
from tests.unit.documentation.examples import answered, proposed, started
from tests.unit.documentation.model_answers import good
from tests.unit.documentation.note_examples import (
    CASES,
    SESSION_ID,
    TITLE,
    case,
    escalated,
    fact,
    generated,
    ran,
    suggested,
    turned_out,
    wording,
)
from tests.unit.llm.kit import ACCOUNT, Setup, model_over
from tests.unit.llm.planting import RULES, SECRETS, found

INJECTIONS = json.loads((Path(__file__).parents[2] / "integration/llm/injections.json").read_text())
KINDS: tuple[NoteKind, ...] = ("resolution_note", "escalation_package")
RICH = case("applied_pending", "all", escalated())
GOOD = good("escalation_package", RICH)
PLAIN = {
    "problem": "The VPN dropped.", "confirmed": ["One thing is known."], "tried": [], "hypothesis": "",
    "next_steps": ["Reproduce the drop.", "Establish what changed."],
}  # fmt: skip
"""What holds of any session with a fact and no fix."""


def request(kind: NoteKind, session: Session) -> NoteRequest:
    return NoteRequest(kind, session, Work(ACCOUNT, SESSION_ID, kind, 1))


async def write(setup: Setup, session: Session = RICH, kind: NoteKind = "escalation_package") -> Written:
    return await ClaudeWriter(setup.model).write(request(kind, session))


@pytest.mark.parametrize(("fix", "material"), CASES)
async def test_given_any_row_of_the_table_when_the_model_writes_well_then_its_documents_stand(
    fix: str, material: str
) -> None:
    session = case(fix, material, escalated())
    async with model_over(ModelServer(*(plays.answer(good(kind, session)) for kind in KINDS))) as setup:
        for kind in KINDS:
            written = await write(setup, session, kind)
            assert (written.engine, written.usage and written.usage.calls) == ("claude", 1)
            assert faults(kind, written.markdown, session, wording(session)) == []
    assert setup.calls == 2


async def test_given_an_answer_when_written_then_request_usage_and_transcript_are_those_of_a_document() -> None:
    async with model_over(ModelServer(plays.answer(GOOD))) as setup:
        written = await write(setup)
    [asked] = setup.server.requests
    assert asked["max_tokens"] == 1400
    assert "tools" not in asked
    assert written.prompt_version == "note_rules_v1+escalation_package_v1+note_case_v1"
    assert written.transcript
    assert json.loads(written.transcript)["replies"] == [json.dumps(GOOD, ensure_ascii=False)]
    [bill] = setup.purse.bills
    assert (bill.task, bill.outcome) == ("escalation_package", "answered")
    assert written.markdown.startswith(
        "## Problem\n\nThe VPN dropped every 20 minutes.\n\n## What we've confirmed\n\n- Only"
    )


def but(**changes: Any) -> Play:
    """A good answer with these fields otherwise."""
    return plays.answer(GOOD | changes)


def without(field: str) -> Play:
    """A good answer without that field: its heading would be missing."""
    return plays.answer({name: value for name, value in GOOD.items() if name != field})


BAD: dict[str, Play] = {
    "no JSON": plays.text("## Problem\n\nThe VPN dropped."),
    "missing heading": without("confirmed"),
    "bold": but(problem="The **VPN** dropped every 20 minutes. <b>Often</b>, __always__ [NAME]."),
    "invented article": but(next_steps=["Install KB5034441.", "Establish what changed."]),
    "invented command": but(next_steps=["Run `ipconfig /flushdns`.", "Establish what changed."]),
    "an engineer's name": but(confirmed=["Sam Rivera found only home users affected."]),
    "the assistant's name": but(confirmed=["FlowPilot found only home users affected."]),
    "the session's id": but(problem=f"The VPN of {SESSION_ID} dropped."),
    "a placeholder": but(next_steps=["Call [name of the contact].", "Establish what changed."]),
    "one step": but(next_steps=["Establish what changed."]),
    "five steps": but(next_steps=["Establish what changed."] * 5),
    "against the outcome": but(hypothesis=f"“{TITLE}” was verified by everybody."),
    "hedging": but(problem="The VPN seems to drop."),
    "a retracted fact": but(confirmed=["The vendor's portal shows an outage."]),
    "our instructions": but(
        problem="You write the closing document of one IT support case at a managed service provider."
    ),
}


@pytest.mark.parametrize("name", BAD)
async def test_given_a_bad_answer_when_it_comes_once_then_it_is_repaired(name: str) -> None:
    async with model_over(ModelServer(BAD[name], plays.answer(GOOD))) as setup:
        written = await write(setup)
    assert setup.calls == 2
    assert written.usage
    assert written.usage.calls == 2
    assert faults("escalation_package", written.markdown, RICH, wording(RICH)) == []


@pytest.mark.parametrize("name", BAD)
async def test_given_a_bad_answer_when_it_comes_twice_then_there_is_none_and_it_was_paid_for(name: str) -> None:
    async with model_over(ModelServer(BAD[name], BAD[name])) as setup:
        with pytest.raises(NotWritten) as refusal:
            await write(setup)
    assert setup.calls == 2
    assert refusal.value.usage
    assert refusal.value.usage.output_tokens > 0


async def test_given_a_broken_rule_when_it_is_to_be_repaired_then_the_model_is_told_which() -> None:
    async with model_over(ModelServer(BAD["invented article"], plays.answer(GOOD))) as setup:
        await write(setup)
    complaint = setup.server.requests[1]["messages"][-1]["content"][0]["text"]
    assert "kb5034441" in complaint


@pytest.mark.parametrize(
    ("play", "code"),
    [
        (plays.refusal(), "model_refused"),
        (plays.truncated('{"problem": "The VPN'), "model_truncated"),
        (plays.status(401), "model_credentials"),
        (plays.status(529, "overloaded_error"), "model_overloaded"),
        (plays.cut("{"), "model_stream_cut"),
        (plays.status(400, "invalid_request_error"), "model_request_rejected"),
    ],
    ids=["refusal", "truncated", "401", "529", "cut", "400"],
)
async def test_given_a_model_that_does_not_answer_when_asked_then_there_is_no_document(play: Play, code: str) -> None:
    server = ModelServer()
    server.otherwise = play
    async with model_over(server) as setup:
        with pytest.raises(NotWritten) as refusal:
            await write(setup)
    assert refusal.value.code == code


async def test_given_a_used_up_quota_when_asked_then_there_is_no_document_and_nothing_was_sent() -> None:
    async with model_over(ModelServer()) as setup:
        setup.purse.empty = True
        with pytest.raises(NotWritten) as refusal:
            await write(setup)
    assert (refusal.value.code, refusal.value.usage, setup.calls) == ("model_quota_day", None, 0)


async def test_given_the_client_s_redactions_when_asked_then_the_model_sees_none_of_it() -> None:
    session = session_of([
        started(redactions=(r"\bPRJ-\d+\b",), ticket_context={"notes": ["PRJ-7", "password=Winter2026!"]}),
        proposed(1, "What of PRJ-8?"),
        answered(1, free_text="PRJ-9"),
        fact(1, "PRJ-10 is affected, says Sam Rivera"),
        escalated("PRJ-11"),
    ])  # fmt: skip
    answer = PLAIN | {"confirmed": ["[redacted] was affected."]}
    async with model_over(ModelServer(plays.answer(answer))) as setup:
        await write(setup, session)
    sent = json.dumps(setup.server.requests)
    assert not [secret for secret in ("PRJ-", "Winter2026", "Rivera") if secret in sent]


@pytest.mark.parametrize("secret", SECRETS)
async def test_given_a_secret_that_begins_every_text_when_the_model_is_asked_then_it_sees_none(secret: str) -> None:
    said = f"{secret}\nis what it says"
    context = {said: {"name": said}, "description": "x\n" * 9_000 + said, "notes": [{"text": said}]}
    intake = {"text": said, "log_excerpt": said}
    session = session_of([
        started(summary=said, symptoms=(said,), intake=intake, redactions=RULES, ticket_context=context),
        proposed(1, said),
        answered(1, free_text=said, action_result={"success": False, "details": said}),
        fact(1, said),
        suggested(title=said),
        turned_out("applied_pending", said),
        generated(user=said),
        ran(details=said),
        escalated(said),
    ])  # fmt: skip
    server = ModelServer()
    server.otherwise = plays.answer(PLAIN)
    async with model_over(server) as setup:
        with suppress(NotWritten):
            await write(setup, session)
    assert setup.calls
    assert not found(setup.server.requests[0]["messages"][0]["content"][0]["text"])


async def test_given_a_long_description_when_the_model_is_asked_then_it_sees_the_rest_of_the_ticket() -> None:
    context = {"description": "x" * 20_000, "contact": {"name": "Ida Lund"}}
    session = session_of([started(ticket_context=context), fact(1, "One thing"), escalated()])
    async with model_over(ModelServer(plays.answer(PLAIN))) as setup:
        await write(setup, session)
    assert "Ida Lund" in json.dumps(setup.server.requests)


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_everywhere_when_the_model_is_asked_then_it_stays_fenced(item: dict[str, str]) -> None:
    text = item["text"]
    session = session_of([started(summary=text, ticket_context={"body": text}), fact(1, text), escalated(text)])
    server = ModelServer()
    server.otherwise = plays.answer(PLAIN)
    async with model_over(server) as setup:
        await write(setup, session)
    [turn] = setup.server.requests[0]["messages"]
    [part] = turn["content"]
    nonce = part["text"].split("nonce of this request is ", 1)[1][:16]
    outside, depth = [], 0
    for line in part["text"].splitlines():
        depth += line.startswith(f'<untrusted nonce="{nonce}"')
        if not depth:
            outside.append(line)
        depth -= line == f'</untrusted nonce="{nonce}">'
    assert len(outside) < 10
    assert not [line for line in outside if line and line in text.splitlines()]


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_that_the_model_obeys_when_written_then_nothing_of_it_is_live(
    item: dict[str, str],
) -> None:
    evil = (
        f"{item['text']} **PWNED** <img src=x onerror=alert(1)> https://evil.example/x [x](javascript:alert(1)) \u202e"
    )
    session = replace(RICH, people=("Sam Rivera",))
    server = ModelServer()
    server.otherwise = plays.answer({
        "problem": evil, "confirmed": [evil], "tried": [evil], "hypothesis": evil, "next_steps": [evil, evil],
    })  # fmt: skip
    async with model_over(server) as setup:
        with pytest.raises(NotWritten):
            await write(setup, session)


async def test_given_a_link_of_the_evidence_when_the_model_repeats_it_then_only_its_host_is_left() -> None:
    session = session_of([started(), fact(1, "See https://status.contoso.example/vpn?id=7"), escalated()])
    answer = PLAIN | {"confirmed": ["https://status.contoso.example/vpn?id=7 was down."]}
    async with model_over(ModelServer(plays.answer(answer))) as setup:
        written = await write(setup, session)
    assert "- status.contoso.example was down." in written.markdown
    assert [heading for heading, _ in sections(written.markdown)] == [
        f"## {name}" for name in layout.HEADINGS["escalation_package"]
    ]
