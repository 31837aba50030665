"""What is known of a case and what is tried: facts and suggested fixes over HTTP."""

import json
from collections.abc import Mapping
from uuid import uuid4

import httpx2
import pytest

from services.gateway.routes.case_detail_models import Case
from services.gateway.routes.material_models import Fact, Fix, FixOfSession
from tests.e2e import shapes
from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, newcomer, ok, refused, to_suggestion
from tests.e2e.product import Product
from tests.e2e.test_nasty_inputs import SECONDS, items, timed, value_of
from tests.e2e.witness import Witness

FIX = {"title": "Clear the saved password", "description": "Credential Manager keeps the old one."}


async def started(person: Person) -> str:
    session: str = (await person.start(LOCKOUT))["session_id"]
    return session


async def fact(person: Person, session: str, text: str = "It began on Monday.", **more: object) -> Json:
    found: Json = ok(await person.act(session, "facts", {"text": text, **more}), status=201)
    return found


async def fix(person: Person, session: str, **more: object) -> Json:
    found: Json = ok(await person.act(session, "suggested-fixes", {**FIX, **more}), status=201)
    return found


async def outcome(person: Person, session: str, fix_id: str, **body: object) -> httpx2.Response:
    return await person.patch(f"{SESSIONS}/{session}/suggested-fixes/{fix_id}/outcome", body)


async def test_given_a_fact_when_it_is_added_corrected_and_retracted_then_the_case_tells_all_of_it(
    engineer: Person,
) -> None:
    session = await started(engineer)
    step = (await engineer.case(session))["steps"][0]["step_id"]
    added = await fact(engineer, session, "  It began on Monday. ", source_summary="The user", step_id=step)
    address = f"{SESSIONS}/{session}/facts/{added['id']}"
    corrected = ok(await engineer.patch(address, {"text": "It began on Tuesday."}))
    again = ok(await engineer.patch(address, {"text": "It began on Tuesday."}))
    retracted = ok(await engineer.http.delete(f"/api/v1{address}"))

    for told in (added, corrected, retracted):
        assert set(Fact.model_fields) == set(told) >= shapes.FACT
        Fact.model_validate(told)
    assert (added["text"], added["source_type"], added["step_id"]) == ("It began on Monday.", "engineer", step)
    assert [earlier["text"] for earlier in corrected["history"]] == ["It began on Monday."]
    assert again == corrected
    assert retracted["deleted_at"]
    assert (await engineer.case(session))["facts"][-1] == retracted
    refused(await engineer.patch(address, {"text": "It began on Sunday."}), 409, "fact_retracted")


async def test_given_a_key_when_a_fact_is_added_with_it_twice_then_there_is_one(engineer: Person) -> None:
    session = await started(engineer)
    key = {"idempotency-key": uuid4().hex}
    body = {"text": "It began on Monday."}
    first = await engineer.act(session, "facts", body, headers=key)
    second = await engineer.act(session, "facts", body, headers=key)

    assert ok(first, status=201) == ok(second, status=201)
    assert first.headers["etag"]
    refused(await engineer.act(session, "facts", {"text": "Something else."}, headers=key), 422)
    assert len((await engineer.case(session))["facts"]) == 1


async def test_given_another_version_when_a_fact_is_added_against_it_then_it_is_refused(engineer: Person) -> None:
    session = await started(engineer)
    stale = {"if-match": '"1"'}
    refused(await engineer.act(session, "facts", {"text": "Late."}, headers=stale), 412, "version_mismatch")


async def test_given_a_fact_of_another_session_when_it_is_corrected_here_then_it_is_not_found(engineer: Person) -> None:
    here, there = await started(engineer), await started(engineer)
    other = await fact(engineer, there)
    refused(await engineer.patch(f"{SESSIONS}/{here}/facts/{other['id']}", {"text": "Here."}), 404, "unknown_fact")


async def test_given_a_colleague_when_they_add_to_my_case_then_they_may_not(
    engineer: Person, colleague: Person
) -> None:
    session = await started(engineer)
    refused(await colleague.act(session, "facts", {"text": "I think."}), 403, "not_your_session")
    refused(await colleague.act(session, "suggested-fixes", FIX), 403, "not_your_session")


async def test_given_fixes_when_one_is_suggested_after_another_then_it_supersedes_it(engineer: Person) -> None:
    session = await started(engineer)
    first, second = await fix(engineer, session), await fix(engineer, session, confidence_pct=80)

    shown = (await engineer.case(session))["suggested_fixes"]
    assert set(Fix.model_fields) == set(second) >= shapes.FIX
    Fix.model_validate(second)
    assert [one["superseded_at"] is None for one in shown] == [False, True]
    refused(await outcome(engineer, session, first["id"], outcome="applied_success"), 409, "fix_superseded")
    refused(await outcome(engineer, session, str(uuid4()), outcome="dismissed"), 404, "unknown_fix")


async def test_given_a_fix_when_its_outcomes_are_told_then_the_rules_hold(engineer: Person) -> None:
    session = await started(engineer)
    one = (await fix(engineer, session))["id"]
    refused(await outcome(engineer, session, one, outcome="applied_partial"), 422, "notes_needed")
    refused(await outcome(engineer, session, one, outcome="applied_pending", notes="  "), 422, "reason_needed")
    pending = ok(await outcome(engineer, session, one, outcome="applied_pending", notes="Till the next logon."))
    partial = ok(await outcome(engineer, session, one, outcome="applied_partial", notes="The phone is left."))
    done = ok(await outcome(engineer, session, one, outcome="applied_success"))

    assert (pending["verified_at"], pending["pending_reason"]) == (None, "Till the next logon.")
    assert (partial["pending_since"], partial["partial_notes"]) == (None, "The phone is left.")
    assert done["applied_at"] == pending["applied_at"]
    assert done["verified_at"]
    refused(await outcome(engineer, session, one, outcome="dismissed"), 409, "fix_final")


async def test_given_fixes_that_wait_when_they_are_listed_then_they_are_of_ones_own_cases_also_of_closed_ones(
    product: Product, admin: Person, engineer: Person
) -> None:
    async with newcomer(product.url, admin, "engineer") as person:
        running, closed, decided = [await started(person) for _ in range(3)]
        fixes = {session: (await fix(person, session))["id"] for session in (running, closed, decided)}
        for session, one in fixes.items():
            ok(await outcome(person, session, one, outcome="applied_pending", notes="Till the next logon."))
        ok(await person.act(closed, "resolve", {"resolution_summary": "Cleared the saved password."}))
        ok(await outcome(person, decided, fixes[decided], outcome="applied_failed", notes="It came back."))

        listed = ok(await person.get("/suggested-fixes"))

        assert [item["session_id"] for item in listed] == [running, closed]
        assert [item["session_status"] for item in listed] == ["active", "resolved"]
        FixOfSession.model_validate(listed[0])
        assert set(FixOfSession.model_fields) == set(listed[0])
        assert ok(await person.get("/suggested-fixes", params={"skip": 1, "limit": 1})) == listed[1:]
        mine = {item["session_id"] for item in ok(await engineer.get("/suggested-fixes", params={"limit": 200}))}
        everybody = ok(await engineer.get("/suggested-fixes", params={"mine": "false", "limit": 200}))
        assert not mine & {running, closed}
        assert {running, closed} <= {item["session_id"] for item in everybody}
        failed = ok(await person.get("/suggested-fixes", params={"status": "applied_failed"}))
        assert [item["failure_reason"] for item in failed] == ["It came back."]
    refused(await engineer.get("/suggested-fixes", params={"status": "superseded"}), 422)


async def test_given_a_suggested_resolution_when_its_fix_failed_then_the_case_goes_on(engineer: Person) -> None:
    begun = await engineer.start(LOCKOUT)
    session = begun["session_id"]
    suggestion, _ = await to_suggestion(engineer, begun)
    case = await engineer.case(session)
    [active] = [one for one in case["suggested_fixes"] if one["superseded_at"] is None]
    assert active["step_id"] == suggestion["step_id"]

    ok(await outcome(engineer, session, active["id"], outcome="applied_failed", notes="It came back."))

    after = await engineer.until_case(session, lambda case: case["step_count"] > suggestion["step_order"] + 1)
    assert after["steps"][suggestion["step_order"]]["action_result"]["success"] is False
    Case.model_validate(after)


REQUESTS: Mapping[str, tuple[str, str, Json, str]] = {
    "a fact": ("POST", "facts", {}, "text"),
    "a fact's source": ("POST", "facts", {"text": "x"}, "source_summary"),
    "a correction": ("PATCH", f"facts/{uuid4()}", {}, "text"),
    "a fix's title": ("POST", "suggested-fixes", dict(FIX), "title"),
    "a fix's description": ("POST", "suggested-fixes", dict(FIX), "description"),
    "an outcome": ("PATCH", f"suggested-fixes/{uuid4()}/outcome", {}, "outcome"),
    "notes on it": ("PATCH", f"suggested-fixes/{uuid4()}/outcome", {"outcome": "applied_partial"}, "notes"),
    "a reason": ("POST", "escalate", {}, "escalation_reason"),
    "an engineer's id": ("POST", "escalate", {"escalation_reason": "Beyond me."}, "escalated_to_id"),
    "a mode": ("POST", "pickup", {}, "resume_mode"),
    "context": ("POST", "pickup", {"resume_mode": "fresh"}, "additional_context"),
    "a recipient": ("POST", "hand-over", {}, "recipient"),
    "notes to them": ("POST", "hand-over", {"recipient": "The vendor"}, "notes"),
}
"""Every body: method, address, what else is in it, and the field that a test fills."""
WRONG: Mapping[str, object] = {
    "a number": 7,
    "a list": ["x"],
    "an object": {"$ne": None},
    "too long": "x" * 4001,
    "a truth value": True,
}


async def send(
    person: Person, session: str, method: str, address: str, headers: Mapping[str, str], content: bytes
) -> httpx2.Response:
    """A body as bytes that no client library has smoothed, refused in time whatever it is."""
    url = f"/api/v1{SESSIONS}/{session}/{address}"
    sent = {"content-type": "application/json", **headers}
    answer, seconds = await timed(person.http.request(method, url, content=content, headers=sent))
    assert seconds < SECONDS
    assert 400 <= answer.status_code < 500, answer.text
    refused(answer, answer.status_code)
    found: httpx2.Response = answer
    return found


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize(("method", "address", "body", "field"), REQUESTS.values(), ids=REQUESTS)
async def test_given_a_value_that_does_not_fit_when_it_is_sent_then_it_is_refused_and_nothing_is_stored(
    engineer: Person, witness: Witness, method: str, address: str, body: Json, field: str, wrong: object
) -> None:
    async with witness.nothing_stored():
        content = json.dumps({**body, field: wrong}).encode()
        assert (await send(engineer, witness.session, method, address, {}, content)).status_code == 422


@pytest.mark.parametrize("item", items("body.text"))
async def test_given_a_nasty_text_when_a_body_says_it_to_a_closed_case_then_it_is_refused_in_time(
    engineer: Person, witness: Witness, item: Json
) -> None:
    text = value_of(item)
    async with witness.nothing_stored():
        for method, address, body, field in REQUESTS.values():
            content = json.dumps({**body, field: text}).encode()
            await send(engineer, witness.session, method, address, item.get("headers", {}), content)


@pytest.mark.parametrize("item", [item for item in items("body") if item.values[0]["gen"] != "STREAM_SLOW"])
async def test_given_a_nasty_body_when_it_is_sent_then_it_is_refused_in_time(
    engineer: Person, witness: Witness, item: Json
) -> None:
    content = value_of(item)
    async with witness.nothing_stored():
        for method, address, *_ in REQUESTS.values():
            await send(engineer, witness.session, method, address, {}, content)


MISFITS: Mapping[str, tuple[str, Json]] = {
    "a blank fact": ("facts", {"text": " \n"}),
    "no fact": ("facts", {}),
    "a source of FlowPilot's": ("facts", {"text": "x", "source_type": "ai"}),
    "somebody's name on it": ("facts", {"text": "x", "created_by": str(uuid4())}),
    "a step that is none": ("facts", {"text": "x", "step_id": "root-1"}),
    "over 100 %": ("suggested-fixes", {**FIX, "confidence_pct": 101}),
    "a share in words": ("suggested-fixes", {**FIX, "confidence_pct": "50"}),
    "a short reason": ("escalate", {"escalation_reason": "Help"}),
    "a blank reason": ("escalate", {"escalation_reason": " " * 20}),
    "nobody's id": ("escalate", {"escalation_reason": "Beyond me.", "escalated_to_id": "me"}),
    "another mode": ("pickup", {"resume_mode": "again"}),
    "nobody to hand over to": ("hand-over", {"recipient": "  "}),
}


@pytest.mark.parametrize(("action", "body"), MISFITS.values(), ids=MISFITS)
async def test_given_a_body_that_does_not_fit_when_it_is_sent_then_it_is_refused(
    engineer: Person, witness: Witness, action: str, body: Json
) -> None:
    async with witness.nothing_stored():
        refused(await engineer.act(witness.session, action, body), 422)


@pytest.mark.parametrize("item", items("body.text"))
async def test_given_a_nasty_text_when_a_fact_says_it_then_it_is_refused_or_kept_as_it_is(
    engineer: Person, item: Json
) -> None:
    session, text = await started(engineer), value_of(item)
    headers = {"content-type": "application/json", **item.get("headers", {})}
    answer, seconds = await timed(engineer.act(session, "facts", {"text": text}, headers=headers))
    assert seconds < SECONDS
    if answer.status_code == 201:
        assert answer.json()["text"] == text.strip()
        assert (await engineer.case(session))["facts"][-1]["text"] == text.strip()
    else:
        assert 400 <= answer.status_code < 500
        refused(answer, answer.status_code)
        assert (await engineer.case(session))["facts"] == []
