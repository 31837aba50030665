"""`cmd.intake.start_case` over a real PostgreSQL."""

import io
from typing import Any

import pytest
from PIL import Image
from pydantic import ValidationError

from services.intake.events import CaseReceived, Ticket
from shared.errors import Problem
from shared.ids import new_id
from tests.integration.intake.conftest import ACCOUNT, TEAM, USER, Intake, start_request
from tests.unit.intake.logs import long_log

ERROR = "2026-10-02 ERROR Netlogon 5719: no secure session\n"


def png(width: int = 60, height: int = 40) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(output, "PNG")
    return output.getvalue()


async def upload(intake: Intake, content: bytes) -> str:
    """What the gateway does with a file before the case is started."""
    return str((await intake.blobs.upload(ACCOUNT, USER, "application/octet-stream", content, 10_000_000)).id)


async def received(intake: Intake, **body: Any) -> CaseReceived:
    """Start a case and answer its first event."""
    session = new_id()
    answer = await intake.api.start_case(start_request(session, **body))
    assert answer == {"session": str(session), "stream": f"case-{session}", "version": 1, "repeated": False}
    (event,) = await intake.events(session)
    assert isinstance(event, CaseReceived)
    return event


async def test_given_a_text_when_started_then_the_case_is_received_with_its_owner(intake: Intake) -> None:
    event = await received(intake, text="VPN drops", client_policy={"no_model": True, "redactions": ["x"]})
    assert (event.text, event.owner_id, event.owner_name, event.team_id) == ("VPN drops", USER, "Erin", TEAM)
    assert (event.client_policy.no_model, event.client_policy.redactions) == (True, ["x"])


async def test_given_a_client_when_started_then_the_envelope_names_it(intake: Intake) -> None:
    session, client = new_id(), new_id()
    await intake.api.start_case(start_request(session, text="VPN drops", client_id=str(client)))
    (event,) = await intake.stored(session)
    assert (event.account, event.session, event.client) == (ACCOUNT, session, client)


@pytest.mark.parametrize("uploaded", [False, True])
async def test_given_a_log_when_started_then_it_is_kept_whole_and_cut_for_a_model(
    intake: Intake, uploaded: bool
) -> None:
    text, session = long_log(ERROR), new_id()
    part = {"log_upload": await upload(intake, text.encode())} if uploaded else {"log": text}
    await intake.api.start_case(start_request(session, intake_type="log_paste", **part))
    (event,) = await intake.events(session)
    assert isinstance(event, CaseReceived)
    assert event.log is not None
    assert (event.log.bytes, event.log.lines) == (len(text), text.count("\n"))
    assert ERROR in event.log.excerpt
    assert len(event.log.excerpt) <= 8000
    assert (await intake.blobs.read_whole(ACCOUNT, session, event.log.blob)).decode() == text


async def test_given_a_utf_16_log_when_started_then_it_is_kept_as_utf_8(intake: Intake) -> None:
    session = new_id()
    log = await upload(intake, "Zugriff verweigert\r\nä\n".encode("utf-16"))
    await intake.api.start_case(start_request(session, intake_type="log_paste", log_upload=log))
    (event,) = await intake.events(session)
    assert isinstance(event, CaseReceived)
    assert event.log is not None
    assert (await intake.blobs.read_whole(ACCOUNT, session, event.log.blob)).decode() == "Zugriff verweigert\r\nä\n"


async def test_given_screenshots_when_started_then_they_are_kept_re_encoded(intake: Intake) -> None:
    session = new_id()
    uploads = [await upload(intake, png()), await upload(intake, png(3000, 1500))]
    await intake.api.start_case(start_request(session, intake_type="screenshot", screenshots=uploads))
    (event,) = await intake.events(session)
    assert isinstance(event, CaseReceived)
    assert [(shot.width, shot.height) for shot in event.screenshots] == [(60, 40), (1568, 784)]
    for shot in event.screenshots:
        content = await intake.blobs.read_whole(ACCOUNT, session, shot.blob)
        assert (len(content), content[:4]) == (shot.bytes, b"\x89PNG")


async def test_given_a_ticket_when_started_then_it_is_named(intake: Intake) -> None:
    ticket = {"psa_connection_id": None, "psa_ticket_id": "4711"}
    event = await received(intake, intake_type="psa_ticket", ticket=ticket)
    assert event.ticket == Ticket(psa_connection_id=None, psa_ticket_id="4711")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "nothing_given"),
        ({"intake_type": "log_paste", "log": " \n "}, "nothing_given"),
        ({"text": "x" * 200_000}, "text_too_long"),
        ({"intake_type": "log_paste", "log": "x" * 3_000_001}, "log_too_large"),
        ({"intake_type": "log_paste", "log": "a\0b"}, "log_is_not_text"),
        ({"screenshots": [str(new_id()) for _ in range(6)]}, "too_many_screenshots"),
        ({"screenshots": [str(new_id())]}, "upload_not_found"),
    ],
)
async def test_given_what_cannot_be_taken_when_started_then_it_is_refused_and_nothing_happened(
    intake: Intake, body: dict[str, Any], code: str
) -> None:
    session = new_id()
    with pytest.raises(Problem) as refusal:
        await intake.api.start_case(start_request(session, **body))
    assert refusal.value.code == code
    assert await intake.stored(session) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no picture", "not_a_picture"), (png()[:60], "damaged_picture"), (bytes(100_001), "screenshot_too_large")],
)
async def test_given_a_bad_screenshot_when_started_then_it_is_refused(
    intake: Intake, content: bytes, code: str
) -> None:
    with pytest.raises(Problem) as refusal:
        await received(intake, text="see picture", screenshots=[await upload(intake, content)])
    assert refusal.value.code == code


async def test_given_unknown_fields_when_started_then_it_is_refused(intake: Intake) -> None:
    with pytest.raises(ValidationError):
        await received(intake, text="VPN drops", owner_id=str(new_id()))


async def test_given_a_started_case_when_its_command_is_repeated_then_the_first_session_is_answered(
    intake: Intake,
) -> None:
    first, second = new_id(), new_id()
    picture = await upload(intake, png())
    request = start_request(first, key="k1", text="VPN drops", screenshots=[picture])
    await intake.api.start_case(request)
    again = await intake.api.start_case(start_request(second, key="k1", text="VPN drops", screenshots=[str(new_id())]))
    assert again == {"session": str(first), "stream": f"case-{first}", "version": 1, "repeated": True}
    assert await intake.stored(second) == []
