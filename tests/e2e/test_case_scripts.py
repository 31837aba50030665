"""Scripts in a session: made, recorded without their passwords, and what running them gave."""

from uuid import uuid4

import pytest

from tests.e2e.kit import LOCKOUT, SESSIONS, Json, Person, ok, refused
from tests.e2e.test_script_library import TEMPLATES, created

SIGN_IN: Json = {
    "body": "login {{ zone }} {{ secret }}\n",
    "parameters_schema": {
        "parameters": [
            {"key": "zone", "label": "Zone"},
            {"key": "secret", "label": "Secret", "field_type": "password"},
        ]
    },
}
GIVEN = {"zone": "it's me", "secret": "Pl4nted"}


@pytest.fixture
async def session(engineer: Person) -> str:
    """A case that is worked."""
    begun: str = (await engineer.start(LOCKOUT))["session_id"]
    return begun


async def test_given_a_case_when_a_script_is_made_then_it_is_answered_and_recorded_redacted(
    engineer: Person, lead: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    before = (await engineer.case(session))["state_version"]
    made = ok(await engineer.act(session, "scripts", {"template_id": template["id"], "parameters": GIVEN}), status=201)
    assert made["script"] == "login 'it'\\''s me' 'Pl4nted'\n"
    assert made["filename"] == f"{template['slug']}.sh"
    assert made["generation"]["parameters_used"] == {"zone": "it's me", "secret": "[redacted]"}
    case = await engineer.case(session)
    assert case["script_generations"] == [made["generation"]]
    assert case["state_version"] == before + 1
    used = ok(await engineer.get(f"{TEMPLATES}/{template['id']}"))
    assert used["usage_count"] == 1


async def test_given_a_repeated_key_when_a_script_is_made_then_it_is_one_and_reads_as_it_did_then(
    engineer: Person, lead: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    body, key = {"template_id": template["id"], "parameters": GIVEN}, {"Idempotency-Key": uuid4().hex}
    first = ok(await engineer.act(session, "scripts", body, headers=key), status=201)
    ok(await lead.patch(f"{TEMPLATES}/{template['id']}", {"body": "signin {{ zone }} {{ secret }}\n", "name": "Other"}))
    assert ok(await engineer.act(session, "scripts", body, headers=key), status=201) == first
    other = {"template_id": template["id"], "parameters": {**GIVEN, "zone": "you"}}
    refused(await engineer.act(session, "scripts", other, headers=key), 422, "key_reused")
    retyped = {"template_id": template["id"], "parameters": {**GIVEN, "secret": "Retyped"}}
    again = await engineer.act(session, "scripts", retyped, headers=key)
    assert ok(again, status=201)["generation"] == first["generation"]
    assert "'Retyped'" in again.json()["script"]
    assert again.headers["cache-control"] == "no-store"
    assert len((await engineer.case(session))["script_generations"]) == 1


async def test_given_a_lost_reply_when_the_template_is_gone_since_then_the_script_is_answered_as_it_was_recorded(
    engineer: Person, lead: Person, admin: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    body, key = {"template_id": template["id"], "parameters": GIVEN}, {"Idempotency-Key": uuid4().hex}
    first = ok(await engineer.act(session, "scripts", body, headers=key), status=201)
    team = ok(await admin.post("/teams", {"name": f"Team {uuid4().hex[:8]}"}), status=201)["id"]
    harder = {"parameters": [*SIGN_IN["parameters_schema"]["parameters"], {"key": "more", "label": "More"}]}
    changed = {"body": "x {{ zone }} {{ secret }} {{ more }}\n", "parameters_schema": harder, "team_id": team}
    refused(await lead.patch(f"{TEMPLATES}/{template['id']}", {"team_id": team}), 403)
    ok(await admin.patch(f"{TEMPLATES}/{template['id']}", changed))
    ok(await admin.post(f"{TEMPLATES}/{template['id']}/deactivate", {}))
    assert ok(await engineer.act(session, "scripts", body, headers=key), status=201) == first
    other = {**body, "template_id": str(uuid4())}
    refused(await engineer.act(session, "scripts", other, headers=key), 422, "key_reused")
    refused(await engineer.act(session, "scripts", body), 403, "other_team")


async def test_given_a_script_when_its_result_is_recorded_then_it_is_a_fact_and_only_once(
    engineer: Person, lead: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    made = ok(await engineer.act(session, "scripts", {"template_id": template["id"], "parameters": GIVEN}), status=201)
    address = f"scripts/{made['generation']['id']}/result"
    told = ok(await engineer.act(session, address, {"success": False, "details": "No route to host"}))
    assert (told["result"]["success"], told["result"]["details"]) == (False, "No route to host")
    assert ok(await engineer.act(session, address, {"success": False, "details": "No route to host"})) == told
    refused(await engineer.act(session, address, {"success": True}), 409, "result_recorded")
    [fact] = [fact for fact in (await engineer.case(session))["facts"] if fact["source_type"] == "script_output"]
    assert "No route to host" in fact["text"]
    refused(await engineer.act(session, f"scripts/{uuid4()}/result", {"success": True}), 404, "unknown_script")


async def test_given_unfit_values_when_a_script_is_asked_for_then_nothing_is_recorded_and_no_value_is_told(
    engineer: Person, lead: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    for parameters in ({}, {**GIVEN, "secret": "Pl4nted\n"}, {**GIVEN, "Pl4nted": 1}, {**GIVEN, "secret": 5}):
        answer = await engineer.act(session, "scripts", {"template_id": template["id"], "parameters": parameters})
        assert refused(answer, 422, "parameters_invalid")["faults"]
        assert "Pl4nted" not in answer.text
    shape = await engineer.act(
        session, "scripts", {"template_id": template["id"], "parameters": {"secret": ["Pl4nted"]}}
    )
    refused(shape, 422, "invalid_input")
    assert "Pl4nted" not in shape.text
    assert (await engineer.case(session))["script_generations"] == []


async def test_given_others_when_they_make_scripts_in_the_case_then_they_are_refused(
    engineer: Person, colleague: Person, rival: Person, lead: Person, session: str
) -> None:
    template = await created(lead, **SIGN_IN)
    body = {"template_id": template["id"], "parameters": GIVEN}
    refused(await colleague.act(session, "scripts", body), 403)
    refused(await rival.act(session, "scripts", body), 404)
    refused(await engineer.act(session, "scripts", {**body, "template_id": str(uuid4())}), 404, "unknown_template")
    refused(await engineer.act(str(uuid4()), "scripts", body), 404, "session_not_found")
    ok(await engineer.act(session, "resolve", {"resolution_summary": "The old phone was retired."}))
    refused(await engineer.post(f"{SESSIONS}/{session}/scripts", body), 409, "wrong_status")
