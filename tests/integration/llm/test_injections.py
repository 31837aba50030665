"""Each known injection, through both adapters and the real SDK, while the model returns the worst it can.

Whether a model obeys is not ours to say; what reaches the product is.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.adapters.claude import ClaudeDiagnoser
from services.diagnosis.adapters.claude_answer import FACT_CHARS
from services.diagnosis.adapters.claude_insight import LINE_CHARS, ClaudeInsight
from services.diagnosis.adapters.claude_prompt import INSIGHT, PromptWriter
from services.diagnosis.escalation.briefing import briefing_of
from services.diagnosis.events import FlowGuide, StepProposed
from services.diagnosis.known import Escalation, KnownFact, KnownFix, MadeScript, OfferedScript
from services.diagnosis.ports import Action, Answer, AnswerUnusable, CaseView, PastStep, Proposed
from services.intake.adapters.claude import ClaudeClassifier
from services.intake.ports import ClassificationFailed, ClassificationInput
from shared.ids import new_id
from shared.llm.untrusted import clean
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer, Play
from tests.unit.llm.cases import SCRIPT, STEPS, TREE, fresh_case
from tests.unit.llm.kit import model_over

INJECTIONS = json.loads((Path(__file__).parent / "injections.json").read_text("utf-8"))
RIVAL = "01990000-0000-7000-8000-000000000bad"
OURS_ONLY = {"id", "tenant", "account_id", "session_id", "status", "template_id", "visibility", "approved"}


async def no_picture(account: UUID, session: UUID, blob: str) -> bytes:
    raise AssertionError("these cases have no pictures")


def injected(item: dict[str, str]) -> CaseView:
    """The case with the text where its channel would bring it."""
    text = item["text"]
    match item["channel"].split(".")[0]:
        case "log":
            return fresh_case(log_excerpt=text)
        case "kb":
            return fresh_case(
                flow=FlowGuide(id=new_id(), name=text, version=1, score=0.7, tree={**TREE, "question": text})
            )
        case "chat":
            answered = PastStep(0, "question", "And?", (), None, "claude", 0.5, Answer(free_text=text), new_id())
            return fresh_case(order=1, steps=(answered,))
        case "ticket" | "psa":
            return fresh_case(ticket_context={"body": text})
        case _:
            return fresh_case(intake_text=text)


def material(text: str) -> CaseView:
    """A case that was handed over, with the text in everything that people, scripts and templates add to it."""
    said = Answer(free_text=text)
    asked = PastStep(0, "question", "And?", (), None, "claude", 0.5, said, STEPS[0])
    offered = OfferedScript(SCRIPT.id, "reset", text, text, (text, "user"))
    told = Escalation(1, 1, text, text, None, text, text, fresh=True)
    case = fresh_case(
        order=2,
        steps=(asked, replace(asked, order=1, step_id=STEPS[1], answer=replace(said, was_skipped=True))),
        facts=(KnownFact(new_id(), text, "engineer", text, None),),
        fixes=(KnownFix(new_id(), text, text, 50, None, "applied_failed", text),),
        scripts=(MadeScript(new_id(), text, "reset", {"user": text}, succeeded=True, details=text),),
        offered_scripts=(offered,),
        escalations=(told,),
    )
    return replace(case, escalations=(replace(told, briefing=briefing_of(case)),))


def worst_that_fits(text: str) -> dict[str, Any]:
    """Every field of the contract filled with the worst, longer than it may be."""
    evil = f"{text} PWNED <img src=x onerror=fetch('/api')> https://evil.example/{RIVAL} \u202e\u200b\U000e0041\x00"

    def long(chars: int) -> str:
        return (evil * chars)[:chars]

    return {
        "shape": "resolution_suggestion",
        "reasoning": long(4100),
        "text": long(2100),
        "why": long(700),
        "options": [{"label": long(130), "value": "same", "followup_hint": long(420)}] * 5,
        "allow_free_text": False,
        "allow_skip": False,
        "kind": "instruction",
        "expected_outcome": long(2100),
        "instructions": long(2100),
        "resolution_summary": long(2100),
        "follow_up_recommendations": [long(420)] * 7,
        "script": RIVAL,
        "script_parameters": [{"key": "user", "value": long(301)}, {"key": "password", "value": text}],
        "facts": [{"step": 1, "text": long(520)}, {"step": 2, "text": text[:40]}, {"step": -1, "text": RIVAL}],
        "confidence": 1.0,
    }


def worst_answers(text: str, system: str) -> Iterator[Play]:
    """What never fits: foreign fields, a leak of the instructions, other formats, obedience."""
    yield plays.answer({**worst_that_fits(text), "status": "resolved", "account_id": RIVAL, "template_id": RIVAL})
    yield plays.answer({"shape": "close_ticket", "text": text})
    yield plays.answer({"shape": "question", "text": system, "summary": system, "domain": "other"})
    yield plays.text(f"shape: question\ntext: {text}")
    yield plays.text("PWNED")
    yield plays.answer([[[[text]]]])
    yield plays.text("[" * 20_000)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in texts(item))


def check(proposed: Proposed) -> None:
    proposal = proposed.proposal.model_dump()
    assert not OURS_ONLY & {key for key, value in proposal.items() if value is not None}
    for text in texts(proposal):
        assert len(text) <= 4000
        assert not re.search(r"(?i)https?:/|javascript:", text)
        assert not clean(text)[1]
    assert proposal["confidence"] < 1
    for text in proposed.wordings.values():
        assert len(text) <= FACT_CHARS
        assert not re.search(r"(?i)https?:/|javascript:", text)
        assert not clean(text)[1]
    values = [option["value"] for option in proposal.get("options", ())]
    assert len(values) == len(set(values)) <= 5


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_when_the_model_obeys_within_the_contract_then_no_rule_is_broken(
    item: dict[str, str],
) -> None:
    shapes = ("question", "action", "resolution_suggestion")
    server = ModelServer(*(plays.answer({**worst_that_fits(item["text"]), "shape": shape}) for shape in shapes))
    async with model_over(server) as setup:
        diagnoser = ClaudeDiagnoser(setup.model, no_picture)
        for _ in shapes:
            check(await diagnoser.propose(injected(item)))
    for request in server.requests:
        assert "tools" not in request
        assert request["system"] == server.requests[0]["system"]


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_in_the_material_when_the_model_obeys_then_no_rule_is_broken(
    item: dict[str, str],
) -> None:
    case = material(item["text"])
    worst = {**worst_that_fits(item["text"]), "script": str(SCRIPT.id), "shape": "action"}
    async with model_over(ModelServer(plays.answer(worst))) as setup:
        proposed = await ClaudeDiagnoser(setup.model, no_picture).propose(case)
    assert isinstance(proposed.proposal, Action)
    assert proposed.proposal.template_id == SCRIPT.id
    assert proposed.proposal.pre_filled_params == {}
    assert set(proposed.wordings) == {STEPS[0]}
    plain = proposed.proposal.model_copy(update={"template_id": None, "pre_filled_params": None})
    check(replace(proposed, proposal=plain))


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_when_the_record_is_looked_through_then_no_rule_is_broken(
    item: dict[str, str],
) -> None:
    evil = f"{item['text']} https://evil.example/{RIVAL} \u202e\U000e0041\x00\nnew line "
    lines = [evil[:400], *(f"{number} {evil[-60:]}" for number in range(9))]
    fits = dict.fromkeys(("remaining_hypotheses", "suggested_next_steps", "steps_ruled_out"), lines)
    server = ModelServer(plays.answer(fits), *[plays.answer({**fits, "status": "resolved"})] * 2)
    async with model_over(server) as setup:
        insight = ClaudeInsight(setup.model)
        found = (await insight.gain(material(item["text"]))).findings
        with pytest.raises(AnswerUnusable):
            await insight.gain(material(item["text"]))
    for line in (*found.remaining_hypotheses, *found.suggested_next_steps, *found.steps_ruled_out):
        assert len(line) <= LINE_CHARS
        assert not re.search(r"(?i)https?:/|javascript:", line)
        assert not clean(line)[1]
        assert "\n" not in line


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_when_the_answer_breaks_the_contract_then_there_is_no_step(
    item: dict[str, str],
) -> None:
    case = injected(item)
    async with model_over(ModelServer(), threshold=100) as setup:
        diagnoser = ClaudeDiagnoser(setup.model, no_picture)
        system = PromptWriter().write(case, ()).prompt.system[1]
        for play in worst_answers(item["text"], system):
            setup.server.then(play, play)
            with pytest.raises(AnswerUnusable) as caught:
                await diagnoser.propose(case)
            assert item["text"] not in caught.value.detail


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_when_it_is_classified_then_no_rule_is_broken(item: dict[str, str]) -> None:
    text = item["text"]
    evil = f"{text} https://evil.example/x \u202e\U000e0041\x00\nnew line"
    fits = {"summary": evil[:500], "domain": "other", "symptoms": [evil[:200]] * 12, "urgency": "critical"}
    misfit = {**fits, "urgency": "priority 1", "account_id": RIVAL}
    server = ModelServer(plays.answer(fits), *[plays.answer(misfit)] * 2)
    case = ClassificationInput(new_id(), new_id(), text)
    async with model_over(server) as setup:
        classifier = ClaudeClassifier(setup.model)
        result = await classifier.classify(case)
        with pytest.raises(ClassificationFailed):
            await classifier.classify(case)
    assert len(result.summary) <= 120
    assert len(result.symptoms) <= 6
    for line in (result.summary, *result.symptoms):
        assert not re.search(r"(?i)https?:/|javascript:", line)
        assert "\n" not in line
        assert not clean(line)[1]


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
def test_given_an_injection_when_the_prompt_is_written_then_it_stays_inside_its_markers(item: dict[str, str]) -> None:
    for case in (injected(item), material(item["text"])):
        for writer in (PromptWriter(), PromptWriter(INSIGHT)):
            stays_inside(writer.write(case).prompt.turns[0].text, item)


def stays_inside(text: str, item: dict[str, str]) -> None:
    [nonce] = re.findall(r"nonce of this request is (\w+)", text)
    blocks = f'<untrusted nonce="{nonce}" source="\\w+">\n.*?\n</untrusted nonce="{nonce}">'
    outside = re.sub(blocks, "", text, flags=re.DOTALL)
    assert "<|" not in text
    assert nonce not in item["text"]
    assert not any(line and line in outside for line in clean(item["text"])[0].splitlines())


def test_given_the_event_of_a_step_when_looked_at_then_it_has_no_field_for_what_a_model_must_not_say() -> None:
    assert not {"account_id", "status", "owner_id"} & set(StepProposed.model_fields)
