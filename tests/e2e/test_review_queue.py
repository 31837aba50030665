"""The flywheel turns: a case that no flow covers becomes a proposal, that a flow, and the flow leads the next case."""

from uuid import uuid4

from services.gateway.routes.proposal_models import Proposal, ProposalItem, UndoEffects
from shared.testing.waiting import eventually
from tests.e2e.kit import Json, Person, ok, refused

LOOM = "The Jacquard loom controller in the weaving hall shows PICKFAULT 77 and its shuttle relay clicks all the time."
FIX = "The shuttle relay of the loom controller was worn out; a new relay from stock fixed PICKFAULT 77."


async def resolved_case(engineer: Person, text: str, answer: str) -> str:
    """A case that the engineer solved alone; its id."""
    started = await engineer.start(text)
    session: str = started["session_id"]
    await engineer.respond(session, started["first_step"], free_text_input=answer)
    ok(await engineer.act(session, "resolve", {"resolution_summary": FIX}))
    return session


async def proposal_for(person: Person, session: str) -> Json:
    """The proposal that the session speaks for, once it is there."""

    found: list[Json] = []

    async def is_there() -> bool:
        listed = ok(await person.get("/flow-proposals?limit=200"))
        found[:] = [item for item in listed if session in item["supporting_session_ids"]]
        return bool(found)

    await eventually(is_there)
    return found[0]


async def test_given_a_case_that_no_flow_covers_when_approved_then_the_next_case_is_led(
    engineer: Person, lead: Person
) -> None:
    session = await resolved_case(engineer, LOOM, "The relay clicks since the night shift.")
    item = await proposal_for(lead, session)
    ProposalItem.model_validate(item)
    assert (item["proposal_type"], item["status"], item["source_session_id"]) == ("new_flow", "pending", session)

    proposal = ok(await lead.get(f"/flow-proposals/{item['id']}"))
    Proposal.model_validate(proposal)
    assert set(proposal["proposed_flow_data"]) == {"tree_structure", "match_keywords"}

    async def is_analysed() -> bool:
        return bool(ok(await lead.get(f"/ai-sessions/{session}"))["analysis_status"] == "completed")

    await eventually(is_analysed)

    second = await resolved_case(engineer, LOOM, "It clicks.")
    assert (await proposal_for(lead, second))["id"] == item["id"]

    approved = ok(await lead.post(f"/flow-proposals/{item['id']}/approve"))
    assert (approved["status"], approved["publication"]) == ("approved", "published")
    assert approved["supporting_session_count"] == 2
    flow = ok(await lead.get(f"/flows/{approved['published_flow_id']}"))
    assert (flow["status"], flow["origin"], flow["source_session_id"]) == ("published", "ai_generated", session)
    again = refused(await lead.post(f"/flow-proposals/{item['id']}/approve"), 409, "already_decided")
    assert again["status"] == 409

    async def led() -> bool:
        matches = ok(await engineer.post("/flows/match", {"text": LOOM}))["matches"]
        return bool(matches) and matches[0]["flow_id"] == flow["id"] and not matches[0]["below_threshold"]

    await eventually(led)
    third = await engineer.start(LOOM)
    assert third["matched_flow_id"] == flow["id"]

    effects = ok(await lead.get(f"/flow-proposals/{item['id']}/undo"))
    UndoEffects.model_validate(effects)
    assert (effects["action"], effects["flow_id"], effects["refused"]) == ("archive", flow["id"], None)
    assert effects["sessions_led"] == 1
    assert ok(await lead.post(f"/flow-proposals/{item['id']}/undo"))["status"] == "pending"
    assert ok(await lead.get(f"/flows/{flow['id']}"))["status"] == "archived"
    assert ok(await lead.post(f"/flow-proposals/{item['id']}/dismiss"))["status"] == "dismissed"


async def test_given_others_when_they_review_then_they_are_refused(engineer: Person, lead: Person) -> None:
    text = f"The kiln thermostat in hall {uuid4().hex[:6]} overshoots and prints OVERTEMP on its little strip."
    item = await proposal_for(lead, await resolved_case(engineer, text, "It overshoots by forty degrees."))

    refused(await engineer.post(f"/flow-proposals/{item['id']}/approve"), 403)
    refused(await lead.post(f"/flow-proposals/{uuid4()}/approve"), 404, "unknown_proposal")
    refused(await lead.post(f"/flow-proposals/{item['id']}/reject", {"reason": " "}), 422)
    broken = {"tree_structure": {"id": "root", "type": "decision", "question": "Is it on?", "options": []}}
    faults = refused(await lead.post(f"/flow-proposals/{item['id']}/publish", broken), 422, "flow_invalid")
    assert [fault["code"] for fault in faults["faults"]]
    rejected = ok(await lead.post(f"/flow-proposals/{item['id']}/reject", {"reason": "A single device."}))
    assert (rejected["status"], rejected["reject_reason"]) == ("rejected", "A single device.")
    assert rejected["id"] in [one["id"] for one in ok(await lead.get("/flow-proposals?status=rejected"))]
