"""From one status to another, and what is refused."""

import pytest

from tests.e2e import shapes
from tests.e2e.kit import LOCKOUT, Json, Person, ok, refused, to_suggestion

RESOLUTION = {"resolution_summary": "Removed the saved password."}


async def started_session(person: Person) -> tuple[str, Json]:
    started = await person.start(LOCKOUT)
    return started["session_id"], started["first_step"]


async def test_given_an_active_session_when_paused_and_resumed_then_it_stands_where_it_stood(engineer: Person) -> None:
    session, first = await started_session(engineer)
    paused = ok(await engineer.act(session, "pause"))
    assert set(paused) >= shapes.ITEM
    assert paused["status"] == "paused"
    body = {"step_id": first["step_id"], "was_skipped": True}
    problem = refused(await engineer.act(session, "respond", body), 409, "wrong_status")
    assert problem["session_status"] == "paused"
    refused(await engineer.act(session, "pause"), 409, "wrong_status")
    assert ok(await engineer.act(session, "resume"))["status"] == "active"
    assert await engineer.respond(session, first, was_skipped=True)


async def test_given_a_paused_session_when_it_is_resolved_then_it_is_documented(engineer: Person) -> None:
    session, _ = await started_session(engineer)
    ok(await engineer.act(session, "pause"))
    closed = ok(await engineer.act(session, "resolve", RESOLUTION))
    assert closed["documentation"]["resolution_summary"] == RESOLUTION["resolution_summary"]


async def test_given_a_session_when_it_is_abandoned_then_it_has_documentation_without_a_resolution(
    engineer: Person,
) -> None:
    session, _ = await started_session(engineer)
    assert ok(await engineer.act(session, "abandon"))["status"] == "abandoned"
    documentation = ok(await engineer.get(f"/ai-sessions/{session}/documentation"))
    assert documentation["resolution_summary"] is None
    refused(await engineer.act(session, "resolve", RESOLUTION), 409, "wrong_status")


async def test_given_a_resolved_session_when_it_is_reopened_then_each_outcome_has_its_own_documentation(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    suggestion, _ = await to_suggestion(engineer, started)
    first = ok(await engineer.act(session, "resolve", RESOLUTION))["documentation"]
    reopened = ok(await engineer.act(session, "reopen"))
    assert reopened["status"] == "active"
    assert reopened["next_step"]["step_order"] == suggestion["step_order"] + 1
    running = await engineer.case(session)
    assert (running["status"], running["resolved_at"], running["documentation"]) == ("active", None, None)
    again = {"resolution_summary": "It was the scanner after all."}
    second = ok(await engineer.act(session, "resolve", again))["documentation"]
    assert second["resolution_summary"] == again["resolution_summary"]
    assert second["total_steps"] == first["total_steps"] + 1
    assert (await engineer.case(session))["outcome"] == 2


async def test_given_a_resolved_session_when_it_is_reopened_without_waiting_then_the_step_comes_later(
    engineer: Person,
) -> None:
    session, _ = await started_session(engineer)
    ok(await engineer.act(session, "resolve", RESOLUTION))
    accepted = ok(await engineer.act(session, "reopen", headers={"prefer": "respond-async"}), status=202)
    assert accepted["next_step"] is None
    case = await engineer.until_case(session, lambda case: case["step_count"] == 2)
    assert case["status"] == "active"
    assert case["steps"][-1]["responded_at"] is None


async def test_given_a_session_when_the_lead_reassigns_it_then_the_other_engineer_goes_on(
    engineer: Person, colleague: Person, lead: Person
) -> None:
    session, first = await started_session(engineer)
    refused(await engineer.act(session, "reassign", {"user_id": colleague.id}), 403)
    item = ok(await lead.act(session, "reassign", {"user_id": colleague.id}))
    assert item["user_id"] == colleague.id
    body = {"step_id": first["step_id"], "was_skipped": True}
    refused(await engineer.act(session, "respond", body), 403, "not_your_session")
    assert await colleague.respond(session, first, was_skipped=True)
    assert session in [item["id"] for item in ok(await colleague.get("/ai-sessions"))]


async def test_given_a_viewer_when_a_session_is_reassigned_to_them_then_it_is_refused(
    engineer: Person, lead: Person
) -> None:
    session, _ = await started_session(engineer)
    people = {user["email"]: user["id"] for user in ok(await lead.get("/users"))}
    body = {"user_id": people["viewer@demo.example"]}
    refused(await lead.act(session, "reassign", body), 422, "not_an_engineer")


async def test_given_a_closed_session_when_it_is_rated_then_the_rating_can_change_later(engineer: Person) -> None:
    session, _ = await started_session(engineer)
    refused(await engineer.act(session, "rate", {"rating": 4}), 409, "wrong_status")
    ok(await engineer.act(session, "resolve", RESOLUTION))
    assert ok(await engineer.act(session, "rate", {"rating": 2, "feedback": "Slow."}))["session_rating"] == 2
    assert ok(await engineer.act(session, "rate", {"rating": 5}))["session_rating"] == 5
    refused(await engineer.act(session, "rate", {"rating": 6}), 422)


async def connection_of(person: Person) -> str:
    """The connection with the demo's PSA."""
    [connection] = ok(await person.get("/psa/connections"))
    identifier: str = connection["id"]
    return identifier


async def test_given_a_session_when_a_ticket_is_linked_then_the_link_is_kept(engineer: Person) -> None:
    session, _ = await started_session(engineer)
    body = {"psa_ticket_id": "771", "psa_connection_id": await connection_of(engineer)}
    item = ok(await engineer.act(session, "link-ticket", body))
    assert set(item) >= shapes.ITEM
    case = await engineer.case(session)
    assert (case["psa_ticket_id"], case["psa_connection_id"]) == ("771", body["psa_connection_id"])


async def test_given_a_session_without_a_failed_step_when_a_retry_is_asked_for_then_it_is_refused(
    engineer: Person,
) -> None:
    session, _ = await started_session(engineer)
    refused(await engineer.act(session, "retry-step"), 409, "no_failed_step")


@pytest.mark.parametrize("action", ["pause", "resume", "abandon", "link-ticket", "resolve", "respond"])
async def test_given_a_resolved_session_when_anything_but_rating_or_reopening_is_tried_then_it_says_its_status(
    engineer: Person, action: str
) -> None:
    session, first = await started_session(engineer)
    ok(await engineer.act(session, "resolve", RESOLUTION))
    bodies: dict[str, Json] = {
        "resolve": RESOLUTION,
        "respond": {"step_id": first["step_id"], "was_skipped": True},
        "link-ticket": {"psa_ticket_id": "1", "psa_connection_id": await connection_of(engineer)},
    }
    problem = refused(await engineer.act(session, action, bodies.get(action)), 409, "wrong_status")
    assert problem["session_status"] == "resolved"
