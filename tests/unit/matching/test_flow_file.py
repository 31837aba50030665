"""Flows as files: read with bounds, written back."""

import json

import pytest
import yaml

from services.matching.flow_file import Format, parse, read_flow, read_tree, to_plain, write
from shared.errors import InvalidInput, TooLarge
from tests.unit.matching.examples import content, flow, tree


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_given_a_flow_when_written_and_read_then_it_is_the_same(form: Format) -> None:
    [raw] = parse(write([to_plain(content())], form), form)
    assert read_flow(raw).content == content()


def test_given_bare_yes_and_no_in_yaml_when_read_then_they_are_labels() -> None:
    document = yaml.safe_dump({"flows": [flow()]}).replace("'Yes'", "Yes").replace("'No'", "No")
    read = read_flow(parse(document, "yaml")[0])
    assert read.content is not None
    assert [option.label for option in read.content.tree_structure.options] == ["Yes", "No"]


def test_given_an_alias_bomb_when_read_then_it_is_refused_at_once() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nflows: [*b, *b]\n"
    with pytest.raises(InvalidInput, match="yaml_alias"):
        parse(bomb, "yaml")


def test_given_yaml_that_makes_objects_when_read_then_it_is_refused() -> None:
    with pytest.raises(InvalidInput, match="unreadable_file"):
        parse("flows: [!!python/object/apply:os.getcwd []]", "yaml")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_given_deep_nesting_when_read_then_it_is_refused(form: Format) -> None:
    with pytest.raises(InvalidInput):
        parse("[" * 5000 + "]" * 5000, form)


@pytest.mark.parametrize(("document", "form"), [("{", "json"), ("a: [", "yaml"), ("[]", "json"), ("flows: {}", "yaml")])
def test_given_what_is_no_flow_file_when_read_then_it_is_refused(document: str, form: Format) -> None:
    with pytest.raises(InvalidInput):
        parse(document, form)


def test_given_too_much_when_read_then_it_is_too_large() -> None:
    with pytest.raises(TooLarge, match="file_too_large"):
        parse(" " * 1_000_000, "json")
    with pytest.raises(TooLarge, match="too_many_flows"):
        parse(json.dumps({"flows": [{}] * 501}), "json")


def test_given_fields_that_are_not_used_when_read_then_they_are_named() -> None:
    read = read_flow(flow(keywords=["x"], status="draft", success_rate=0.5))
    assert (read.ignored, read.draft, read.faults) == (("keywords",), True, ())


def test_given_a_wrong_shape_when_read_then_the_place_is_named() -> None:
    [fault] = read_flow(flow(problem_domain="kitchen")).faults
    assert (fault.code, fault.node_id) == ("shape", "problem_domain")


@pytest.mark.parametrize("raw", [None, 5, [], "x"])
def test_given_no_object_when_read_then_it_is_a_fault(raw: object) -> None:
    assert [fault.code for fault in read_flow(raw).faults] == ["shape"]


def test_given_a_bare_tree_when_read_then_its_faults_are_found() -> None:
    assert [fault.code for fault in read_tree(tree(question="")).faults] == ["no_question"]
    assert read_tree({"id": "x"}).faults[0].code == "shape"


def test_given_a_tree_nested_without_end_when_read_then_it_is_a_fault() -> None:
    nested: dict[str, object] = {"id": "n", "type": "solution", "title": "x"}
    for _ in range(2000):
        nested = {"id": "n", "type": "solution", "title": "x", "children": [nested]}
    assert read_tree(nested).faults
