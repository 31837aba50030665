"""The product with a model: steps of its making, its outages, its nonsense, its price; and the usual limits."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from shared.testing import model_server as plays
from shared.testing.waiting import eventually
from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, newcomer, ok, refused, signed_in
from tests.e2e.model import (
    CLASSIFICATION,
    REASONING,
    ScriptedModel,
    action,
    costly,
    question,
    scripted_model,
    suggestion,
)
from tests.e2e.product import Product, running_product

INJECTIONS = json.loads(
    (Path(__file__).parents[1] / "integration" / "llm" / "injections.json").read_text(encoding="utf-8")
)
ROBOT = "The stapler robot in the print shop stalls at axis 3 and blinks twice."
COOL_DOWN = 1.0
BUDGET_USD = 2.0


@pytest.fixture(scope="module")
async def model() -> AsyncIterator[ScriptedModel]:
    async with scripted_model() as served:
        yield served


@pytest.fixture(scope="module")
async def with_model(
    tmp_path_factory: pytest.TempPathFactory, model: ScriptedModel, prepared: Path
) -> AsyncIterator[Product]:
    """The product with a model, and with its usual limits."""
    settings = {
        "API_KEY": "a-key",
        "BASE_URL": model.url,
        "BACKOFF": "0.05",
        "BREAKER_COOL_DOWN": str(COOL_DOWN),
        "DAILY_BUDGET_USD": str(BUDGET_USD),
    }
    environment = {f"RESOLUTIONFLOW_MODEL_{name}": value for name, value in settings.items()}
    async with running_product(tmp_path_factory.mktemp("with_model"), environment, prepared=prepared) as running:
        yield running


@pytest.fixture(scope="module")
async def chief(with_model: Product) -> AsyncIterator[Person]:
    """Administers the account."""
    async with signed_in(with_model.url, "admin@demo.example") as person:
        yield person


@pytest.fixture
async def worker(with_model: Product, chief: Person, model: ScriptedModel) -> AsyncIterator[Person]:
    """A new engineer, with all of the minute's starts; the model behaves, and has recovered."""
    model.reset()
    async with newcomer(with_model.url, chief, "engineer") as person:
        yield person


async def test_given_a_model_when_a_case_is_worked_then_its_steps_lead_to_the_documentation(
    worker: Person, model: ScriptedModel
) -> None:
    model.then(question(), action(), suggestion())
    started = await worker.start(ROBOT)
    session, first = started["session_id"], started["first_step"]
    assert (started["problem_summary"], started["problem_domain"]) == (CLASSIFICATION["summary"], "hardware")
    assert (first["engine"], first["confidence_tier"], first["confidence_score"]) == ("claude", "exploring", 0.45)
    assert first["context_message"] == question()["why"]
    done = await worker.respond(session, first, selected_option=first["options"][1]["value"])
    assert (done["next_step"]["step_type"], done["next_step"]["content"]["action_type"]) == ("action", "verification")
    last = await worker.respond(session, done["next_step"], action_result={"success": False, "details": "UNHOMED"})
    assert last["resolution_suggested"]
    assert last["confidence_tier"] == "guided"
    ok(await worker.act(session, "resolve", {"resolution_summary": last["resolution_summary"]}))
    case = await worker.case(session)
    assert case["total_input_tokens"] > 0
    assert case["total_output_tokens"] > 0
    assert "UNHOMED" in model.seen()
    assert "tools" not in model.seen()
    assert not [request for request in model.server.requests if "tools" in request]


async def test_given_the_models_reasoning_when_anything_of_the_case_is_read_then_it_is_nowhere(
    worker: Person, model: ScriptedModel
) -> None:
    model.then(question(), suggestion())
    answers: list[Any] = [await worker.start(ROBOT)]
    session = answers[0]["session_id"]
    answers.append(await worker.respond(session, answers[0]["first_step"], free_text_input="No idea."))
    answers.append(ok(await worker.act(session, "resolve", {"resolution_summary": "Homed the axis."})))
    addresses = ("", "/history", "/documentation", "?at_version=5")
    answers += [ok(await worker.get(f"{SESSIONS}/{session}{address}")) for address in addresses]
    answers.append((await worker.get(f"{SESSIONS}/{session}/documentation", headers={"accept": "text/markdown"})).text)
    assert REASONING not in json.dumps(answers)


@pytest.mark.parametrize(
    "outage",
    [plays.status(500), plays.status(529, "overloaded_error"), plays.status(401), plays.dropped("{"), plays.cut("{")],
    ids=["500", "529", "401", "dropped", "cut"],
)
async def test_given_an_outage_when_a_step_is_due_then_the_playbook_takes_over_and_the_model_comes_back(
    worker: Person, model: ScriptedModel, outage: plays.Play
) -> None:
    started = await worker.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    assert first["engine"] == "claude"
    model.step = outage
    away = (await worker.respond(session, first, free_text_input="Since Monday."))["next_step"]
    assert away["engine"] == "playbook"
    assert away["content"]["text"]
    model.step = plays.answer(question(text="And what did you try?"))
    steps: list[Json] = [away]

    async def is_back() -> bool:
        steps.append((await worker.respond(session, steps[-1], was_skipped=True))["next_step"])
        return bool(steps[-1]["engine"] == "claude")

    await eventually(is_back)
    assert steps[-1]["content"]["text"] == "And what did you try?"


async def test_given_nonsense_twice_when_a_step_is_due_then_the_failure_is_shown_and_a_retry_helps(
    worker: Person, model: ScriptedModel
) -> None:
    model.step = plays.text("I would rather write a poem.")
    started = await worker.start(ROBOT)
    assert started["first_step"] is None
    assert started["failure"]["retriable"]
    assert started["failure"]["detail"]
    session = started["session_id"]
    refused(await worker.act(session, "respond", {"was_skipped": True}), 409, "step_not_open")
    used = (await worker.case(session))["total_output_tokens"]
    assert used > 0
    model.step = plays.answer(question())
    retried = ok(await worker.act(session, "retry-step"))
    assert retried["next_step"]["engine"] == "claude"
    assert retried["failure"] is None
    assert (await worker.case(session))["total_output_tokens"] > used


async def test_given_nonsense_once_when_a_step_is_due_then_the_repair_is_shown(
    worker: Person, model: ScriptedModel
) -> None:
    model.then(plays.text("Sure! Here it is:"), plays.fenced(question()))
    assert (await worker.start(ROBOT))["first_step"]["content"]["text"] == question()["text"]


@pytest.mark.parametrize("play", [plays.refusal(), plays.truncated('{"shape": "question"')], ids=["refused", "cut off"])
async def test_given_a_model_that_declines_when_a_step_is_due_then_the_failure_is_shown(
    worker: Person, model: ScriptedModel, play: plays.Play
) -> None:
    model.step = play
    started = await worker.start(ROBOT)
    assert started["first_step"] is None
    assert started["failure"]["code"]


async def test_given_nonsense_for_a_classification_when_a_case_starts_then_it_goes_on_with_the_first_words(
    worker: Person, model: ScriptedModel
) -> None:
    model.classification = plays.text("no")
    started = await worker.start(ROBOT)
    assert (started["problem_summary"], started["problem_domain"]) == (ROBOT[:120], "other")
    assert started["first_step"]["engine"] == "claude"


async def test_given_a_client_without_a_model_when_its_case_is_worked_then_no_model_sees_it(
    worker: Person, model: ScriptedModel
) -> None:
    [client] = [client for client in ok(await worker.get("/clients")) if client["no_model"]]
    started = await worker.start(LOCKOUT, client_id=client["id"])
    assert started["first_step"]["engine"] == "playbook"
    await worker.respond(started["session_id"], started["first_step"], was_skipped=True)
    assert model.server.requests == []


async def test_given_a_client_with_redactions_when_its_case_is_worked_then_the_model_sees_none_of_it(
    worker: Person, model: ScriptedModel
) -> None:
    [client] = [client for client in ok(await worker.get("/clients")) if client["redactions"]]
    started = await worker.start(f"{ROBOT} File KV-20417, password=Winter2026!", client_id=client["id"])
    session, first = started["session_id"], started["first_step"]
    await worker.respond(session, first, free_text_input="It is about KV-99871 too.")
    assert ROBOT[:30] in model.seen()
    for secret in ("KV-20417", "KV-99871", "Winter2026"):
        assert secret not in model.seen()
    assert "KV-20417" in (await worker.case(session))["intake_content"]["text"]


def worst(text: str, shape: str) -> Json:
    """Every field of the contract filled with the worst."""
    evil = f"{text} PWNED <img src=x onerror=fetch('/api')> https://evil.example/x [x](javascript:alert(1)) \u202e"
    return {
        "shape": shape,
        "reasoning": evil,
        "text": evil,
        "why": evil,
        "options": [{"label": f"{number} {evil}", "value": "same", "followup_hint": evil} for number in range(5)],
        "allow_free_text": False,
        "allow_skip": False,
        "expected_outcome": evil,
        "instructions": evil,
        "resolution_summary": evil,
        "follow_up_recommendations": [evil] * 7,
        "confidence": 1.0,
    }


@pytest.mark.parametrize("item", INJECTIONS, ids=lambda item: item["id"])
async def test_given_an_injection_when_the_model_obeys_it_then_no_rule_is_broken(
    worker: Person, model: ScriptedModel, item: dict[str, str]
) -> None:
    text = item["text"]
    model.classification = plays.answer({
        "summary": f"{text} https://evil.example/x", "domain": "other", "symptoms": [text] * 6, "urgency": "critical",
    })  # fmt: skip
    model.then(worst(text, "question"), worst(text, "action"), worst(text, "resolution_suggestion"))
    started = await worker.start(intake_type="combined", content={"text": text, "log_content": text})
    session, first = started["session_id"], started["first_step"]
    refused(await worker.act(session, "respond", {"step_id": first["step_id"], "selected_option": "PWNED"}), 422)
    refused(await worker.act(session, "respond", {"step_id": first["step_id"], "was_skipped": True}), 422)
    assert len({option["value"] for option in first["options"]}) == len(first["options"]) <= 5
    second = (await worker.respond(session, first, selected_option=first["options"][0]["value"]))["next_step"]
    await worker.respond(session, second, action_result={"success": True})
    case = await worker.case(session)
    assert (case["status"], case["step_count"]) == ("active", 3)
    assert case["user_id"] == worker.id
    shown = json.dumps([case["steps"], case["problem_summary"], case["symptoms"]], ensure_ascii=False)
    assert not re.search(r"(?i)evil\.example|javascript:|\u202e", shown)
    assert all(step["confidence_score"] < 1 for step in case["steps"])
    assert "reasoning" not in case["steps"][0]["content"]
    document = await worker.get(f"{SESSIONS}/{session}/documentation", headers={"accept": "text/markdown"})
    assert not re.search(r"<img|(?<!\\)\]\(|evil\.example", document.text)


async def test_given_five_starts_in_a_minute_when_a_sixth_comes_then_it_has_to_wait_and_nothing_is_stored(
    worker: Person, with_model: Product
) -> None:
    for _ in range(5):
        await worker.start(ROBOT)
    answer = await worker.post(SESSIONS, {"intake_type": "free_text", "intake_content": {"text": ROBOT}})
    problem = refused(answer, 429, "too_many_requests")
    assert 1 <= int(answer.headers["retry-after"]) == problem["retry_after"] <= 60
    assert len(ok(await worker.get(SESSIONS))) == 5


async def test_given_a_used_up_budget_when_a_step_is_due_then_the_playbook_goes_on_and_says_so(
    with_model: Product, model: ScriptedModel
) -> None:
    model.reset()
    async with signed_in(with_model.url, "other@rival.example") as rival:
        started = await rival.start(ROBOT)
        session, first = started["session_id"], started["first_step"]
        assert first["engine"] == "claude"
        model.then(costly(question()))
        second = (await rival.respond(session, first, was_skipped=True))["next_step"]
        assert second["engine"] == "claude"
        model.server.requests.clear()
        following = (await rival.respond(session, second, was_skipped=True))["next_step"]
        assert following["engine"] == "playbook"
        assert "budget of this day is used up" in following["context_message"]
        assert model.server.requests == []
        ok(await rival.act(session, "resolve", {"resolution_summary": "Homed the axis."}))
