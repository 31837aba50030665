"""`Prefer`, `Idempotency-Key`, `If-Match` and `ETag`: what a client may say about a request besides its body."""

import asyncio
from uuid import uuid4

from tests.e2e import shapes
from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, ok, refused
from tests.e2e.pictures import screenshot, upload
from tests.e2e.witness import Witness

START = {"intake_type": "free_text", "intake_content": {"text": LOCKOUT}}


def fresh_key() -> dict[str, str]:
    return {"idempotency-key": uuid4().hex}


async def test_given_respond_async_when_a_session_starts_then_the_step_comes_later(engineer: Person) -> None:
    answer = await engineer.post(SESSIONS, START, headers={"prefer": "respond-async"})
    accepted = ok(answer, status=202)
    assert set(accepted) >= shapes.STARTED
    assert accepted["first_step"] is None
    assert answer.headers["location"] == f"/api/v1{SESSIONS}/{accepted['session_id']}"
    case = await engineer.until_case(accepted["session_id"], lambda case: bool(case["steps"]))
    assert case["steps"][0]["content"]["text"]


async def test_given_a_short_wait_when_it_is_over_then_the_answer_says_where_to_look(engineer: Person) -> None:
    accepted = await engineer.post(SESSIONS, START, headers={"prefer": "wait=0"})
    session = ok(accepted, status=202)["session_id"]
    case = await engineer.until_case(session, lambda case: bool(case["steps"]))
    body = {"step_id": case["steps"][0]["step_id"], "was_skipped": True}
    answer = await engineer.act(session, "respond", body, headers={"prefer": "respond-async"})
    assert ok(answer, status=202)["next_step"] is None
    assert (await engineer.until_case(session, lambda case: case["step_count"] == 2))["status"] == "active"


async def test_given_a_session_that_is_being_prepared_when_it_is_acted_on_then_it_is_not_called_unknown(
    engineer: Person,
) -> None:
    accepted = ok(await engineer.post(SESSIONS, START, headers={"prefer": "respond-async"}), status=202)
    answer = await engineer.act(accepted["session_id"], "pause")
    assert answer.status_code in (200, 409), answer.text
    if answer.status_code == 409:
        refused(answer, 409, "not_begun")


async def test_given_a_long_wait_when_the_step_is_there_sooner_then_it_is_answered_at_once(engineer: Person) -> None:
    ok(await engineer.post(SESSIONS, START, headers={"prefer": "wait=50"}), status=201)


async def test_given_a_key_when_the_start_is_repeated_then_it_is_the_same_session(
    engineer: Person, witness: Witness
) -> None:
    body = START | {"intake_content": {"text": LOCKOUT, "image_urls": [await upload(engineer, screenshot())]}}
    key = fresh_key()
    first = ok(await engineer.post(SESSIONS, body, headers=key), status=201)
    async with witness.nothing_stored():
        again = ok(await engineer.post(SESSIONS, body, headers=key), status=201)
    assert again["session_id"] == first["session_id"]
    assert again["first_step"]["step_id"] == first["first_step"]["step_id"]


async def test_given_a_key_when_another_body_comes_with_it_then_it_is_refused(
    engineer: Person, witness: Witness
) -> None:
    key = fresh_key()
    ok(await engineer.post(SESSIONS, START, headers=key), status=201)
    other = {"intake_type": "free_text", "intake_content": {"text": "Something else entirely."}}
    async with witness.nothing_stored():
        refused(await engineer.post(SESSIONS, other, headers=key), 422)


async def test_given_somebody_elses_key_when_it_is_used_then_it_means_another_session(
    engineer: Person, colleague: Person
) -> None:
    key = fresh_key()
    mine = ok(await engineer.post(SESSIONS, START, headers=key), status=201)
    theirs = ok(await colleague.post(SESSIONS, START, headers=key), status=201)
    assert mine["session_id"] != theirs["session_id"]


async def test_given_a_key_when_two_starts_come_at_once_then_one_session_is_started(
    engineer: Person, witness: Witness
) -> None:
    key, before = fresh_key(), await witness.mark()
    answers = await asyncio.gather(*(engineer.post(SESSIONS, START, headers=key) for _ in range(4)))
    assert len({ok(answer, status=201)["session_id"] for answer in answers}) == 1
    stored = await witness.between(before, await witness.mark())
    assert [event["type"] for event in stored].count("case_received") == 1


async def test_given_a_key_when_an_answer_is_repeated_then_it_counts_once(engineer: Person) -> None:
    started = await engineer.start(LOCKOUT)
    session, key = started["session_id"], fresh_key()
    body = {"step_id": started["first_step"]["step_id"], "was_skipped": True}
    answers = [ok(await engineer.act(session, "respond", body, headers=key)) for _ in range(2)]
    assert answers[0]["next_step"]["step_id"] == answers[1]["next_step"]["step_id"]
    assert (await engineer.case(session))["step_count"] == 2


async def test_given_a_version_that_is_not_the_current_one_when_a_command_names_it_then_it_is_refused(
    engineer: Person, witness: Witness
) -> None:
    started = await engineer.start(LOCKOUT)
    session, version = started["session_id"], started["version"]
    async with witness.nothing_stored():
        problem = refused(await engineer.act(session, "pause", headers={"if-match": '"1"'}), 412)
    assert problem["version"] == version
    assert ok(await engineer.act(session, "pause", headers={"if-match": f'"{version}"'}))["version"] == version + 1
    refused(await engineer.act(session, "resume", headers={"if-match": "soon"}), 400, "invalid_if_match")


async def test_given_an_etag_when_nothing_changed_then_nothing_is_sent_again(engineer: Person) -> None:
    session = (await engineer.start(LOCKOUT))["session_id"]
    first = await engineer.get(f"{SESSIONS}/{session}")
    assert first.headers["etag"] == f'"{first.json()["revision"]}"'
    seen = {"if-none-match": first.headers["etag"]}
    unchanged = await engineer.get(f"{SESSIONS}/{session}", headers=seen)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    ok(await engineer.act(session, "pause"))
    changed = await engineer.get(f"{SESSIONS}/{session}", headers=seen)
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


async def test_given_two_answers_at_once_when_both_are_sent_then_one_wins_and_the_other_sees_the_current_step(
    engineer: Person,
) -> None:
    started = await engineer.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    bodies = [{"step_id": first["step_id"], "selected_option": option["value"]} for option in first["options"][:2]]
    answers = await asyncio.gather(*(engineer.act(session, "respond", body) for body in bodies))
    lost, won = sorted(answers, key=lambda answer: -answer.status_code)
    problem = refused(lost, 409, "step_not_open")
    assert problem["current_step"]["step_order"] == 1
    following: Json = ok(won)["next_step"]
    assert problem["current_step"]["step_id"] in (None, following["step_id"])
