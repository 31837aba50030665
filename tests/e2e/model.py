"""A model for the product: a local server with one answer to classifications and a script of steps."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.responses import Response, StreamingResponse

from shared.testing import model_server as plays
from shared.testing.model_server import Body, ModelServer, Play
from tests.e2e.kit import Json

CLASSIFICATION_TOKENS = 512
"""The cap by which a classification is told from a step."""
NOTE_TOKENS = 1400
"""The cap by which a closing document is."""
REASONING = "The reasoning that engineers never see."


def question(**changes: Any) -> Json:
    """A question as the model would answer it."""
    return {
        "shape": "question",
        "reasoning": REASONING,
        "text": "Since when does the stapler robot stall?",
        "why": "The date tells which change to look at.",
        "options": [{"label": "Today", "value": "today"}, {"label": "For weeks", "value": "weeks"}],
        "confidence": 0.45,
    } | changes


def action(**changes: Any) -> Json:
    """An action as the model would answer it."""
    return {
        "shape": "action",
        "reasoning": REASONING,
        "text": "Open the robot's console and run: show axis 3",
        "kind": "verification",
        "expected_outcome": "Axis 3 reports HOMED.",
        "confidence": 0.7,
    } | changes


def suggestion(**changes: Any) -> Json:
    """A suggestion as the model would answer it."""
    return {
        "shape": "resolution_suggestion",
        "reasoning": REASONING,
        "text": "The axis lost its home position.",
        "resolution_summary": "Caused by a lost home position, fixed by homing axis 3.",
        "follow_up_recommendations": ["Watch it for a day."],
        "confidence": 0.92,
    } | changes


def costly(step: Json) -> Play:
    """A step for which a million tokens are said to have been read."""

    async def play(body: Body) -> Response:
        response = await plays.answer(step)(body)
        assert isinstance(response, StreamingResponse)
        events = [str(event).replace(f'"input_tokens": {plays.INPUT_TOKENS}', '"input_tokens": 1000000')
                  async for event in response.body_iterator]  # fmt: skip
        return StreamingResponse(iter(events), media_type="text/event-stream")

    return play


CLASSIFICATION = {
    "summary": "The stapler robot stalls",
    "domain": "hardware",
    "symptoms": ["stalls at axis 3"],
    "urgency": "high",
}


NOTE = {
    "problem": "The stapler robot stalled.",
    "what_was_done": [],
    "root_cause": "",
    "resolution": "The stapler robot was put right.",
    "follow_up": [],
}
PACKAGE = {
    "problem": "The stapler robot stalled.",
    "confirmed": ["The stapler robot stalled in the print shop."],
    "tried": ["The stapler robot was looked at."],
    "hypothesis": "",
    "next_steps": ["Look at the robot while it stalls.", "Establish what changed before it did."],
}


def is_package(body: Body) -> bool:
    """Whether the closing document that is asked for is an escalation package."""
    return "# The escalation package" in body["system"][1]["text"]


@dataclass(slots=True)
class ScriptedModel:
    """What the model says: `classification` to each case, `step` to whatever the script has no step for.

    `notes` are its closing documents.
    """

    url: str
    server: ModelServer
    classification: Play = field(default_factory=lambda: plays.answer(CLASSIFICATION))
    step: Play = field(default_factory=lambda: plays.answer(question()))
    script: list[Play] = field(default_factory=list)
    notes: Play | None = None

    def reset(self) -> None:
        """Back to what a well-behaved model says, with nothing asked."""
        self.classification, self.step = plays.answer(CLASSIFICATION), plays.answer(question())
        self.notes = None
        self.script.clear()
        self.server.requests.clear()

    def then(self, *steps: Play | Json) -> None:
        """The next steps."""
        self.script += [plays.answer(step) if isinstance(step, dict) else step for step in steps]

    def seen(self) -> str:
        """Everything that it was asked."""
        return str(self.server.requests)

    async def play(self, body: Body) -> Response:
        """Answer a request."""
        if body["max_tokens"] == CLASSIFICATION_TOKENS:
            return await self.classification(body)
        if body["max_tokens"] == NOTE_TOKENS:
            return await (self.notes or plays.answer(PACKAGE if is_package(body) else NOTE))(body)
        return await (self.script.pop(0) if self.script else self.step)(body)


@asynccontextmanager
async def scripted_model() -> AsyncIterator[ScriptedModel]:
    """A model, served."""
    server = ModelServer()
    async with plays.serve(server) as url:
        model = ScriptedModel(url, server)
        server.otherwise = model.play
        yield model
