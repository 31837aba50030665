"""The insight of a small model, through the real SDK against a scripted server."""

import json

import pytest

from services.diagnosis.adapters.claude_insight import LINE_CHARS, ClaudeInsight, InsightAnswer, findings_of
from services.diagnosis.ports import AnswerUnusable, ModelAway
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer
from tests.unit.llm.cases import handed_over
from tests.unit.llm.kit import model_over

FOUND = {
    "remaining_hypotheses": ["A licence that is not assigned yet", "A licence that is not assigned yet"],
    "suggested_next_steps": ["Read the sign-in log of the last hour"],
    "steps_ruled_out": ["The token cache: cleared, same prompt"],
}


async def test_given_an_escalated_case_when_looked_through_then_the_findings_and_their_cost_come_back() -> None:
    async with model_over(ModelServer(plays.answer(FOUND))) as setup:
        gained = await ClaudeInsight(setup.model).gain(handed_over())
    assert gained.findings.remaining_hypotheses == ("A licence that is not assigned yet",)
    assert gained.findings.steps_ruled_out == ("The token cache: cleared, same prompt",)
    assert gained.engine == "claude"
    assert gained.usage
    assert gained.usage.calls == 1
    assert gained.transcript
    assert json.loads(gained.transcript)["prompt"] == gained.prompt_version
    [request] = setup.server.requests
    assert request["max_tokens"] == 1024
    text = request["messages"][0]["content"][0]["text"]
    for part in (
        "Why it is given to somebody else",
        "Out of ideas",
        "engineer: Only this user",
        "FAILED",
        "What is known",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("script", "error", "code"),
    [
        ([plays.status(529, "overloaded_error")] * 3, ModelAway, "model_overloaded"),
        ([plays.refusal()], AnswerUnusable, "model_refused"),
        ([plays.answer({})] * 2, AnswerUnusable, "model_answer_invalid"),
        ([plays.answer({**FOUND, "status": "resolved"})] * 2, AnswerUnusable, "model_answer_invalid"),
    ],
)
async def test_given_no_usable_answer_when_looked_through_then_the_port_says_how(
    script: list[plays.Play], error: type[ModelAway | AnswerUnusable], code: str
) -> None:
    async with model_over(ModelServer(*script)) as setup:
        with pytest.raises((ModelAway, AnswerUnusable)) as caught:
            await ClaudeInsight(setup.model).gain(handed_over())
    assert isinstance(caught.value, error)
    assert str(caught.value) == code
    assert caught.value.usage


def test_given_endless_lines_with_links_when_mapped_then_they_are_few_short_and_without() -> None:
    line = "see https://collector.example/p?d=1\nnow " * 50
    answer = InsightAnswer(
        remaining_hypotheses=[f"{number} {line}" for number in range(9)],
        suggested_next_steps=["", "Read the log at https://portal.contoso.com/x"],
        steps_ruled_out=[" "],
    )
    found = findings_of(answer, frozenset({"portal.contoso.com"}))
    assert len(found.remaining_hypotheses) == 4
    assert all(
        len(text) <= LINE_CHARS and "https" not in text and "\n" not in text for text in found.remaining_hypotheses
    )
    assert found.suggested_next_steps == ("Read the log at portal.contoso.com",)
    assert found.steps_ruled_out == ()
