"""What is refused: each with its own clear error, nothing lost, nothing half done."""

from collections.abc import Callable, Mapping
from uuid import uuid4

import pytest

from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, ok, refused, straight_answer, to_suggestion
from tests.e2e.pictures import png_bomb, screenshot, upload
from tests.e2e.witness import Witness

MIB = 1024 * 1024

NOTHING: Mapping[str, Json] = {
    "no part": {},
    "empty text": {"text": ""},
    "blank text": {"text": " \n\t "},
    "blank log": {"log_content": "\n"},
    "no picture": {"image_urls": []},
}


@pytest.mark.parametrize("intake_type", ["free_text", "log_paste", "screenshot", "psa_ticket", "combined"])
@pytest.mark.parametrize("content", NOTHING.values(), ids=NOTHING)
async def test_given_an_intake_without_anything_when_it_is_started_then_it_says_what_is_missing(
    engineer: Person, witness: Witness, intake_type: str, content: Json
) -> None:
    async with witness.nothing_stored():
        answer = await engineer.post(SESSIONS, {"intake_type": intake_type, "intake_content": content})
        refused(answer, 422, "nothing_given")


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ({"text": "x" * 200_000}, 413, "text_too_long"),
        ({"text": "é" * 90_000}, 413, "text_too_long"),
        ({"text": "x", "log_content": "x" * (21 * MIB)}, 413, None),
        ({"log_content": "x" * (50 * MIB)}, 413, "body_too_large"),
        ({"text": "x", "image_urls": ["https://collector.example/x.png"]}, 422, "foreign_image_url"),
        ({"text": "x", "image_urls": [f"/api/v1/uploads/{uuid4()}"]}, 404, "upload_not_found"),
        ({"text": "x", "image_urls": [f"/api/v1/uploads/{uuid4()}"] * 6}, 422, "too_many_screenshots"),
    ],
    ids=["text", "text in bytes", "log", "log of 50 MB", "foreign url", "unknown upload", "six"],
)
async def test_given_an_intake_over_its_limits_when_it_is_started_then_it_is_refused(
    engineer: Person, witness: Witness, content: Json, status: int, code: str | None
) -> None:
    async with witness.nothing_stored():
        answer = await engineer.post(SESSIONS, {"intake_type": "combined", "intake_content": content})
        refused(answer, status, code)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: b"GIF89a is what this claims to be, and it is not", None),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not_a_picture"),
        (lambda: b"%PDF-1.7", "not_a_picture"),
        (lambda: b"", "not_a_picture"),
        (lambda: screenshot()[:200], "damaged_picture"),
        (png_bomb, None),
        (lambda: screenshot() + b"x" * (5 * MIB + 1), None),
    ],
    ids=["words", "svg", "pdf", "empty", "cut", "bomb", "over 5 MB"],
)
async def test_given_a_picture_that_is_none_when_a_case_takes_it_then_it_is_refused(
    engineer: Person, witness: Witness, made: Callable[[], bytes], code: str | None
) -> None:
    content = made()
    url = await upload(engineer, content)
    async with witness.nothing_stored():
        body = {"intake_type": "screenshot", "intake_content": {"image_urls": [url]}}
        answer = await engineer.post(SESSIONS, body)
        refused(answer, 413 if len(content) > 5 * MIB else 422, code)


async def test_given_an_upload_over_its_limit_when_it_is_sent_then_it_is_refused(
    engineer: Person, witness: Witness
) -> None:
    async with witness.nothing_stored():
        for size in (21 * MIB, 23 * MIB):
            files = {"file": ("big.log", b"x" * size, "text/plain")}
            refused(await engineer.http.post("/api/v1/uploads", files=files), 413)


BAD_ANSWERS: Mapping[str, tuple[Json, str | None]] = {
    "unknown option": ({"selected_option": "root-99"}, "unknown_option"),
    "a label for a value": ({"selected_option": "One account"}, "unknown_option"),
    "nothing": ({}, "empty_answer"),
    "skipped and answered": ({"was_skipped": True, "free_text_input": "x"}, "contradictory_answer"),
    "a result for a question": ({"action_result": {"success": True}}, "not_an_action"),
    "blank words": ({"free_text_input": "  "}, "empty_answer"),
    "too many words": ({"free_text_input": "x" * 20_001}, None),
    "a word for a truth value": ({"was_skipped": "yes"}, None),
    "more than is known": ({"was_skipped": True, "status": "resolved"}, None),
}


@pytest.mark.parametrize(("answer", "code"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
async def test_given_an_answer_that_does_not_fit_when_it_is_given_then_the_step_stays_open(
    engineer: Person, witness: Witness, answer: Json, code: str | None
) -> None:
    started = await engineer.start(LOCKOUT)
    session, first = started["session_id"], started["first_step"]
    async with witness.nothing_stored():
        refused(await engineer.act(session, "respond", {"step_id": first["step_id"], **answer}), 422, code)
    assert await engineer.respond(session, first, was_skipped=True)


async def test_given_a_suggestion_when_it_is_skipped_then_it_is_refused(engineer: Person, witness: Witness) -> None:
    started = await engineer.start(LOCKOUT)
    suggestion, _ = await to_suggestion(engineer, started)
    body = {"step_id": suggestion["step_id"], "was_skipped": True}
    async with witness.nothing_stored():
        refused(await engineer.act(started["session_id"], "respond", body), 422, "skip_not_allowed")


async def test_given_a_step_that_is_not_open_when_it_is_answered_then_the_current_one_is_named(
    engineer: Person, witness: Witness
) -> None:
    started = await engineer.start(LOCKOUT)
    session = started["session_id"]
    async with witness.nothing_stored():
        body = {"step_id": str(uuid4()), "was_skipped": True}
        problem = refused(await engineer.act(session, "respond", body), 409, "step_not_open")
    assert problem["current_step"]["step_id"] == started["first_step"]["step_id"]


async def test_given_30_steps_when_one_more_is_asked_for_then_resolving_or_escalating_is_offered(
    engineer: Person, witness: Witness
) -> None:
    started = await engineer.start(LOCKOUT)
    session, step = started["session_id"], started["first_step"]
    while step["step_order"] < 29:
        again = step["content"]["type"] == "resolution_suggestion"
        answer = {"action_result": {"success": False}} if again else straight_answer(step)
        step = (await engineer.respond(session, step, **answer))["next_step"]
    async with witness.nothing_stored():
        body = {"step_id": step["step_id"], "free_text_input": "Still the same."}
        problem = refused(await engineer.act(session, "respond", body), 409, "step_limit")
    assert problem["offers"] == ["resolve", "escalate"]
    assert (await engineer.case(session))["step_count"] == 30
    ok(await engineer.act(session, "resolve", {"resolution_summary": "Replaced the laptop."}))


BAD_CLOSINGS: Mapping[str, Json] = {
    "no summary": {},
    "a short summary": {"resolution_summary": "Done"},
    "a blank summary": {"resolution_summary": "          "},
    "a long summary": {"resolution_summary": "x" * 2001},
    "no such rating": {"resolution_summary": "Restarted it.", "session_rating": 0},
    "a rating in words": {"resolution_summary": "Restarted it.", "session_rating": "5"},
    "a rating that is none": {"resolution_summary": "Restarted it.", "session_rating": True},
    "a huge rating": {"resolution_summary": "Restarted it.", "session_rating": 9007199254740993},
}


@pytest.mark.parametrize("body", BAD_CLOSINGS.values(), ids=BAD_CLOSINGS)
async def test_given_a_closing_that_does_not_fit_when_it_is_sent_then_the_session_stays_open(
    engineer: Person, witness: Witness, body: Json
) -> None:
    async with witness.nothing_stored():
        # The witness's own session is closed, and refused for its body first: that is all the same here.
        refused(await engineer.act(witness.session, "resolve", body), 422)


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("respond", {"was_skipped": True}),
        ("resolve", {"resolution_summary": "Restarted it."}),
        ("pause", None),
        ("resume", None),
        ("abandon", None),
        ("reopen", None),
        ("retry-step", None),
        ("rate", {"rating": 3}),
        ("link-ticket", {"psa_ticket_id": "1", "psa_connection_id": "2"}),
    ],
)
async def test_given_an_unknown_session_when_it_is_acted_on_then_it_is_not_found(
    engineer: Person, witness: Witness, action: str, body: Json | None
) -> None:
    async with witness.nothing_stored():
        refused(await engineer.act(str(uuid4()), action, body), 404)


async def test_given_an_unknown_client_when_a_session_names_it_then_it_is_not_found(
    engineer: Person, witness: Witness
) -> None:
    body = {"intake_type": "free_text", "intake_content": {"text": LOCKOUT}, "client_id": str(uuid4())}
    async with witness.nothing_stored():
        refused(await engineer.post(SESSIONS, body), 404)
