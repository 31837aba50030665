"""Tickets in, documentation out: a case from a ticket of the demo's PSA, and what the PSA and the case hear of it."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from services.gateway.routes.case_detail_models import Case
from shared.testing.waiting import eventually
from tests.e2e.desk import Desk, open_desk
from tests.e2e.kit import Json, Person, ok, refused
from tests.e2e.product import Product

RESOLUTION = {"resolution_summary": "The old phone still had the previous password; removed it."}
MARK = "[RF "


@pytest.fixture(scope="module")
async def desk(product: Product, admin: Person) -> AsyncIterator[Desk]:
    async with open_desk(product, admin) as opened:
        yield opened


async def from_ticket(person: Person, number: str) -> Json:
    """A case that was started from the ticket."""
    started = await person.start(intake_type="psa_ticket", content={}, psa_ticket_id=number)
    return await person.case(started["session_id"])


def is_pushed(case: Json) -> bool:
    return bool(case["pushes"]) and case["pushes"][-1]["status"] == "succeeded"


async def test_given_a_ticket_when_it_is_sought_then_words_and_number_find_it(engineer: Person, desk: Desk) -> None:
    word = uuid4().hex
    number = await desk.open_ticket(f"Scanner {word} is silent")

    by_word = ok(await engineer.get("/psa/tickets", params={"q": word}))
    by_number = ok(await engineer.get("/psa/tickets", params={"q": number, "connection_id": desk.connection}))
    detail = ok(await engineer.get(f"/psa/tickets/{number}"))

    assert [ticket["id"] for ticket in by_word["tickets"]] == [number]
    assert number in [ticket["id"] for ticket in by_number["tickets"]]
    assert (detail["context"]["ticket"]["ref"], detail["connection_id"]) == (f"CW #{number}", desk.connection)
    refused(await engineer.get("/psa/tickets/987654321"), 404, "ticket_not_found")


async def test_given_a_ticket_when_a_case_starts_from_it_then_its_words_are_the_problem(
    engineer: Person, desk: Desk
) -> None:
    number = await desk.open_ticket("User keeps getting locked out of her AD account", text="Again since Monday.")

    started = await engineer.start(intake_type="psa_ticket", content={}, psa_ticket_id=f"CW #{number}")

    assert (started["psa_context_status"], started["matched_flow_name"]) == ("loaded", "AD account keeps locking out")
    case = await engineer.case(started["session_id"])
    assert (case["psa_ticket_id"], case["ticket"]["ref"], case["ticket"]["context_status"]) == (
        number, f"CW #{number}", "loaded",
    )  # fmt: skip
    assert "Again since Monday." in case["ticket_data"]["description"]
    Case.model_validate(case)


async def test_given_a_case_from_a_ticket_when_it_is_resolved_then_its_note_stands_in_the_ticket_once(
    engineer: Person, lead: Person, desk: Desk
) -> None:
    number = await desk.open_ticket("Account locked again")
    session = (await from_ticket(engineer, number))["id"]

    closed = ok(await engineer.act(session, "resolve", RESOLUTION))

    assert closed["psa_push_status"] in ("pending", "succeeded")
    assert (closed["psa_push_error"], closed["member_mapping_warning"]) == (None, None)
    case = await engineer.until_case(session, is_pushed)
    [push] = case["pushes"]
    [note] = await desk.notes(number, containing=MARK)
    assert (str(note["id"]), push["ticket_ref"], push["found"]) == (push["note_id"], f"CW #{number}", False)
    assert "The old phone" in note["text"]
    assert note["internalAnalysisFlag"]
    assert len(await desk.hours(number)) == 1
    assert (await desk.ticket(number))["status"]["name"] == case["ticket"]["status"] == "Resolved"

    key = {"Idempotency-Key": uuid4().hex}
    again = ok(await engineer.act(session, "push", {}, headers=key))
    assert (again["status"], again["note_id"]) == ("succeeded", push["note_id"])
    other = (await from_ticket(engineer, number))["id"]
    ok(await engineer.act(other, "resolve", RESOLUTION))
    refused(await engineer.act(other, "push", {}, headers=key), 422)
    await engineer.until_case(other, is_pushed)
    assert len(await desk.notes(number, containing=MARK)) == 2
    assert len(await desk.notes(number, containing=note["text"].splitlines()[-1])) == 1
    listed = ok(await lead.get("/pushes", params={"status": "succeeded"}))
    assert session in [one["session_id"] for one in listed]
    assert ok(await engineer.get(f"/ai-sessions/{session}/pushes")) == case["pushes"]
    Case.model_validate(case)


async def test_given_an_engineer_whom_the_psa_does_not_know_when_they_escalate_then_it_is_said_and_the_note_written(
    admin: Person, desk: Desk
) -> None:
    number = await desk.open_ticket("VPN drops every hour")
    session = (await from_ticket(admin, number))["id"]

    closed = ok(await admin.act(session, "escalate", {"escalation_reason": "Beyond what I may do."}))

    assert "has no member in Northwind ConnectWise" in closed["member_mapping_warning"]
    case = await admin.until_case(session, is_pushed)
    assert case["pushes"][0]["member_warning"] == closed["member_mapping_warning"]
    assert case["pushes"][0]["kind"] == "escalation_package"
    assert len(await desk.notes(number, containing=MARK)) == 1
    assert (await desk.ticket(number))["status"]["name"] == "Escalated"


async def test_given_a_case_without_a_ticket_when_one_is_linked_then_it_is_loaded_and_changes_are_heard_of(
    engineer: Person, desk: Desk
) -> None:
    number = await desk.open_ticket("Printer on floor 2")
    session = (await engineer.start("The printer on floor 2 prints nothing"))["session_id"]
    link = {"psa_ticket_id": number, "psa_connection_id": desk.connection}
    ok(await engineer.act(session, "link-ticket", link))
    await engineer.until_case(session, lambda case: case["ticket"]["context_status"] == "loaded")

    await desk.set_status(number, "Waiting Customer")
    await desk.write(number, "The customer switched it off and on.")

    case = await engineer.until_case(
        session,
        lambda case: (
            case["ticket"]["status"] == "Waiting Customer"
            and sum(change["new_notes"] for change in case["ticket"]["changes"]) == 1
        ),
    )
    fields = [one["field"] for change in case["ticket"]["changes"] for one in change["changes"]]
    assert "status" in fields
    history = ok(await engineer.get(f"/ai-sessions/{session}/history"))
    assert len(history) == case["revision"]
    assert await engineer.case(session, params={"at_version": len(history)}) == case
    reloaded = ok(await engineer.act(session, "reload-ticket"))
    assert (reloaded["ticket"]["status"], reloaded["ticket"]["context_status"]) == ("Waiting Customer", "loaded")


async def test_given_a_connection_that_is_none_of_ours_when_a_ticket_is_linked_then_it_is_refused(
    engineer: Person, rival: Person, desk: Desk
) -> None:
    session = (await engineer.start("The scanner is slow"))["session_id"]
    link = {"psa_ticket_id": "1", "psa_connection_id": str(uuid4())}
    refused(await engineer.act(session, "link-ticket", link), 422, "unknown_connection")
    theirs = (await rival.start("The scanner is slow"))["session_id"]
    link = {"psa_ticket_id": "1", "psa_connection_id": desk.connection}
    refused(await rival.act(theirs, "link-ticket", link), 422, "unknown_connection")
    started = await rival.start(intake_type="psa_ticket", content={}, **link)
    assert started["psa_context_status"] == "unavailable"


async def test_given_a_new_ticket_on_a_watched_board_when_it_comes_then_it_is_offered_until_somebody_takes_it(
    engineer: Person, rival: Person, desk: Desk
) -> None:
    taken, unwanted = [await desk.open_ticket(f"Alert {uuid4().hex}", board="Monitoring") for _ in range(2)]

    async def offered() -> dict[str, str]:
        drafts = ok(await engineer.get("/ticket-drafts", params={"limit": 200}))
        return {draft["ticket"]["id"]: draft["id"] for draft in drafts}

    async def is_offered() -> bool:
        return {taken, unwanted} <= set(await offered())

    await eventually(is_offered)
    drafts = await offered()
    await from_ticket(engineer, taken)
    refused(await rival.post(f"/ticket-drafts/{drafts[unwanted]}/dismiss"), 404)
    assert (await engineer.post(f"/ticket-drafts/{drafts[unwanted]}/dismiss")).status_code == 204

    async def is_gone() -> bool:
        return not {taken, unwanted} & set(await offered())

    await eventually(is_gone)
    assert ok(await rival.get("/ticket-drafts")) == []


async def test_given_another_account_when_it_looks_then_nothing_of_the_connection_or_its_pushes_is_there(
    rival: Person, desk: Desk
) -> None:
    for path in ("/psa/connections", "/pushes", "/webhook-endpoints", "/ticket-drafts"):
        assert ok(await rival.get(path)) == []
    refused(await rival.get("/psa/tickets"), 404, "no_connection")
    refused(await rival.get("/psa/tickets", params={"connection_id": desk.connection}), 404)
    refused(await rival.get(f"/psa/connections/{desk.connection}"), 404, "unknown_connection")
    refused(await rival.post(f"/psa/connections/{desk.connection}/pause"), 404)


async def test_given_the_connection_when_it_is_looked_after_then_it_works_and_its_keys_are_shown_to_nobody(
    admin: Person, engineer: Person, product: Product, desk: Desk
) -> None:
    tested = ok(await admin.post(f"/psa/connections/{desk.connection}/test"))
    shown = await admin.get(f"/psa/connections/{desk.connection}")
    members = ok(await admin.get(f"/psa/connections/{desk.connection}/members"))
    options = ok(await admin.get(f"/psa/connections/{desk.connection}/options"))

    assert (tested["ok"], tested["product"]) == (True, "ConnectWise PSA")
    found = ok(shown)
    assert (found["state"], found["last_test"]["ok"], found["callbacks"]["registered"]) == ("active", True, True)
    assert found["callbacks"]["url"].startswith(f"{product.url}/bridge/psa/")
    mapped = {one["email"]: one["how"] for one in members["mapping"]}
    assert (mapped["engineer@demo.example"], mapped["viewer@demo.example"]) == ("email", None)
    assert len(members["members"]) >= 3
    assert "Monitoring" in options["boards"]
    assert "Resolved" in options["statuses"]
    [item] = ok(await engineer.get("/psa/connections"))
    assert "base_url" not in item
    for key in desk.keys:
        assert key not in shown.text
