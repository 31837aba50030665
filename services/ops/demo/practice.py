"""Cases worked by the demo's people over the API, as engineers would: something to look at in figures and queues."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Literal

import yaml

from services.ops.client import Client
from shared.errors import TooManyRequests

Ending = Literal["resolved", "reopened", "escalated", "abandoned"]
ENDINGS: Mapping[Ending, int] = {"resolved": 15, "reopened": 2, "escalated": 2, "abandoned": 1}
"""How often each is, of twenty."""
WHERE = ("the accounting team", "the branch in Ulm", "a new colleague", "the warehouse", "the front desk")
MOST_STEPS = 12
EARLY_STEPS = 2
"""A case that is given up is given up soon."""


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """What one case is about, and how it goes. `strays`: own words are given where answers are offered; `unknown`: no
    flow of the demo is about it.
    """

    told: str
    added: str
    helped: str
    ending: Ending
    strays: bool
    unknown: bool
    rating: int | None


def practice_cases(count: int, seed: int = 1) -> Iterator[PracticeCase]:
    """The first `count` cases; the same for the same seed."""
    random = Random(seed)
    texts: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    for number in range(count):
        text = texts[number % len(texts)]
        yield PracticeCase(
            told=f"{text['told']} Reported by {random.choice(WHERE)}.",
            added=text["added"],
            helped=text["helped"],
            ending="resolved" if "group" in text else random.choices(list(ENDINGS), list(ENDINGS.values()))[0],
            strays="group" in text or random.random() < 0.15,
            unknown="group" in text,
            rating=random.choice((None, 3, 4, 5, 5)),
        )


@dataclass(slots=True)
class Practice:
    """Works cases as one signed-in person, within the limits that hold for everybody."""

    client: Client

    def work(self, case: PracticeCase) -> str:
        """Work a case to its end; its id."""
        started = self._post("/ai-sessions", {"intake_type": "free_text", "intake_content": {"text": case.told}})
        path = f"/ai-sessions/{started['session_id']}"
        self._answer(path, case, started["first_step"])
        self._end(path, case)
        return str(started["session_id"])

    def _answer(self, path: str, case: PracticeCase, step: Mapping[str, Any] | None) -> None:
        strays = case.strays
        for _ in range(MOST_STEPS if case.ending in {"resolved", "reopened"} else EARLY_STEPS):
            if step is None or step["content"]["type"] == "resolution_suggestion":
                return
            answer = _answer_to(step, case, strays=strays)
            strays = strays and "free_text_input" not in answer
            step = self._post(f"{path}/respond", {"step_id": step["step_id"], **answer})["next_step"]

    def _end(self, path: str, case: PracticeCase) -> None:
        closing = {"resolution_summary": case.helped, "session_rating": case.rating}
        match case.ending:
            case "escalated":
                self._post(
                    f"{path}/escalate", {"escalation_reason": "Needs somebody on site with access to the device."}
                )
            case "abandoned":
                self._post(f"{path}/abandon", {})
            case "resolved":
                self._post(f"{path}/resolve", closing)
            case "reopened":
                self._post(f"{path}/resolve", closing)
                self._post(f"{path}/reopen", {})
                self._post(f"{path}/resolve", closing)

    def _post(self, path: str, body: Mapping[str, Any]) -> Any:
        while True:
            try:
                return self.client.post(path, body)
            except TooManyRequests as problem:
                time.sleep(float(problem.facts.get("retry_after", 1)))


def _answer_to(step: Mapping[str, Any], case: PracticeCase, *, strays: bool) -> dict[str, Any]:
    if step["content"]["type"] == "action":
        return {"action_result": {"success": True}}
    none = next((option["value"] for option in step["options"] if option["label"].startswith("None")), None)
    if case.unknown and none is not None:
        return {"selected_option": none}
    if strays and step["allow_free_text"]:
        return {"free_text_input": case.added}
    if step["options"]:
        return {"selected_option": step["options"][0]["value"]}
    return {"was_skipped": True} if step["allow_skip"] else {"free_text_input": "Nothing else was seen."}
