"""The two adapters through the real SDK against a scripted server."""

import base64
import json
from typing import Any
from uuid import UUID

import pytest

from services.diagnosis.adapters.claude import ClaudeDiagnoser
from services.diagnosis.ports import AnswerUnusable, CaseView, ModelAway, Question
from services.intake.adapters.claude import ClaudeClassifier
from services.intake.ports import ClassificationFailed, ClassificationInput, ClassifierUnavailable, Picture
from shared.ids import new_id
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer
from tests.unit.llm.cases import fresh_case, rich_case
from tests.unit.llm.kit import model_over

QUESTION = {"shape": "question", "text": "Is it only this user, or all of the office?", "why": "Scope first."}
CLASS = {"summary": "Outlook prompts for password", "domain": "email", "symptoms": ["a", "a"], "urgency": "high"}
REPORT = ClassificationInput(new_id(), new_id(), "Outlook asks, token sk-ant-api03-abcdefghijkl")


async def picture(account: UUID, session: UUID, blob: str) -> bytes:
    return b"\x89PNG" + blob.encode()


async def test_given_a_case_when_proposed_then_the_step_and_its_cost_come_back() -> None:
    async with model_over(ModelServer(plays.answer(QUESTION))) as setup:
        proposed = await ClaudeDiagnoser(setup.model, picture).propose(rich_case())
    assert isinstance(proposed.proposal, Question)
    assert (proposed.engine, proposed.model) == ("claude", "small")
    assert proposed.usage
    assert proposed.usage.calls == 1
    assert proposed.transcript
    assert json.loads(proposed.transcript)["prompt"] == proposed.prompt_version
    [request] = setup.server.requests
    image, text = request["messages"][0]["content"]
    assert base64.b64decode(image["source"]["data"]) == b"\x89PNGb1"
    assert text["type"] == "text"
    assert request["max_tokens"] == 2048


async def test_given_a_listener_when_proposed_then_it_hears_the_text_and_never_the_reasoning() -> None:
    heard: list[str] = []

    async def tell(case: CaseView, text: str) -> None:
        heard.append(text)

    long = {"shape": "question", "reasoning": "PRIVATE " * 20, "text": "See https://collector.example/x then " * 8}
    async with model_over(ModelServer(plays.answer(long))) as setup:
        await ClaudeDiagnoser(setup.model, picture, tell).propose(fresh_case())
    assert heard
    assert not any("PRIVATE" in text or "https://" in text for text in heard)


@pytest.mark.parametrize(
    ("script", "error", "code"),
    [
        ([plays.status(529, "overloaded_error")] * 3, ModelAway, "model_overloaded"),
        ([plays.refusal()], AnswerUnusable, "model_refused"),
        ([plays.text("no")] * 2, AnswerUnusable, "model_answer_invalid"),
    ],
)
async def test_given_no_usable_answer_when_proposed_then_the_port_says_how(
    script: list[plays.Play], error: type[ModelAway | AnswerUnusable], code: str
) -> None:
    async with model_over(ModelServer(*script)) as setup:
        with pytest.raises(error) as caught:
            await ClaudeDiagnoser(setup.model, picture).propose(fresh_case())
    assert str(caught.value) == code


async def test_given_a_used_up_budget_when_proposed_then_the_model_is_away() -> None:
    async with model_over(ModelServer()) as setup:
        setup.purse.empty = True
        with pytest.raises(ModelAway, match="model_quota_day"):
            await ClaudeDiagnoser(setup.model, picture).propose(fresh_case())


async def test_given_a_report_when_classified_then_the_answer_keeps_to_the_port() -> None:
    answer: dict[str, Any] = {**CLASS, "summary": "word " * 60}
    async with model_over(ModelServer(plays.answer(answer))) as setup:
        result = await ClaudeClassifier(setup.model).classify(REPORT)
    assert len(result.summary) <= 120
    assert (result.domain, result.urgency, result.symptoms, result.engine) == ("email", "high", ["a"], "claude")
    assert result.usage
    assert result.prompt_version == "classification_v1+case_v1"
    [request] = setup.server.requests
    assert "sk-ant" not in json.dumps(request)
    assert request["max_tokens"] == 512


@pytest.mark.parametrize("secret", ["password=Hunter2secret", "AKIAIOSFODNN7EXAMPLE"])
async def test_given_a_secret_in_a_ticket_when_classified_then_it_is_not_sent(secret: str) -> None:
    context = {"description": f"Hi\n{secret}\nBrightwater", secret: f"C:\\{secret}"}
    async with model_over(ModelServer(plays.answer(CLASS))) as setup:
        await ClaudeClassifier(setup.model).classify(
            ClassificationInput(new_id(), new_id(), None, ticket_context=context)
        )
    assert secret not in json.dumps(setup.server.requests)


async def test_given_a_long_description_when_classified_then_the_rest_of_the_ticket_is_sent() -> None:
    context = {"description": "x" * 20_000, "notes": [{"text": "since the update"}]}
    async with model_over(ModelServer(plays.answer(CLASS))) as setup:
        await ClaudeClassifier(setup.model).classify(
            ClassificationInput(new_id(), new_id(), None, ticket_context=context)
        )
    assert "since the update" in json.dumps(setup.server.requests)


async def test_given_only_a_picture_when_classified_then_it_is_sent() -> None:
    shown = ClassificationInput(new_id(), new_id(), None, pictures=(Picture("image/jpeg", b"jpeg"),))
    async with model_over(ModelServer(plays.answer(CLASS))) as setup:
        await ClaudeClassifier(setup.model).classify(shown)
    assert setup.server.requests[0]["messages"][0]["content"][0]["type"] == "image"


async def test_given_no_usable_answer_when_classified_then_the_port_says_how_and_what_it_cost() -> None:
    server = ModelServer(*[plays.text("no")] * 2, *[plays.status(500)] * 3)
    async with model_over(server) as setup:
        classifier = ClaudeClassifier(setup.model)
        with pytest.raises(ClassificationFailed, match="model_answer_invalid") as failed:
            await classifier.classify(REPORT)
        with pytest.raises(ClassifierUnavailable, match="model_server_error"):
            await classifier.classify(REPORT)
    assert failed.value.usage
    assert failed.value.usage.calls == 2
