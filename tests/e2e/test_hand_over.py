"""From one engineer to the next: escalated, seen in the queue, picked up with a briefing, taken back, handed over."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import httpx2
import pytest

from services.gateway.routes.case_detail_models import Case
from services.gateway.routes.cases_models import CaseItem, Closed, Responded
from services.gateway.routes.escalation_models import Escalation, EscalationPackage
from tests.e2e import shapes
from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, newcomer, ok, refused, straight_answer, to_suggestion
from tests.e2e.product import Product
from tests.e2e.test_live_feed import feed

REASON = "It needs rights on the domain controllers."
RESOLUTION = {"resolution_summary": "Removed the saved password."}
BRIEFING = "Escalation briefing — here's what was tried before you."


@pytest.fixture(scope="module")
async def outsider(product: Product, admin: Person) -> AsyncIterator[Person]:
    """An engineer of no team."""
    async with newcomer(product.url, admin, "engineer") as person:
        yield person


@pytest.fixture(scope="module")
async def team(product: Product, admin: Person, engineer: Person) -> AsyncIterator[list[Person]]:
    """Five more engineers of the engineer's team."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                newcomer(product.url, admin, "engineer", team_id=engineer.profile["team_id"])
            )
            for _ in range(5)
        ]


async def escalated(person: Person, **body: object) -> tuple[str, Json]:
    """A session that waits for another engineer, after one answer; and the step that was open."""
    begun = await person.start(LOCKOUT)
    session, first = begun["session_id"], begun["first_step"]
    step = (await person.respond(session, first, **straight_answer(first)))["next_step"]
    ok(await person.act(session, "escalate", {"escalation_reason": REASON, **body}))
    return session, step


async def queue(person: Person, **query: object) -> dict[str, Json]:
    """What waits for somebody, by session."""
    found = ok(await person.get("/escalations", params={"limit": 200, **query}))
    return {item["id"]: item for item in found}


def questions(case: Json) -> list[str]:
    return [step["content"]["text"] for step in case["steps"] if step["step_type"] == "question"]


async def test_given_a_case_when_one_engineer_escalates_it_then_the_next_is_briefed_and_resolves_it(
    engineer: Person, colleague: Person
) -> None:
    begun = await engineer.start(LOCKOUT)
    session, first = begun["session_id"], begun["first_step"]
    await engineer.respond(session, first, **straight_answer(first))
    ok(await engineer.act(session, "facts", {"text": "Only her laptop is concerned."}), status=201)

    closed = ok(await engineer.act(session, "escalate", {"escalation_reason": REASON}))
    assert set(closed) >= shapes.CLOSED
    Closed.model_validate(closed)
    assert (closed["status"], closed["documentation"]["escalation_reason"]) == ("requesting_escalation", REASON)
    waiting = (await queue(colleague))[session]
    Escalation.model_validate(waiting)
    assert set(Escalation.model_fields) == set(waiting)
    assert waiting["may_pick_up"]
    assert (waiting["escalated_by_name"], waiting["escalation_reason"]) == (engineer.profile["name"], REASON)
    assert not (await queue(engineer))[session]["may_pick_up"]

    taken = ok(await colleague.act(session, "pickup", {"resume_mode": "continue"}))
    assert set(taken) >= shapes.RESPONDED
    Responded.model_validate(taken)
    case = await engineer.case(session)
    Case.model_validate(case)
    assert set(EscalationPackage.model_fields) == set(case["escalation_package"])
    told, step = case["steps"][-2:]
    assert taken["next_step"] == step
    assert (told["content"]["type"], told["step_type"], told["options"]) == ("briefing", "action", [])
    assert told["content"]["text"].startswith(BRIEFING)
    assert REASON in told["content"]["text"]
    assert (told["allow_free_text"], told["allow_skip"]) == (False, False)
    assert (case["user_id"], case["picked_up_by_id"]) == (colleague.id, colleague.id)
    assert case["step_count"] == len(case["steps"]) - 1
    assert session not in await queue(colleague)

    refused(await engineer.act(session, "respond", {"was_skipped": True}), 403, "not_your_session")
    _, said = await to_suggestion(colleague, {"session_id": session, "first_step": step})
    assert said
    ok(await colleague.act(session, "resolve", RESOLUTION))
    done = await colleague.until_case(session, lambda case: len(case["closing_notes"]) == 2)
    asked = questions(done)
    assert len(asked) == len(set(asked))
    answerers = [step["answered_by_name"] for step in done["steps"] if step["answered_by"]]
    assert set(answerers) == {engineer.profile["name"], colleague.profile["name"]}
    assert {note["kind"] for note in done["closing_notes"]} == {"escalation_package", "resolution_note"}
    assert done["outcome"] == 2


async def test_given_an_escalated_case_when_it_is_read_then_the_package_has_its_fixed_shape(engineer: Person) -> None:
    session, _ = await escalated(engineer)
    case = await engineer.until_case(session, lambda case: case["escalation_package"]["insight_at"] is not None)

    package = case["escalation_package"]
    assert set(package) >= shapes.ESCALATION_PACKAGE
    assert package["original_user_id"] == engineer.id
    [tried] = package["steps_tried"]
    assert set(tried) >= shapes.STEP_TRIED
    assert tried["response"] == case["steps"][0]["options"][0]["label"]
    assert package["suggested_next_steps"]


async def test_given_an_escalated_case_when_each_revision_is_read_then_the_slider_shows_the_hand_over(
    engineer: Person, colleague: Person
) -> None:
    session, _ = await escalated(engineer)
    ok(await colleague.act(session, "pickup", {}))
    present = await colleague.until_case(session, lambda case: not case["awaiting_step"])
    history = ok(await engineer.get(f"{SESSIONS}/{session}/history"))
    by_type = {entry["type"]: entry["revision"] for entry in history}

    async def at(kind: str) -> Json:
        return await engineer.case(session, params={"at_version": by_type[kind]})

    assert (await at("escalation_requested"))["status"] == "requesting_escalation"
    assert (await at("escalation_picked_up"))["user_id"] == colleague.id
    assert (await at("briefing_given"))["steps"][-1]["content"]["type"] == "briefing"
    assert await engineer.case(session, params={"at_version": present["revision"]}) == present


async def test_given_a_named_engineer_when_a_case_is_escalated_then_they_may_take_it_and_a_stranger_may_not(
    product: Product, admin: Person, engineer: Person, outsider: Person
) -> None:
    session, _ = await escalated(engineer, escalated_to_id=outsider.id)
    async with newcomer(product.url, admin, "engineer") as stranger:
        assert session not in await queue(stranger)
        assert not (await queue(stranger, mine="false"))[session]["may_pick_up"]
        refused(await stranger.act(session, "pickup", {}), 403, "not_yours_to_pick_up")
    assert (await queue(outsider))[session]["escalated_to_name"] == outsider.profile["name"]
    body = {"resume_mode": "fresh", "additional_context": "Seen last week: a stale session on the terminal server."}

    ok(await outsider.act(session, "pickup", body))

    case = await outsider.case(session)
    briefing = next(step for step in case["steps"] if step["content"]["type"] == "briefing")
    assert briefing["content"]["additional_context"] == body["additional_context"]
    assert case["team_id"] == outsider.profile["team_id"]


async def test_given_nobody_to_take_it_when_a_case_is_escalated_to_them_then_it_is_refused(
    product: Product, admin: Person, engineer: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    refused(await engineer.act(session, "escalate", _to(engineer.id)), 422, "not_to_yourself")
    refused(await engineer.act(session, "escalate", _to(str(uuid4()))), 404)
    async with newcomer(product.url, admin, "viewer") as viewer:
        refused(await engineer.act(session, "escalate", _to(viewer.id)), 422, "not_an_engineer")
    async with newcomer(product.url, admin, "engineer") as gone:
        ok(await admin.patch(f"/users/{gone.id}", {"active": False}))
        refused(await engineer.act(session, "escalate", _to(gone.id)), 422, "not_an_engineer")
    assert (await engineer.case(session))["status"] == "active"


def _to(user: str) -> Json:
    return {"escalation_reason": REASON, "escalated_to_id": user}


async def test_given_a_case_that_waits_when_it_is_taken_back_then_the_open_step_is_open_again(
    engineer: Person, colleague: Person
) -> None:
    session, step = await escalated(engineer)
    refused(await colleague.act(session, "take-back"), 403, "not_your_session")

    back = ok(await engineer.act(session, "take-back"))

    assert (back["status"], back["next_step"]["step_id"]) == ("active", step["step_id"])
    assert session not in await queue(colleague, mine="false")
    refused(await colleague.act(session, "pickup", {}), 409, "wrong_status")
    case = await engineer.case(session)
    assert (case["escalation_reason"], case["escalation_package"], case["documentation"]) == (None, None, None)
    assert await engineer.respond(session, step, **straight_answer(step))


async def test_given_a_case_that_waits_when_it_is_handed_over_then_it_is_documented_rated_and_can_be_reopened(
    engineer: Person, colleague: Person, lead: Person
) -> None:
    session, _ = await escalated(engineer)
    refused(await colleague.act(session, "hand-over", {"recipient": "Microsoft"}), 403)

    closed = ok(await lead.act(session, "hand-over", {"recipient": "Microsoft", "notes": "Case 4711."}))

    assert closed["status"] == "escalated"
    assert closed["documentation"]["escalation_reason"].startswith(REASON)
    case = await engineer.case(session)
    assert (case["handed_over"]["recipient"], case["handed_over"]["notes"]) == ("Microsoft", "Case 4711.")
    listed = ok(await engineer.get(SESSIONS, params={"status": "escalated", "limit": 200}))
    assert session in {item["id"] for item in listed}
    assert ok(await engineer.act(session, "rate", {"rating": 4}))["session_rating"] == 4
    assert ok(await engineer.act(session, "reopen"))["status"] == "active"


@pytest.mark.parametrize("action", ["respond", "pause", "resume", "resolve", "abandon", "escalate", "reopen", "rate"])
async def test_given_a_case_that_waits_when_anything_else_is_tried_then_it_says_its_status(
    engineer: Person, action: str
) -> None:
    session, step = await escalated(engineer)
    bodies: dict[str, Json] = {
        "respond": {"step_id": step["step_id"], "was_skipped": True},
        "resolve": RESOLUTION,
        "escalate": {"escalation_reason": REASON},
        "rate": {"rating": 3},
    }
    problem = refused(await engineer.act(session, action, bodies.get(action)), 409, "wrong_status")
    assert problem["session_status"] == "requesting_escalation"


async def test_given_an_escalation_when_it_waits_then_the_list_item_says_for_whom(
    engineer: Person, colleague: Person
) -> None:
    session, _ = await escalated(engineer, escalated_to_id=colleague.id)
    items = ok(await engineer.get(SESSIONS, params={"status": "requesting_escalation", "limit": 200}))
    [item] = [item for item in items if item["id"] == session]
    CaseItem.model_validate(item)
    assert (item["escalated_to_id"], item["escalated_to_name"]) == (colleague.id, colleague.profile["name"])
    assert item["escalated_at"]


async def test_given_the_queue_when_it_is_read_in_parts_then_it_is_oldest_first_and_each_comes_once(
    engineer: Person, colleague: Person
) -> None:
    for _ in range(3):
        await escalated(engineer)
    everything = ok(await colleague.get("/escalations", params={"limit": 200}))
    moments = [item["escalated_at"] for item in everything]
    assert moments == sorted(moments)
    pages = [ok(await colleague.get("/escalations", params={"skip": skip, "limit": 2})) for skip in (0, 2)]
    assert [item["id"] for page in pages for item in page] == [item["id"] for item in everything[:4]]


async def test_given_a_viewer_when_they_read_the_queue_then_nothing_is_theirs_to_pick_up(
    product: Product, admin: Person, engineer: Person
) -> None:
    session, _ = await escalated(engineer)
    async with newcomer(product.url, admin, "viewer", team_id=engineer.profile["team_id"]) as viewer:
        assert await queue(viewer) == {}
        assert not (await queue(viewer, mine="false"))[session]["may_pick_up"]
        refused(await viewer.act(session, "pickup", {}), 403, "role_not_allowed")


async def test_given_a_colleague_s_feed_when_a_case_is_escalated_then_they_hear_of_it(
    engineer: Person, colleague: Person
) -> None:
    async with feed(colleague) as events:
        session, _ = await escalated(engineer)
        told = await events.until("escalation_requested")
        assert (told["data"]["session_id"], told["data"]["actor_id"]) == (session, engineer.id)
        assert session in await queue(colleague)


async def test_given_a_key_when_the_same_is_asked_again_with_it_then_it_happens_once(
    engineer: Person, colleague: Person
) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    key = {"idempotency-key": uuid4().hex}
    body = _to(colleague.id)
    first, second = [ok(await engineer.act(session, "escalate", body, headers=key)) for _ in range(2)]
    assert first["documentation"] == second["documentation"]
    refused(await colleague.act(session, "pickup", {}, headers={"if-match": '"1"'}), 412, "version_mismatch")
    steps = [ok(await colleague.act(session, "pickup", {}, headers=key))["next_step"] for _ in range(2)]
    assert steps[0] == steps[1]
    assert (await engineer.case(session))["outcome"] == 1


async def test_given_twenty_who_pick_up_at_once_when_one_has_it_then_the_others_are_told_who(
    engineer: Person, team: list[Person]
) -> None:
    session, _ = await escalated(engineer)

    answers = await asyncio.gather(*(person.act(session, "pickup", {}) for person in team for _ in range(4)))

    [won] = [answer for answer in answers if answer.status_code == 200]
    case = await engineer.case(session)
    assert case["steps"][-1] == won.json()["next_step"]
    assert [step["content"]["type"] for step in case["steps"]].count("briefing") == 1
    names = {refused(answer, 409, "wrong_status")["picked_up_by"] for answer in answers if answer is not won}
    assert names == {case["user_id"]}
    assert len(answers) == 20


@pytest.mark.parametrize("turn", range(6))
async def test_given_a_case_when_it_is_picked_up_taken_back_and_resolved_at_once_then_one_of_them_has_it(
    engineer: Person, colleague: Person, turn: int
) -> None:
    session, _ = await escalated(engineer)
    calls = {
        "back": engineer.act(session, "take-back"),
        "picked": colleague.act(session, "pickup", {}),
        "resolved": engineer.act(session, "resolve", RESOLUTION),
        "handed": engineer.act(session, "hand-over", {"recipient": "Microsoft"}),
    }
    order = [*calls][turn % 4 :] + [*calls][: turn % 4]

    answers = dict(zip(order, await asyncio.gather(*(calls[name] for name in order)), strict=True))

    won = {name for name, answer in answers.items() if answer.status_code == 200}
    assert len(won & {"back", "picked", "handed"}) == 1
    for name in answers.keys() - won:
        assert _said(answers[name]) in ("wrong_status", "not_your_session")
    case = await engineer.case(session)
    assert case["user_id"] == (colleague.id if "picked" in won else engineer.id)
    ended = "resolved" if "resolved" in won else "escalated" if "handed" in won else "active"
    assert case["status"] == ended


def _said(answer: httpx2.Response) -> str:
    code: str = refused(answer, answer.status_code)["code"]
    return code
