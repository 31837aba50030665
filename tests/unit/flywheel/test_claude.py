"""Proposals as a model writes them: through the real SDK against a scripted server, held to the real tree rules."""

import json
from typing import Any
from uuid import UUID

import pytest

from services.flywheel.adapters.claude import ClaudeWriter
from services.flywheel.ports import Draft, FlowRequest, NotWritten
from services.flywheel.proposals.events import Enhancement, FlowDraft, FlowText
from services.flywheel.proposals.ports import FlowVersion, Order, Provenance
from services.flywheel.writing.enhancing import applied
from services.matching.flow_file import read_tree
from services.matching.tree import Node, faults
from shared.testing import model_server as plays
from shared.testing.model_server import ModelServer
from tests.unit.diagnosis.examples import TREE, started
from tests.unit.flywheel.examples import PRINTER, matched, question, request, resolved, target
from tests.unit.llm.kit import Setup, model_over

FLOW: dict[str, Any] = {
    "title": "Network printer prints nothing after a move",
    "description": "Use it when a network printer prints nothing.",
    "keywords": ["nothing prints", "printer offline", "patch cable", "ping", "print server"],
    "nodes": [
        {
            "id": "root", "type": "decision", "question": "Does the printer answer a ping?",
            "options": [{"label": "Yes", "next": "elsewhere"}, {"label": "No", "next": "cable"}],
        },
        {"id": "cable", "type": "action", "description": "Replace the patch cable.", "next": "solved"},
        {"id": "solved", "type": "solution", "title": "The cable was broken", "description": "It prints again."},
        {"id": "elsewhere", "type": "solution", "title": "Not covered yet"},
    ],
}  # fmt: skip
CHANGE: dict[str, Any] = {
    "title": "Printer sleeps at night on its port",
    "description": "Taken when it fails only at night.",
    "attach_to": "root",
    "label": "Only at night",
    "change": "Adds what to do when the port sleeps.",
    "nodes": [
        {"id": "port", "type": "action", "description": "Turn off energy saving of the port.", "next": "slept"},
        {"id": "slept", "type": "solution", "title": "The port slept", "description": "It stays awake now."},
    ],
}
LEFT = (
    started(flow=matched()),
    *question(0, "Does it ping?", "Only at night", ["Yes", "No"], node_id="root"),
    resolved("The switch put the port to sleep."),
)


class Rules:
    """A `FlowLibrary` that knows matching's rules."""

    async def faults(self, account: UUID, tree: dict[str, Any]) -> list[dict[str, str]]:
        """See `FlowLibrary.faults`."""
        return [fault.to_dict() for fault in read_tree(tree).faults]

    async def publish_new(self, order: Order, flow: FlowText, provenance: Provenance) -> FlowVersion:
        """Not asked here."""
        raise NotImplementedError

    async def publish_change(
        self, order: Order, flow_id: UUID, flow: FlowText, provenance: Provenance, expected: int | None
    ) -> FlowVersion:
        """Not asked here."""
        raise NotImplementedError

    async def archive(self, order: Order, flow_id: UUID) -> None:
        """Not asked here."""
        raise NotImplementedError


async def write(setup: Setup, asked: FlowRequest) -> Draft:
    return await ClaudeWriter(setup.model, Rules()).write(asked)


def broken(**changes: Any) -> dict[str, Any]:
    """The flow with its root otherwise."""
    return FLOW | {"nodes": [FLOW["nodes"][0] | changes, *FLOW["nodes"][1:]]}


async def test_given_a_good_answer_when_written_then_it_is_a_flow_that_may_be_published() -> None:
    async with model_over(ModelServer(plays.answer(FLOW))) as setup:
        draft = await write(setup, request(*PRINTER))
    assert isinstance(draft.content, FlowDraft)
    assert faults(Node.model_validate(draft.content.tree_structure)) == []
    assert (draft.engine, draft.title) == ("claude", FLOW["title"])
    assert draft.usage
    assert draft.usage.calls == 1
    assert draft.transcript
    [asked] = setup.server.requests
    assert asked["max_tokens"] == 4096
    assert "tools" not in asked


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        (broken(question=""), "root: A decision needs a question."),
        (broken(options=[{"label": "Yes", "next": "nowhere"}, {"label": "No", "next": "cable"}]), "'nowhere'"),
        (FLOW | {"title": "Printer"}, "The title has 1 words"),
        (FLOW | {"keywords": ["printer"]}, "There are 1 different keywords"),
    ],
)  # fmt: skip
async def test_given_a_broken_answer_when_sent_back_then_every_fault_is_named_and_the_mended_one_counts(
    bad: dict[str, Any], named: str
) -> None:
    async with model_over(ModelServer(plays.answer(bad), plays.answer(FLOW))) as setup:
        draft = await write(setup, request(*PRINTER))
    assert draft.title == FLOW["title"]
    assert draft.usage
    assert draft.usage.calls == 2
    assert named in json.dumps(setup.server.requests[1]["messages"][-1])


async def test_given_two_broken_answers_when_written_then_there_is_no_draft_but_its_cost() -> None:
    bad = plays.answer(broken(question=""))
    async with model_over(ModelServer(bad, bad)) as setup:
        with pytest.raises(NotWritten, match="flow_invalid") as refused:
            await write(setup, request(*PRINTER))
    assert refused.value.usage
    assert refused.value.usage.calls == 2


async def test_given_a_case_that_left_its_flow_when_written_then_the_branch_fits_the_flow() -> None:
    async with model_over(ModelServer(plays.answer(CHANGE))) as setup:
        draft = await write(setup, request(*LEFT, target=target()))
    assert isinstance(draft.content, Enhancement)
    assert draft.title == "Enhancement: Printer sleeps at night on its port"
    after = applied(TREE, draft.content)
    assert faults(Node.model_validate(after)) == []
    assert [option["label"] for option in after["options"]] == ["Yes", "No", "Only at night"]


@pytest.mark.parametrize("changes", [{"attach_to": "gone"}, {"attach_to": "s"}, {"label": "Yes"}])
async def test_given_a_branch_that_hangs_nowhere_when_written_then_it_is_sent_back(changes: dict[str, str]) -> None:
    async with model_over(ModelServer(plays.answer(CHANGE | changes), plays.answer(CHANGE))) as setup:
        await write(setup, request(*LEFT, target=target()))
    assert setup.calls == 2


async def test_given_a_case_with_secrets_when_asked_then_the_model_sees_none_of_them() -> None:
    told = (
        started(summary="Printer of ACME-77 fails", redactions=("ACME-[0-9]+",)),
        *question(0, "Which password?", "password=hunter22 was wrong"),
        resolved(),
    )
    async with model_over(ModelServer(plays.answer(FLOW))) as setup:
        await write(setup, request(*told))
    sent = json.dumps(setup.server.requests)
    assert "ACME-77" not in sent
    assert "hunter22" not in sent


async def test_given_a_used_up_quota_when_asked_then_there_is_no_draft() -> None:
    async with model_over(ModelServer()) as setup:
        setup.purse.empty = True
        with pytest.raises(NotWritten, match="model_quota_day"):
            await write(setup, request(*PRINTER))
