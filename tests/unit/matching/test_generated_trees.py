"""10,000 trees: every broken one is refused with its fault, every valid one can be walked to an end."""

import random

import pytest

from services.matching.tree import Node, faults
from tests.unit.matching.generated_trees import BREAKS, broken_tree, nodes_of, reach, targets_of, valid_tree

VALID = 5_000
BROKEN = 5_000


def test_given_valid_trees_when_checked_then_nothing_is_found_and_each_way_comes_to_an_end() -> None:
    rng = random.Random(1)
    for _ in range(VALID):
        tree = valid_tree(rng)
        assert faults(Node.model_validate(tree)) == []
        nodes = {node["id"]: node for node in nodes_of(tree)}
        targets = {node_id: targets_of(node) for node_id, node in nodes.items()}
        assert reach("root", targets) == set(nodes)
        assert all(_ends(node_id, targets) for node_id in nodes)


def _ends(start: str, targets: dict[str, list[str]]) -> bool:
    """Whether a walk from here can come to a node that leads nowhere."""
    return any(not targets[node_id] for node_id in reach(start, targets))


@pytest.mark.parametrize("name", BREAKS)
def test_given_broken_trees_when_checked_then_the_fault_and_its_node_are_named(name: str) -> None:
    rng = random.Random(name)
    for _ in range(BROKEN // len(BREAKS) + 1):
        tree, code, node = broken_tree(rng, name)
        assert (code, node) in {(fault.code, fault.node_id) for fault in faults(Node.model_validate(tree))}
