"""Flows: written, validated, published, archived, imported, exported, matched."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
import yaml

from shared.testing.waiting import eventually
from tests.e2e import shapes
from tests.e2e.kit import Json, Person, ok, refused

FRANKING = "The franking machine in the post room says TELESET ERROR 4711-QX and takes no more credit."
SUGGESTION = "Caused by: a stale meter session. Fixed by: a new TELESET connection."


def franking_flow(**changes: Any) -> Json:
    """A small flow that nothing else in the library is about."""
    tree = {
        "id": "root",
        "type": "decision",
        "question": "What does the franking machine's panel show?",
        "options": [
            {"id": "teleset", "label": "TELESET ERROR", "next_node_id": "connect"},
            {"id": "ink", "label": "Ink low", "next_node_id": "ink"},
        ],
        "children": [
            {"id": "connect", "type": "action", "title": "Connect", "description": "Open Menu 7, then Reconnect."}
            | {"next_node_id": "connected"},
            {"id": "connected", "type": "solution", "title": "Connected", "description": SUGGESTION},
            {"id": "ink", "type": "solution", "title": "Ink", "description": "Caused by: no ink. Fixed by: ink."},
        ],
    }
    return {
        "name": f"Franking machine {uuid4().hex[:8]}",
        "description": "Use when the franking machine shows TELESET ERROR or takes no credit.",
        "problem_domain": "hardware",
        "match_keywords": ["franking machine", "TELESET ERROR", "4711-QX", "postage credit"],
        "tree_structure": tree,
    } | changes


def without_a_way_out() -> Json:
    flow = franking_flow()
    flow["tree_structure"]["children"][0]["next_node_id"] = "root"
    flow["tree_structure"]["options"][1]["next_node_id"] = "connect"
    del flow["tree_structure"]["children"][1:]
    return flow


def with_a_dangling_option() -> Json:
    flow = franking_flow()
    flow["tree_structure"]["options"][1]["next_node_id"] = "nowhere"
    return flow


async def drafted(lead: Person, **changes: Any) -> Json:
    flow: Json = ok(await lead.post("/flows", franking_flow(**changes)), status=201)
    return flow


async def matched(person: Person, text: str = FRANKING) -> list[Json]:
    found: list[Json] = ok(await person.post("/flows/match", {"text": text}))["matches"]
    return found


async def test_given_a_new_flow_when_it_is_published_then_it_leads_cases_until_it_is_archived(
    engineer: Person, lead: Person
) -> None:
    draft = await drafted(lead)
    assert set(draft) >= shapes.FLOW
    assert (draft["status"], draft["origin"]) == ("draft", "manual")
    assert draft["id"] not in [match["flow_id"] for match in await matched(engineer)]
    published = ok(await lead.post(f"/flows/{draft['id']}/publish"))
    assert published["status"] == "published"

    async def is_found() -> bool:
        return [match["flow_id"] for match in await matched(engineer)][:1] == [draft["id"]]

    await eventually(is_found)
    assert all(set(match) >= shapes.FLOW_MATCH for match in await matched(engineer))
    started = await engineer.start(FRANKING)
    assert started["matched_flow_id"] == draft["id"]
    assert started["match_score"] >= 0.8
    assert started["confidence_tier"] == "guided"

    assert ok(await lead.post(f"/flows/{draft['id']}/archive"))["status"] == "archived"

    async def is_gone() -> bool:
        return draft["id"] not in [match["flow_id"] for match in await matched(engineer)]

    await eventually(is_gone)
    session, first = started["session_id"], started["first_step"]
    following = await engineer.respond(session, first, selected_option=first["options"][0]["value"])
    assert "Open Menu 7" in following["next_step"]["content"]["text"]


async def test_given_a_published_flow_when_it_is_rewritten_then_a_running_session_keeps_its_version(
    engineer: Person, lead: Person
) -> None:
    flow = await drafted(lead)
    ok(await lead.post(f"/flows/{flow['id']}/publish"))

    async def is_found() -> bool:
        return any(match["flow_id"] == flow["id"] for match in await matched(engineer))

    await eventually(is_found)
    started = await engineer.start(FRANKING)
    changed = franking_flow(name=flow["name"])
    changed["tree_structure"]["children"][0]["description"] = "Call the vendor."
    etag = (await lead.get(f"/flows/{flow['id']}")).headers["etag"]
    address = f"/api/v1/flows/{flow['id']}"
    ok(await lead.http.put(address, json=changed, headers={"if-match": etag}))
    refused(await lead.http.put(address, json=changed, headers={"if-match": etag}), 412)
    ok(await lead.post(f"/flows/{flow['id']}/publish"))
    session, first = started["session_id"], started["first_step"]
    following = await engineer.respond(session, first, selected_option=first["options"][0]["value"])
    assert "Open Menu 7" in following["next_step"]["content"]["text"]
    ok(await lead.post(f"/flows/{flow['id']}/archive"))


@pytest.mark.parametrize("broken", [without_a_way_out(), with_a_dangling_option()], ids=["cycle", "dangling"])
async def test_given_a_tree_that_leads_nowhere_when_it_is_to_be_published_then_its_faults_are_named(
    lead: Person, broken: Json
) -> None:
    checked = ok(await lead.post("/flows/validate", broken))
    assert not checked["valid"]
    assert all(fault["code"] and fault["detail"] for fault in checked["faults"])
    draft = ok(await lead.post("/flows", broken), status=201)
    problem = refused(await lead.post(f"/flows/{draft['id']}/publish"), 422)
    assert problem["faults"]
    assert ok(await lead.get(f"/flows/{draft['id']}"))["status"] == "draft"


async def test_given_a_sound_flow_when_it_is_validated_then_nothing_is_wrong(lead: Person) -> None:
    assert ok(await lead.post("/flows/validate", franking_flow())) == {"valid": True, "faults": [], "ignored": []}


@pytest.mark.parametrize("form", ["json", "yaml"])
async def test_given_a_file_when_it_is_imported_then_each_flow_is_answered_for(lead: Person, form: str) -> None:
    library = {"flows": [franking_flow(), with_a_dangling_option(), {"name": "No tree"}]}
    options: Mapping[str, Any] = (
        {"json": library}
        if form == "json"
        else {"content": yaml.safe_dump(library), "headers": {"content-type": "application/yaml"}}
    )
    answer = ok(await lead.http.post("/api/v1/flows/import", **options), status=202)
    assert [flow["status"] for flow in answer["flows"]] == ["published", "refused", "refused"]
    assert all(flow["faults"] for flow in answer["flows"][1:])

    async def is_done() -> bool:
        state = ok(await lead.get(f"/flows/import/{answer['id']}"))
        return bool(state["status"] == "completed" and state["pending"] == state["failed"] == 0)

    await eventually(is_done)
    imported = answer["flows"][0]["flow_id"]
    assert ok(await lead.get(f"/flows/{imported}"))["status"] == "published"
    ok(await lead.post(f"/flows/{imported}/archive"))


@pytest.mark.parametrize("form", ["json", "yaml"])
async def test_given_the_library_when_it_is_exported_then_the_file_can_be_imported_again(
    engineer: Person, lead: Person, form: str
) -> None:
    answer = await engineer.get("/flows/export", params={"format": form})
    assert answer.headers["content-type"].startswith(f"application/{form}")
    library = yaml.safe_load(answer.text) if form == "yaml" else ok(answer)
    assert len(library["flows"]) >= 24
    one = library["flows"][0]
    checked = ok(await lead.post("/flows/validate", one))
    assert checked == {"valid": True, "faults": [], "ignored": []}


async def test_given_a_key_when_an_import_is_repeated_then_nothing_is_written_twice(lead: Person) -> None:
    library = {"flows": [franking_flow(status="draft")]}
    key = {"idempotency-key": uuid4().hex}
    first, again = [ok(await lead.post("/flows/import", library, headers=key), status=202) for _ in range(2)]
    assert first["id"] == again["id"]
    assert first["flows"][0]["flow_id"] == again["flows"][0]["flow_id"]

    async def listed() -> list[Json]:
        flows: list[Json] = ok(await lead.get("/flows", params={"q": library["flows"][0]["name"]}))
        return flows

    async def is_listed() -> bool:
        return bool(await listed())

    await eventually(is_listed)
    assert [flow["version"] for flow in await listed()] == [1]


async def test_given_flows_when_they_are_listed_then_filters_narrow_them(engineer: Person) -> None:
    flows = ok(await engineer.get("/flows", params={"domain": "printing", "status": "published"}))
    assert flows
    assert {flow["problem_domain"] for flow in flows} == {"printing"}
    assert all("tree_structure" not in flow for flow in flows)
    assert ok(await engineer.get("/flows", params={"q": "KERBEROS"}))
    refused(await engineer.get(f"/flows/{uuid4()}"), 404, "flow_not_found")


async def test_given_a_file_that_is_too_large_or_is_none_when_it_is_imported_then_it_is_refused(lead: Person) -> None:
    large = {"flows": [franking_flow(description="x" * 4000) for _ in range(700)]}
    refused(await lead.post("/flows/import", large), 413)
    headers = {"content-type": "application/yaml"}
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nflows: [*b, *b]\n"
    for document in ("flows: [", bomb, "just words", "flows: []"):
        refused(await lead.http.post("/api/v1/flows/import", content=document, headers=headers), 422)


async def test_given_a_huge_draft_when_it_is_written_then_it_is_refused_and_not_a_failure_of_ours(lead: Person) -> None:
    flow = franking_flow()
    flow["tree_structure"]["children"] += [
        {"id": f"n{number}", "type": "action", "description": "x" * 4900} for number in range(200)
    ]
    answer = await lead.post("/flows", flow)
    assert answer.status_code in (201, 413, 422), answer.text
