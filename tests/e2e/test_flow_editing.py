"""The flow editor's needs: autosave, who was first, versions and their restoring, copies, walking a tree."""

from typing import Any
from uuid import uuid4

from services.gateway.routes.flow_models import Flow, FlowItem, FlowVersion, PublishedFlow, Walk
from shared.testing.waiting import eventually
from tests.e2e.kit import Json, Person, ok, refused
from tests.e2e.test_flow_library import FRANKING, drafted, franking_flow, matched


async def revised(person: Person, flow: Json, *, match: int | None = None, **changes: Any) -> Any:
    """The answer to a PUT of the flow with changes."""
    headers = {} if match is None else {"if-match": f'"{match}"'}
    return await person.http.put(f"/api/v1/flows/{flow['id']}", json={**flow, **changes}, headers=headers)


async def test_given_a_draft_when_it_is_saved_unchanged_then_nothing_happens(lead: Person) -> None:
    flow = await drafted(lead)

    saved = [ok(await revised(lead, flow, match=1))["version"] for _ in range(3)]

    assert saved == [1, 1, 1]
    assert ok(await revised(lead, flow, match=1, description="Another."))["version"] == 2


async def test_given_two_editors_when_both_save_then_the_second_is_told_who_was_first(
    lead: Person, admin: Person
) -> None:
    flow = await drafted(lead)
    ok(await revised(admin, flow, match=1, description="The administrator's."))

    problem = refused(await revised(lead, flow, match=1, description="The lead's."), 412, "changed")

    assert problem["version"] == 2
    assert problem["changed_by"] == admin.id
    assert problem["changed_by_name"] == admin.profile["name"]
    assert problem["changed_by_name"] in problem["detail"]
    assert ok(await lead.get(f"/flows/{flow['id']}"))["description"] == "The administrator's."


async def test_given_publications_when_asked_for_then_each_text_is_there_and_can_come_back(lead: Person) -> None:
    flow = await drafted(lead, description="First.")
    ok(await lead.post(f"/flows/{flow['id']}/publish"))
    ok(await revised(lead, flow, description="Second."))
    changed = ok(await lead.get(f"/flows/{flow['id']}"))
    assert (changed["has_draft_changes"], changed["updated_by"]) == (True, lead.id)
    undone = ok(await revised(lead, flow, description="First."))
    assert not undone["has_draft_changes"]
    ok(await revised(lead, flow, description="Second."))
    published = ok(await lead.post(f"/flows/{flow['id']}/publish"))
    Flow.model_validate(published)
    assert not published["has_draft_changes"]

    versions = ok(await lead.get(f"/flows/{flow['id']}/versions"))

    assert [FlowVersion.model_validate(version).flow_version for version in versions] == [2, 1]
    assert {version["published_by"] for version in versions} == {lead.id}
    first = ok(await lead.get(f"/flows/{flow['id']}/versions/1"))
    PublishedFlow.model_validate(first)
    assert (first["description"], first["tree_structure"]) == ("First.", flow["tree_structure"])
    refused(await lead.get(f"/flows/{flow['id']}/versions/3"), 404, "flow_version_not_found")
    restored = ok(await lead.post(f"/flows/{flow['id']}/restore", {"flow_version": 1}))
    assert (restored["description"], restored["flow_version"]) == ("First.", 2)
    assert restored["has_draft_changes"]
    refused(await lead.post(f"/flows/{flow['id']}/restore", {"flow_version": 9}), 404, "unknown_version")
    ok(await lead.post(f"/flows/{flow['id']}/archive"))


async def test_given_a_flow_when_it_is_duplicated_then_the_copy_is_a_draft_of_its_own(
    lead: Person, engineer: Person
) -> None:
    flow = await drafted(lead)
    key = {"idempotency-key": uuid4().hex}

    copy = ok(await lead.post(f"/flows/{flow['id']}/duplicate", {}, headers=key), status=201)
    again = ok(await lead.post(f"/flows/{flow['id']}/duplicate", {}, headers=key), status=201)
    named = ok(await lead.post(f"/flows/{flow['id']}/duplicate", {"name": "Its own"}), status=201)

    assert copy["id"] == again["id"] != flow["id"]
    assert (copy["name"], named["name"]) == (f"Copy of {flow['name']}", "Its own")
    assert (copy["status"], copy["tree_structure"]) == ("draft", flow["tree_structure"])
    refused(await engineer.post(f"/flows/{flow['id']}/duplicate", {}), 403)
    refused(await lead.post(f"/flows/{uuid4()}/duplicate", {}), 404)


async def test_given_flows_when_listed_then_they_are_filtered_and_sorted(lead: Person) -> None:
    mark = uuid4().hex[:8]
    for number in range(3):
        await drafted(lead, name=f"{mark} {number}", category=f"cat {mark}", tags=[f"tag {mark}", str(number)])

    async def names(**wanted: str) -> list[str]:
        found = ok(await lead.get("/flows", params=wanted))
        return [FlowItem.model_validate(flow).name for flow in found]

    assert await names(category=f"cat {mark}", sort="updated") == [f"{mark} 2", f"{mark} 1", f"{mark} 0"]
    assert await names(tag=f"tag {mark}", origin="manual", skip="1", limit="1") == [f"{mark} 1"]
    assert await names(tag=f"tag {mark}", origin="ai_generated") == []
    assert await names(q=mark, sort="success") == [f"{mark} 0", f"{mark} 1", f"{mark} 2"]
    refused(await lead.get("/flows", params={"sort": "luck"}), 422)


async def test_given_a_tree_when_it_is_walked_then_a_session_that_it_leads_takes_the_same_steps(
    engineer: Person, lead: Person
) -> None:
    flow = await drafted(lead)
    ok(await lead.post(f"/flows/{flow['id']}/publish"))
    await eventually(lambda: _leads(engineer, flow["id"]))
    started = await engineer.start(FRANKING)
    session, step = started["session_id"], started["first_step"]
    texts = [step["content"]["text"]]
    for answer in ({"selected_option": "teleset"}, {"action_result": {"success": True}}):
        step = (await engineer.respond(session, step, **answer))["next_step"]
        texts.append(step["content"]["text"])
    answers: list[Json] = [{"selected_option": "teleset"}, {"action_success": True}]

    found = ok(await engineer.post("/flows/walk", {"tree_structure": flow["tree_structure"], "answers": answers}))

    Walk.model_validate(found)
    assert [one["text"] for one in found["steps"]] == texts
    assert (found["ended"], found["faults"]) == (False, [])
    confirmed = {"tree_structure": flow["tree_structure"], "answers": [*answers, {"action_success": True}]}
    assert "a stale meter session" in ok(await engineer.post("/flows/walk", confirmed))["resolution"]
    ok(await lead.post(f"/flows/{flow['id']}/archive"))


async def test_given_a_broken_tree_when_it_is_walked_then_its_faults_are_told(lead: Person) -> None:
    broken = franking_flow()["tree_structure"]
    broken["options"][1]["next_node_id"] = "nowhere"

    for tree in (broken, {}, {"id": "root", "type": "riddle"}):
        found = ok(await lead.post("/flows/walk", {"tree_structure": tree, "answers": []}))
        assert found["steps"] == []
        assert found["faults"]

    refused(await lead.post("/flows/walk", {"tree_structure": broken, "answers": [{}] * 61}), 422)


async def _leads(person: Person, flow: str) -> bool:
    return [match["flow_id"] for match in await matched(person)][:1] == [flow]
