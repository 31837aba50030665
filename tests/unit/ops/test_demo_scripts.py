"""The scripts that the demo's flows name are those that come with the product."""

from services.diagnosis.adapters.playbook.tree import Node, parse
from services.documentation.scripts.starter import starter_set
from services.matching.flow_file import parse as parse_flows
from services.matching.flow_file import read_flow
from services.ops.demo.seeding import demo_flows


def named() -> list[Node]:
    """The nodes of the demo's flows that are done with a script."""
    nodes = []
    for flow in demo_flows():
        [raw] = parse_flows(flow.document, "yaml")
        read = read_flow(raw)
        assert read.faults == ()
        assert read.content is not None
        tree = parse(read.content.tree_structure.model_dump())
        nodes += [node for node in tree.nodes.values() if node.script]
    return nodes


def test_given_a_node_that_names_a_script_then_the_starter_set_has_it_with_these_parameters() -> None:
    keys = {template.slug: {parameter.key for parameter in template.parameters} for template in starter_set()}
    nodes = named()
    assert len(nodes) >= 6
    for node in nodes:
        assert node.script is not None
        assert set(node.script.parameters) <= keys[node.script.slug]
