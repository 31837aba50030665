"""Proposals without a model: whatever a session was, its tree may be published."""

import random
from typing import Any

import pytest

from services.diagnosis.events import SessionEvent
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.ports import Draft, FlowRequest, NotWritten
from services.flywheel.proposals.events import Enhancement, FlowDraft
from services.flywheel.proposals.merging import ENHANCEMENT
from services.flywheel.writing.enhancing import applied, nodes_of
from services.flywheel.writing.rules import complaints
from services.matching.tree import Node, faults
from tests.unit.diagnosis.examples import TREE, started
from tests.unit.flywheel.examples import PRINTER, action, matched, question, request, resolved, target

TEXTS = (
    "Does it ping?", "Which error is shown", "…", "a" * 3000, "Wer ist betroffen?", "<b>Is it on?</b>", "Is it on?",
    "0x80070005", "1. Check\n2. Check again", "😀", "Is it on? ",
)  # fmt: skip
LABELS = ("Yes", "No", "yes ", "Something else", "None of this", "b" * 400, "Ja", "Unsure", "?", "Error 691", "“No”")
SUMMARIES = (
    "VPN",
    "",
    "the of and",
    "Outlook asks for the password again and again since the update of this night",
    "…",
)


def tree_of(draft: Draft) -> dict[str, Any]:
    assert isinstance(draft.content, FlowDraft)
    return draft.content.tree_structure


async def test_given_a_case_when_written_then_what_led_on_is_in_the_tree_and_dead_ends_are_not() -> None:
    tree = tree_of(await PlaybookWriter().write(request(*PRINTER)))

    assert faults(Node.model_validate(tree)) == []
    texts = [node.get("question") or node.get("description") for node in nodes_of(tree)]
    assert texts[:3] == ["Does it ping?", "Replace the patch cable.", "Replaced the patch cable."]
    assert not {"Restart the spooler.", "Is the cable plugged in?"} & set(texts)
    by_label = {option["label"]: option["next_node_id"] for option in tree["options"]}
    assert by_label == {"Yes": "elsewhere", "No": "step-2"}


async def test_given_checks_when_written_then_the_one_that_found_the_fault_is_a_question_and_the_others_are_not() -> (
    None
):
    events = [
        started(summary="Printer on floor 2 prints nothing"),
        *question(0, "Since when?", "Today", ["Today", "Monday"], node_id="scoping/since"),
        *action(1, "Look at the panel.", success=True, node_id="check/device"),
        *action(2, "Look for stuck jobs.", success=False, node_id="check/spooler"),
        *action(3, "Delete the stuck jobs.", success=False),
        *action(4, "Ping its address.", success=False, node_id="check/reach"),
        *action(5, "Correct the address of the port.", success=True),
        resolved(),
    ]
    tree = tree_of(await PlaybookWriter().write(request(*events)))

    assert faults(Node.model_validate(tree)) == []
    texts = [node.get("question") or node.get("description") for node in nodes_of(tree)]
    assert str(texts[0]).startswith("Ping its address.")
    assert texts[1] == "Correct the address of the port."
    by_label = {option["label"]: option["next_node_id"] for option in tree["options"]}
    assert by_label == {"No": "step-2", "Yes, as expected": "elsewhere"}
    assert len(texts) == 4


async def test_given_a_case_when_written_twice_then_it_reads_the_same() -> None:
    assert await PlaybookWriter().write(request(*PRINTER)) == await PlaybookWriter().write(request(*PRINTER))


async def test_given_a_case_without_a_step_when_written_then_the_tree_asks_for_the_problem() -> None:
    tree = tree_of(await PlaybookWriter().write(request(started(summary="No dial tone"), resolved())))

    assert faults(Node.model_validate(tree)) == []
    assert tree["question"] == "Is this the problem: No dial tone?"


def a_session(rng: random.Random) -> list[SessionEvent]:
    """Any session at all."""
    events: list[SessionEvent] = [
        started(
            summary=rng.choice(SUMMARIES),
            symptoms=tuple(rng.sample(LABELS, rng.randrange(4))),
            domain=rng.choice(["printing", "networking", "other", "unheard_of"]),
            flow=matched(),
        )
    ]
    for number in range(rng.randrange(12)):
        offered = rng.sample(LABELS, rng.choice([0, 2, 3, 5]))
        if rng.random() < 0.6:
            answer = rng.choice([None, *offered, *LABELS])
            node = rng.choice([None, "root", "s", "gone"])
            events += question(number, rng.choice(TEXTS), answer, offered, node_id=node)
        else:
            node = rng.choice([None, "check/device", "s"])
            events += action(number, rng.choice(TEXTS), success=rng.choice([True, False, None]), node_id=node)
    return [*events, resolved(rng.choice(["Fixed.", "x" * 2000, "Caused by DNS, fixed by a new record."]))]


def check(draft: Draft, asked: FlowRequest) -> None:
    assert complaints(draft.title, draft.description, draft.content) == [], draft.title
    if asked.target is None:
        assert faults(Node.model_validate(tree_of(draft))) == []
        return
    assert isinstance(draft.content, Enhancement)
    assert draft.title.startswith(ENHANCEMENT)
    before = asked.target.text.tree_structure
    after = applied(before, draft.content)
    assert faults(Node.model_validate(after)) == []
    known = {node["id"]: node for node in nodes_of(after)}
    for node in nodes_of(before):
        assert known[node["id"]].get("options", [])[: len(node.get("options", []))] == node.get("options", [])


@pytest.mark.parametrize("seed", range(4))
async def test_given_any_session_when_written_then_every_rule_of_flows_is_kept(seed: int) -> None:
    rng, places = random.Random(seed), 0
    for _ in range(400):
        events = a_session(rng)
        plain, change = request(*events), request(*events, target=target())
        check(await PlaybookWriter().write(plain), plain)
        try:
            check(await PlaybookWriter().write(change), change)
            places += 1
        except NotWritten:  # the flow has no place for it
            continue
    assert places > 50


async def test_given_a_case_that_left_its_flow_when_written_then_one_branch_is_added_there() -> None:
    events = [
        started(flow=matched()),
        *question(0, "Does it ping?", "Only at night", ["Yes", "No"], node_id="root"),
        *action(1, "Turn off energy saving of the port.", success=True),
        resolved("The switch put the port to sleep."),
    ]
    draft = await PlaybookWriter().write(request(*events, target=target()))

    assert isinstance(draft.content, Enhancement)
    (modified,) = draft.content.modified_options
    assert (modified.node_id, modified.add_option.label) == ("root", "Only at night")
    first, end = draft.content.new_nodes
    assert first["attach_after_node_id"] == "root"
    assert first["new_option_label"] == "Only at night"
    assert first["description"] == "Turn off energy saving of the port."
    assert end["description"] == "The switch put the port to sleep."
    assert draft.title.startswith("Enhancement: Only at night")


async def test_given_a_flow_whose_question_is_full_when_a_case_left_it_there_then_no_enhancement_is_written() -> None:
    labels = ["A", "B", "C", "D", "E"]
    full = TREE | {"options": [{"id": x, "label": x, "next_node_id": "s"} for x in labels]}
    events = [started(flow=matched()), *question(0, "Does it ping?", "F", labels, node_id="root"), resolved()]

    with pytest.raises(NotWritten, match="no_place"):
        await PlaybookWriter().write(request(*events, target=target(full)))
