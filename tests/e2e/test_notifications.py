"""What people are told of: in the app, live, and by e-mail; each their own, and the link leads there."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import pytest

from services.gateway.notifications.preferences import DEFAULTS
from services.gateway.routes.notification_models import Notification, Preferences
from shared.testing.waiting import eventually
from tests.e2e.kit import LOCKOUT, Json, Person, ok, refused, signed_in
from tests.e2e.product import UNLIMITED, Product, running_product
from tests.e2e.test_live_feed import feed
from tests.integration.gateway.notifications.postbox import Postbox, serving, text_of

REASON = "It needs rights on the domain controllers."
PUBLIC_URL = "https://rf.msp.example"
PEOPLE = ("engineer", "engineer2", "lead", "admin", "viewer", "operator")


@pytest.fixture(scope="module")
async def postbox() -> AsyncIterator[Postbox]:
    """The mail server that the product hands its e-mail to."""
    async with serving(Postbox()) as made:
        yield made


@pytest.fixture(scope="module")
async def mailing(tmp_path_factory: pytest.TempPathFactory, prepared: Path, postbox: Postbox) -> AsyncIterator[Product]:
    """The product with e-mail."""
    settings = {
        "RESOLUTIONFLOW_SMTP_HOST": "127.0.0.1",
        "RESOLUTIONFLOW_SMTP_PORT": str(postbox.port),
        "RESOLUTIONFLOW_SMTP_TLS": "none",
        "RESOLUTIONFLOW_MAIL_FROM": "notify@msp.example",
        "RESOLUTIONFLOW_PUBLIC_URL": PUBLIC_URL,
    }
    async with running_product(
        tmp_path_factory.mktemp("mailing"), {**UNLIMITED, **settings}, prepared=prepared
    ) as running:
        yield running


@pytest.fixture(scope="module")
async def people(mailing: Product) -> AsyncIterator[dict[str, Person]]:
    """The demo's people."""
    async with AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(signed_in(mailing.url, f"{name}@demo.example")) for name in PEOPLE}


async def escalated(by: Person, to: Person | None = None) -> str:
    session: str = (await by.start(f"{LOCKOUT} Seen at {uuid4().hex}."))["session_id"]
    whom = {"escalated_to_id": to.id} if to else {}
    ok(await by.act(session, "escalate", {"escalation_reason": REASON, **whom}))
    return session


async def told_of(person: Person, session: str) -> Json:
    """Their notification of a session, once it is there."""
    found: list[Json] = []

    async def is_told() -> bool:
        items = ok(await person.get("/notifications", params={"limit": 200}))
        found[:] = [item for item in items if item["session_id"] == session]
        return bool(found)

    await eventually(is_told)
    (item,) = found
    return item


async def unread(person: Person) -> int:
    count: int = ok(await person.get("/notifications/unread"))["count"]
    return count


async def test_given_an_escalation_when_it_is_asked_then_the_other_engineers_are_told_and_the_link_leads_there(
    people: dict[str, Person],
) -> None:
    engineer, colleague = people["engineer"], people["engineer2"]
    session = await escalated(engineer)
    item = await told_of(colleague, session)

    Notification.model_validate(item)
    assert (item["kind"], item["link"], item["read_at"]) == ("escalation_to_team", f"/pilot/{session}", None)
    assert REASON in item["body"]
    assert (await colleague.case(session))["status"] == "requesting_escalation"
    await told_of(people["lead"], session)
    mine = ok(await engineer.get("/notifications"))
    assert session not in {one["session_id"] for one in mine}


async def test_given_a_notification_when_it_is_read_then_it_is_read_once_and_by_its_reader_alone(
    people: dict[str, Person],
) -> None:
    colleague = people["engineer2"]
    item = await told_of(colleague, await escalated(people["engineer"], colleague))
    before = await unread(colleague)
    refused(await people["lead"].post(f"/notifications/{item['id']}/read"), 404, "unknown_notification")
    answer = await colleague.post(f"/notifications/{item['id']}/read")
    again = await colleague.post(f"/notifications/{item['id']}/read")

    assert ok(answer)["read_at"] is not None
    assert ok(again)["read_at"] == ok(answer)["read_at"]
    assert answer.headers["etag"] == f'"{ok(answer)["version"]}"'
    assert await unread(colleague) == before - 1


async def test_given_notifications_when_all_up_to_one_are_read_then_what_came_later_is_not(
    people: dict[str, Person],
) -> None:
    engineer, colleague = people["engineer"], people["engineer2"]
    first = await told_of(colleague, await escalated(engineer, colleague))
    second = await told_of(colleague, await escalated(engineer, colleague))

    assert ok(await colleague.post("/notifications/read-all", {"until": first["id"]}))["count"] >= 1
    waiting = ok(await colleague.get("/notifications", params={"unread": True}))
    assert [item["id"] for item in waiting] == [second["id"]]
    assert ok(await colleague.post("/notifications/read-all", {"until": None})) == {"count": 0}


async def test_given_an_escalation_to_somebody_when_they_are_told_then_their_feed_says_so_and_no_others(
    people: dict[str, Person],
) -> None:
    engineer, colleague = people["engineer"], people["engineer2"]
    async with feed(colleague) as theirs, feed(engineer) as mine:
        session = await escalated(engineer, colleague)
        event = await theirs.until("notification_raised")
        item = await told_of(colleague, session)
        assert event["data"]["id"] == item["id"]
        assert (event["data"]["category"], event["data"]["session_id"]) == ("notification", None)
        last = (await engineer.start(LOCKOUT))["session_id"]
        heard = [await mine.next()]
        while heard[-1]["data"].get("session_id") != last:
            heard.append(await mine.next())
    assert "escalation_requested" in {told["data"].get("type") for told in heard}
    assert "notification" not in {told["data"].get("category") for told in heard}


async def test_given_an_escalation_when_it_is_mailed_then_the_mail_leads_to_the_case(
    people: dict[str, Person], postbox: Postbox
) -> None:
    session = await escalated(people["engineer"], people["engineer2"])

    async def is_sent() -> bool:
        return any(session in text_of(mail) for mail in postbox.to("engineer2@demo.example"))

    await eventually(is_sent)
    mail = next(mail for mail in postbox.mails if session in text_of(mail))
    assert mail["Subject"] == "Maya Osei asks for your help"
    assert f"{PUBLIC_URL}/pilot/{session}" in text_of(mail).splitlines()
    item = await told_of(people["engineer2"], session)

    async def says_so() -> bool:
        status: str | None = (await told_of(people["engineer2"], session))["email_status"]
        return status == "sent"

    await eventually(says_so)
    assert mail["Message-ID"] == f"<{item['id']}@msp.example>"


async def test_given_preferences_when_they_are_changed_then_they_hold_and_the_others_are_as_by_default(
    people: dict[str, Person],
) -> None:
    viewer, path = people["viewer"], "/notifications/preferences"
    before = ok(await viewer.get(path))
    Preferences.model_validate(before)
    assert set(before["kinds"]) == set(DEFAULTS)
    assert (before["digest_hour"], before["time_zone"]) == (8, "Europe/Berlin")
    assert (before["email"], before["email_available"]) == ("viewer@demo.example", True)
    wanted: Json = {
        "kinds": {"gap_found": {"in_app": False, "email": "off"}},
        "digest_hour": 17,
        "time_zone": "Asia/Tokyo",
    }
    after = ok(await viewer.http.put(f"/api/v1{path}", json=wanted))

    assert after == {**before, **wanted, "kinds": {**before["kinds"], **wanted["kinds"]}}
    assert ok(await viewer.get(path)) == after
    assert ok(await people["engineer"].get(path))["time_zone"] == "Europe/Berlin"


async def test_given_a_key_that_was_used_when_it_comes_with_other_preferences_then_those_that_hold_stay(
    people: dict[str, Person],
) -> None:
    admin, path = people["admin"], "/api/v1/notifications/preferences"
    first: Json = {"kinds": {}, "digest_hour": 9, "time_zone": "UTC"}
    keys = [{"Idempotency-Key": uuid4().hex} for _ in range(2)]
    ok(await admin.http.put(path, json=first, headers=keys[0]))
    ok(await admin.http.put(path, json=first | {"digest_hour": 10}, headers=keys[1]))
    refused(await admin.http.put(path, json=first | {"digest_hour": 11}, headers=keys[1]), 422, "key_reused")
    again = await admin.http.put(path, json=first, headers=keys[0])

    assert ok(again)["digest_hour"] == 10


@pytest.mark.parametrize(
    "wrong",
    [
        {"time_zone": "Mars/Olympus"},
        {"time_zone": "../../etc/passwd"},
        {"time_zone": "Europe/Berlin\u0000"},
        {"digest_hour": 24},
        {"digest_hour": "8"},
        {"kinds": {"lunch": {"in_app": True, "email": "off"}}},
        {"kinds": {"gap_found": {"in_app": "yes", "email": "off"}}},
        {"kinds": {"gap_found": {"in_app": True, "email": "pigeon"}}},
        {"email": "somebody@else.example"},
    ],
)
async def test_given_preferences_that_cannot_be_when_they_are_sent_then_they_are_refused(
    people: dict[str, Person], wrong: Json
) -> None:
    body = {"kinds": {}, "digest_hour": 8, "time_zone": "Europe/Berlin", **wrong}
    answer = await people["viewer"].http.put("/api/v1/notifications/preferences", json=body)

    assert answer.status_code in (400, 422)


async def test_given_somebody_who_wants_nothing_when_it_happens_then_they_are_not_told(
    people: dict[str, Person], postbox: Postbox
) -> None:
    engineer, colleague, lead = people["engineer"], people["engineer2"], people["lead"]
    off = {"kinds": {"escalation_to_team": {"in_app": False, "email": "off"}}, "digest_hour": 8, "time_zone": "UTC"}
    ok(await lead.http.put("/api/v1/notifications/preferences", json=off))
    session = await escalated(engineer)
    await told_of(colleague, session)
    await told_of(lead, await escalated(engineer, lead))

    listed = ok(await lead.get("/notifications", params={"limit": 200}))
    assert session not in {item["session_id"] for item in listed}
    assert not any(session in text_of(mail) for mail in postbox.to("lead@demo.example"))


async def test_given_an_operator_when_they_ask_for_notifications_then_there_are_none_for_them(
    people: dict[str, Person],
) -> None:
    refused(await people["operator"].get("/notifications"), 403)
