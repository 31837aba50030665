"""Several sessions of one problem in one tree: nothing lost, every tree fit to be published."""

import random
from typing import Any
from uuid import UUID

from services.diagnosis.events import SessionEvent
from services.flywheel.adapters.playbook import PlaybookWriter
from services.flywheel.proposals.events import FlowDraft
from services.flywheel.transcript import Transcript
from services.flywheel.writing.enhancing import nodes_of
from services.flywheel.writing.joining import joined, joined_keywords
from services.matching.tree import Node, faults
from tests.unit.diagnosis.examples import started
from tests.unit.flywheel.examples import action, question, request, resolved, transcript

PINGS = ("Does it ping?", ["Yes", "No"])


async def tree_of(*events: SessionEvent) -> dict[str, Any]:
    draft = await PlaybookWriter().write(request(*events))
    assert isinstance(draft.content, FlowDraft)
    return draft.content.tree_structure


def with_session(tree: dict[str, Any], *events: SessionEvent, number: int = 1) -> dict[str, Any]:
    told: Transcript = transcript(*events)
    return joined(tree, told, told.resolutions[1], UUID(int=number))


def leads_to(tree: dict[str, Any], label: str) -> dict[str, Any]:
    nodes = {node["id"]: node for node in nodes_of(tree)}
    (to,) = [one["next_node_id"] for node in nodes.values() for one in node.get("options", ()) if one["label"] == label]
    return nodes[to]


CABLE = (
    started(), *question(0, PINGS[0], "No", PINGS[1]), *action(1, "Replace the cable.", success=True),
    resolved("Cable."),
)  # fmt: skip
DRIVER = (
    started(), *question(0, PINGS[0], "Yes", PINGS[1]), *action(1, "Install the driver.", success=True),
    resolved("Driver."),
)  # fmt: skip


async def test_given_a_session_that_answered_otherwise_when_joined_then_its_answer_leads_to_its_solution() -> None:
    tree = with_session(await tree_of(*CABLE), *DRIVER)
    assert faults(Node.model_validate(tree)) == []
    assert leads_to(tree, "Yes")["description"] == "Install the driver."
    assert leads_to(tree, "No")["description"] == "Replace the cable."
    assert "elsewhere" not in {node["id"] for node in nodes_of(tree)}


async def test_given_a_session_that_went_the_same_way_when_joined_then_the_tree_is_as_it_was() -> None:
    tree = await tree_of(*CABLE)
    assert with_session(tree, *CABLE) == tree


async def test_given_own_words_when_joined_then_they_are_a_further_answer() -> None:
    own = (started(), *question(0, PINGS[0], "Only at night", PINGS[1]), resolved("Energy saving."))
    tree = with_session(await tree_of(*CABLE), *own)
    assert faults(Node.model_validate(tree)) == []
    assert leads_to(tree, "Only at night")["title"] == "Energy saving."


async def test_given_a_check_that_found_nothing_when_joined_then_the_next_one_follows_it() -> None:
    first = (
        started(), *action(0, "Look for stuck jobs.", success=False, node_id="check/jobs"),
        *action(1, "Delete the stuck jobs.", success=True), resolved("Jobs."),
    )  # fmt: skip
    second = (
        started(), *action(0, "Look for stuck jobs.", success=True, node_id="check/jobs"),
        *action(1, "Ping its address.", success=False, node_id="check/reach"),
        *action(2, "Correct the address.", success=True), resolved("Address."),
    )  # fmt: skip
    tree = with_session(await tree_of(*first), *second)
    assert faults(Node.model_validate(tree)) == []
    nodes = {node["id"]: node for node in nodes_of(tree)}
    as_expected = {one["label"]: one["next_node_id"] for one in tree["options"]}["Yes, as expected"]
    assert nodes[as_expected]["question"].startswith("Ping its address.")
    assert "Correct the address." in [node.get("description") for node in nodes.values()]


async def test_given_sessions_of_all_kinds_when_joined_then_every_tree_may_be_published_and_keeps_what_it_had() -> None:
    rng = random.Random(3)
    for _ in range(150):
        tree = await tree_of(*_session(rng))
        for number in range(1, 8):
            before = {node["id"] for node in nodes_of(tree)} - {"elsewhere"}
            tree = with_session(tree, *_session(rng), number=number)
            assert faults(Node.model_validate(tree)) == []
            assert before <= {node["id"] for node in nodes_of(tree)}


def _session(rng: random.Random) -> list[SessionEvent]:
    events: list[SessionEvent] = [started(summary="It prints nothing")]
    number = 0
    for text in rng.sample(["Does it ping?", "Is it on?", "Which error?", "Which floor?"], rng.randint(0, 4)):
        answer = rng.choice(["Yes", "No", "Own words", None, "691"])
        events += question(number, text, answer, ["Yes", "No"])
        number += 1
        if rng.random() < 0.5:
            events += action(number, f"Look at {text}", success=rng.random() < 0.5, node_id=f"check/{number}")
            number += 1
        if rng.random() < 0.5:
            events += action(number, f"Mend {text}", success=rng.random() < 0.7)
            number += 1
    return [*events, resolved(rng.choice(["Cable.", "Driver.", "Power."]))]


def test_given_sessions_when_their_keywords_are_joined_then_each_is_there_once_and_they_are_bounded() -> None:
    others = [transcript(started(summary=f"Symptom{n} panel{n} jam{n}", symptoms=()), resolved()) for n in range(30)]
    words = joined_keywords(("Printer", "jam"), ("printer", "Queue"), others)
    assert words[:3] == ("Printer", "jam", "Queue")
    assert len(words) == 20
