"""Flows through the API: written, imported, indexed, found, archived."""

from dataclasses import replace
from typing import Any

import asyncpg
import pytest

from services.matching.api import Api
from services.matching.domain import FLOW
from services.matching.events import FLOW_EVENTS
from services.matching.flow_states import FlowStates
from services.matching.indexing import Indexer
from services.matching.reactions import Reactions
from services.matching.subscribers import subscriptions
from shared.envelope import Stream, begin
from shared.errors import Forbidden, InvalidInput, NotFound
from shared.handle import Handler
from shared.ids import new_id
from shared.log.postgres import PostgresLog
from shared.message import Actor, Event
from tests.integration.matching.steps import editor, events_of, import_flows, request
from tests.unit.matching.examples import flow, tree

MAILBOX = flow(
    "Mailbox full",
    description="Use when a mailbox is over its quota and mail is returned.",
    problem_domain="email",
    match_keywords=["mailbox full", "quota exceeded", "552 5.2.2"],
)


async def _match(api: Api, actor: Actor, text: str, **more: Any) -> list[dict[str, Any]]:
    answer = await api.match(request(actor, text=text, **more))
    matches: list[dict[str, Any]] = answer["matches"]
    return matches


async def test_given_imported_flows_when_a_problem_is_told_then_the_right_one_leads(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    printer, mailbox = await import_flows(api, reactions, indexer, lead, flow(), MAILBOX)
    best, other = await _match(api, lead, "The office printer is offline, nobody can print", problem_domain="printing")
    assert (best["flow_id"], best["flow_name"], best["below_threshold"]) == (printer, "Printer offline", False)
    assert best["score"] >= 0.8
    assert "Same problem domain" in best["reasons"]
    assert (other["flow_id"], other["below_threshold"]) == (mailbox, True)


async def test_given_an_error_code_when_asked_then_it_is_named_as_the_reason(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    _, mailbox = await import_flows(api, reactions, indexer, lead, flow(), MAILBOX)
    [best] = await _match(api, lead, "sender gets 552 5.2.2 back", limit=1)
    assert best["flow_id"] == mailbox
    assert "Names smtp 5.2.2" in best["reasons"]


async def test_given_flows_when_something_else_is_told_then_all_are_marked_as_under_the_threshold(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    await import_flows(api, reactions, indexer, lead, flow(), MAILBOX)
    matches = await _match(api, lead, "Please book a table for eight people on Friday evening")
    assert all(match["below_threshold"] and match["score"] < 0.5 for match in matches)


async def test_given_an_account_without_flows_when_asked_then_nothing_is_found(api: Api) -> None:
    assert await _match(api, editor(), "printer offline") == []


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "  "}, {"text": "x" * 20_001}, {"text": "x", "limit": 0}, {}])
async def test_given_a_bad_question_when_asked_then_it_is_refused(api: Api, body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="MatchQuery"):
        await api.match(request(editor(), **body))


async def test_given_a_draft_when_published_and_archived_then_it_is_found_only_between(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    drafted = await api.draft_flow(request(lead, **flow()))
    flow_id = drafted["flow_id"]
    assert (drafted["status"], drafted["version"]) == ("draft", 1)
    assert await _match(api, lead, "printer offline") == []
    for command, found in ((api.publish_flow, 1), (api.archive_flow, 0)):
        await command(request(lead, flow_id=flow_id))
        await reactions.on_flow_changed((await events_of(api.flows.log, f"flow-{flow_id}"))[-1])
        while await indexer.work_one():
            pass
        assert len(await _match(api, lead, "printer offline")) == found


async def test_given_a_revision_when_not_yet_published_then_cases_still_meet_the_published_text(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    [flow_id] = await import_flows(api, reactions, indexer, lead, flow())
    revised = await api.revise_flow(request(lead, flow_id=str(flow_id), **flow("Plotter jammed")))
    assert (revised["status"], revised["flow_version"]) == ("published", 1)
    await indexer.sync(lead.account_id, flow_id)
    assert [match["flow_name"] for match in await _match(api, lead, "printer offline")] == ["Printer offline"]
    await api.publish_flow(request(lead, flow_id=str(flow_id)))
    await indexer.sync(lead.account_id, flow_id)
    [match] = await _match(api, lead, "printer offline")
    assert (match["flow_name"], match["flow_version"]) == ("Plotter jammed", 2)


async def test_given_a_file_with_good_and_bad_flows_when_imported_then_each_gets_its_answer(api: Api) -> None:
    lead = editor()
    broken = flow("Broken", tree_structure=tree(question=""))
    answer = await api.import_flows(request(lead, "import-1", flows=[flow(), broken, 5, flow("Draft", status="draft")]))
    assert [item["status"] for item in answer["flows"]] == ["published", "refused", "refused", "draft"]
    assert [fault["code"] for fault in answer["flows"][1]["faults"]] == ["no_question"]
    assert answer["flows"][1]["flow_id"] is None


async def test_given_a_file_when_it_is_checked_then_the_answer_is_what_an_import_gives_and_nothing_is_written(
    api: Api,
) -> None:
    lead = editor()
    flows = [flow(), flow("Broken", tree_structure=tree(question="")), 5, flow("Draft", status="draft")]
    before = await api.flows.log.last_position()
    checked = (await api.check_import(request(lead, flows=flows)))["flows"]
    assert [item["flow_id"] for item in checked] == [None] * 4
    assert await api.flows.log.last_position() == before
    imported = (await api.import_flows(request(lead, "import-5", flows=flows)))["flows"]
    assert [{**item, "flow_id": None} for item in imported] == checked


async def test_given_an_import_when_it_is_indexed_then_its_status_says_so(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    answer = await api.import_flows(request(lead, "import-2", flows=[flow()]))
    status = await api.import_status(request(lead, import_id=str(answer["id"])))
    assert (status["status"], status["pending"], status["failed"]) == ("running", 1, 0)
    await indexer.sync(lead.account_id, answer["flows"][0]["flow_id"])
    status = await api.import_status(request(lead, import_id=str(answer["id"])))
    assert (status["status"], status["pending"], status["failed"]) == ("completed", 0, 0)


async def test_given_an_import_when_sent_again_under_its_key_then_nothing_is_written_twice(api: Api) -> None:
    lead = editor()
    first = await api.import_flows(request(lead, "import-3", flows=[flow()]))
    again = await api.import_flows(request(lead, "import-3", flows=[flow()]))
    assert again == first
    assert len(await events_of(api.flows.log, f"flow-{first['flows'][0]['flow_id']}")) == 2


async def test_given_an_import_of_another_account_when_asked_for_then_it_is_unknown(api: Api) -> None:
    answer = await api.import_flows(request(editor(), "import-4", flows=[flow()]))
    with pytest.raises(NotFound):
        await api.import_status(request(editor(), import_id=str(answer["id"])))


async def test_given_a_flow_of_another_account_when_touched_then_it_is_unknown(api: Api) -> None:
    drafted = await api.draft_flow(request(editor(), **flow()))
    for command in (api.publish_flow, api.archive_flow):
        with pytest.raises(NotFound):
            await command(request(editor(), flow_id=drafted["flow_id"]))
    with pytest.raises(NotFound):
        await api.export_flows(request(editor(), flow_ids=[drafted["flow_id"]]))


async def test_given_an_engineer_when_he_imports_then_he_is_refused(api: Api) -> None:
    with pytest.raises(Forbidden):
        await api.import_flows(request(Actor(account_id=new_id(), role="engineer"), flows=[flow()]))


async def test_given_flows_when_exported_then_the_file_can_be_imported(api: Api) -> None:
    lead = editor()
    drafted = await api.draft_flow(request(lead, **flow()))
    for form in ("yaml", "json"):
        file = await api.export_flows(request(lead, flow_ids=[drafted["flow_id"]], format=form))
        answer = await api.import_flows(request(lead, f"again-{form}", document=file["document"], format=form))
        assert [item["status"] for item in answer["flows"]] == ["draft"]


async def test_given_a_flow_of_the_wrong_shape_when_drafted_then_the_place_is_named(api: Api) -> None:
    with pytest.raises(InvalidInput) as refusal:
        await api.draft_flow(request(editor(), **flow(problem_domain="kitchen")))
    assert refusal.value.facts["faults"][0]["node_id"] == "problem_domain"


async def test_given_a_flow_with_faults_when_validated_then_they_are_listed_and_nothing_is_written(api: Api) -> None:
    answer = await api.validate_flow(request(editor(), tree_structure=tree(question="")))
    assert (answer["valid"], [fault["code"] for fault in answer["faults"]]) == (False, ["no_question"])
    assert (await api.validate_flow(request(editor(), **flow())))["valid"] is True


async def test_given_a_flow_that_cannot_be_read_when_indexed_then_it_fails_and_the_others_go_on(
    api: Api, reactions: Reactions, indexer: Indexer, pool: asyncpg.Pool, log: PostgresLog
) -> None:
    lead, stuck = editor(), new_id()
    unreadable = Stream("flow", str(stuck), lead.account_id)
    await log.append(unreadable, 0, [UnheardOf()], begin(lead, "test"))
    await pool.execute(
        "insert into matching.index_jobs (account, flow_id, tries) values ($1, $2, 4)", lead.account_id, stuck
    )
    assert await import_flows(api, reactions, indexer, lead, flow())
    assert await pool.fetchval("select failed from matching.index_jobs where flow_id = $1", stuck) == "UnknownEventType"


class UnheardOf(Event):
    """An event that this version of matching does not know."""


async def test_given_two_replicas_when_they_revise_one_flow_in_turn_then_each_goes_on_from_the_other(
    api: Api, log: PostgresLog
) -> None:
    lead = editor()
    flows = Handler(log, FLOW, FLOW_EVENTS)
    other = replace(api, flows=flows, states=FlowStates(flows))
    flow_id = (await api.draft_flow(request(lead, **flow(description="0"))))["flow_id"]

    for number in range(1, 7):
        replica = api if number % 2 else other
        revised = await replica.revise_flow(request(lead, flow_id=flow_id, **flow(description=str(number))))
        assert revised["version"] == number + 1

    same = await api.revise_flow(request(lead, flow_id=flow_id, **flow(description="6")))
    assert same["version"] == 7


async def test_given_a_flow_when_it_is_revised_but_not_published_then_nothing_is_embedded(
    api: Api, reactions: Reactions, indexer: Indexer
) -> None:
    lead = editor()
    [flow_id] = await import_flows(api, reactions, indexer, lead, flow())

    await api.revise_flow(request(lead, flow_id=flow_id, **flow(description="Rewritten.")))

    assert set(subscriptions(reactions)) & {"flow_drafted", "flow_revised"} == set()
    assert not await indexer.work_one()


async def test_given_publications_when_one_is_restored_then_the_draft_reads_as_it_did(api: Api) -> None:
    lead = editor()
    flow_id = (await api.draft_flow(request(lead, **flow(description="First."))))["flow_id"]
    await api.publish_flow(request(lead, flow_id=flow_id))
    await api.revise_flow(request(lead, flow_id=flow_id, **flow(description="Second.")))

    restored = await api.restore_flow(request(lead, flow_id=flow_id, flow_version=1))

    assert (restored["version"], restored["flow_version"]) == (4, 1)
    with pytest.raises(NotFound, match="unknown_version"):
        await api.restore_flow(request(lead, flow_id=flow_id, flow_version=2))
    for unknown in (flow_id, new_id()):
        with pytest.raises(NotFound, match="unknown_flow"):
            await api.restore_flow(request(editor(), flow_id=unknown, flow_version=1))
