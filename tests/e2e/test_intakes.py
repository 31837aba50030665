"""What an engineer may bring: text, log, screenshot, ticket, or several of them."""

import io

import pytest
from PIL import Image

from tests.e2e.kit import LOCKOUT, UNHEARD_OF, Person, ok
from tests.e2e.pictures import SECRET_COMMENT, screenshot, upload

NOISE = "2026-11-20T05:48:01Z INFO heartbeat from sensor {number:06d}: all {number:06d} probes answered in time\n"
FAILURE = "2026-11-20T05:48:02Z ERROR Veeam job 'Nightly SQL' failed: VSS snapshot creation failed, 0x800423f4\n"
LOCKED = "4740,Security,2026-11-20T05:48:02Z,A user account was locked out,CallerComputerName=PHONE-7\n"


def long_log(mebibytes: int) -> str:
    """A log that is all noise but for one line in its middle."""
    lines = [NOISE.format(number=number) for number in range(mebibytes * 1024 * 1024 // len(NOISE.format(number=0)))]
    lines[len(lines) // 2] = FAILURE
    return "".join(lines)


async def test_given_a_log_of_5_mb_when_a_case_starts_with_it_then_its_error_line_is_found(engineer: Person) -> None:
    log = long_log(5)
    started = await engineer.start(intake_type="log_paste", content={"log_content": log})
    case = await engineer.case(started["session_id"])
    assert FAILURE.strip() in case["intake_content"]["log_content"]
    assert len(case["intake_content"]["log_content"]) < 100_000
    assert case["intake_content"]["log_bytes"] == len(log)
    assert case["problem_domain"] == "backup"
    assert started["first_step"]["content"]["text"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_given_a_screenshot_when_a_case_starts_with_it_then_it_is_kept_re_encoded(
    engineer: Person, form: str
) -> None:
    url = await upload(engineer, screenshot(form), f"shot.{form.lower()}", f"image/{form.lower()}")
    started = await engineer.start(intake_type="screenshot", content={"image_urls": [url]})
    [kept] = (await engineer.case(started["session_id"]))["intake_content"]["image_urls"]
    answer = await engineer.http.get(kept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] in ("image/png", "image/jpeg")
    assert SECRET_COMMENT.encode() not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (320, 200)


async def test_given_an_upload_when_two_cases_take_it_then_each_has_its_own(engineer: Person) -> None:
    url = await upload(engineer, screenshot())
    content = {"text": LOCKOUT, "image_urls": [url]}
    first = await engineer.start(intake_type="combined", content=content)
    second = await engineer.start(intake_type="combined", content=content)
    assert first["session_id"] != second["session_id"]


async def test_given_everything_at_once_when_a_case_starts_then_everything_is_in_it(engineer: Person) -> None:
    content = {
        "text": LOCKOUT,
        "log_content": LOCKED,
        "image_urls": [await upload(engineer, screenshot())],
        "ticket_id": "48213",
        "psa_connection_id": "connectwise-main",
    }
    started = await engineer.start(intake_type="combined", content=content)
    assert started["psa_context_status"] == "unavailable"
    assert started["matched_flow_name"] == "AD account keeps locking out"
    intake = (await engineer.case(started["session_id"]))["intake_content"]
    assert (intake["text"], intake["log_content"].strip()) == (LOCKOUT, LOCKED.strip())
    assert (intake["ticket_id"], intake["psa_connection_id"]) == ("48213", "connectwise-main")
    assert len(intake["image_urls"]) == 1


async def test_given_a_ticket_without_a_ticket_system_when_a_case_starts_then_it_goes_on_without(
    rival: Person,
) -> None:
    started = await rival.start(intake_type="psa_ticket", content={}, psa_ticket_id="48214")
    assert started["psa_context_status"] == "unavailable"
    session = started["session_id"]
    answered = await rival.respond(session, started["first_step"], free_text_input="It is about the printer.")
    assert answered["next_step"] is not None
    case = await rival.case(session)
    assert (case["psa_ticket_id"], case["psa_context_status"], case["ticket_data"]) == ("48214", "unavailable", None)


async def test_given_a_problem_that_no_flow_covers_when_it_is_worked_then_scoping_leads_to_the_nearest_flows(
    engineer: Person,
) -> None:
    started = await engineer.start(UNHEARD_OF)
    assert started["matched_flow_id"] is None
    assert started["match_score"] is None or started["match_score"] < 0.5
    assert started["confidence_tier"] == "discovery"
    session, step = started["session_id"], started["first_step"]
    for _ in range(8):
        if {option["label"] for option in step["options"]} >= {"None of these"}:
            break
        assert step["content"]["type"] == "question"
        assert step["context_message"]
        step = (await engineer.respond(session, step, free_text_input="We do not know yet."))["next_step"]
    assert not step["allow_free_text"]
    chosen = step["options"][0]
    following = (await engineer.respond(session, step, selected_option=chosen["value"]))["next_step"]
    case = await engineer.case(session)
    assert (case["matched_flow_id"], case["matched_flow_name"]) == (chosen["value"], chosen["label"])
    flow = ok(await engineer.get(f"/flows/{chosen['value']}"))
    assert following["content"]["text"] == flow["tree_structure"]["question"]


async def test_given_a_client_when_a_case_is_started_for_it_then_it_is_found_by_it(engineer: Person) -> None:
    clients = ok(await engineer.get("/clients"))
    assert any(client["no_model"] for client in clients)
    wanted = next(client for client in clients if client["no_model"])
    started = await engineer.start(LOCKOUT, client_id=wanted["id"])
    listed = ok(await engineer.get("/ai-sessions", params={"client": wanted["id"]}))
    assert started["session_id"] in [item["id"] for item in listed]
    assert {item["client_id"] for item in listed} == {wanted["id"]}
