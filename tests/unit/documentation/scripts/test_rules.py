"""What a template must keep, and that each fault is told with its place."""

from typing import Any

import pytest

from services.documentation.scripts.events import Parameter, TemplateContent, Validation
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.reading import read_template
from services.documentation.scripts.rules import template_faults
from shared.errors import InvalidInput
from tests.unit.documentation.scripts.examples import LIMITS, RESTART, parameter, template


def found(content: TemplateContent, limits: ScriptLimits = LIMITS) -> list[tuple[str, str]]:
    return [(fault.where, fault.code) for fault in template_faults(content, limits)]


def test_given_a_good_template_when_looked_at_then_nothing_is_wrong() -> None:
    assert found(template()) == []


HEADS: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "name"),
    ({"name": "a\nb"}, "name"),
    ({"name": "a" * 201}, "name"),
    ({"category": " "}, "category"),
    ({"description": "a\x1bb"}, "description"),
    ({"slug": "Not A Slug"}, "slug"),
    ({"slug": "a--b"}, "slug"),
    ({"slug": "a" * 81}, "slug"),
]


@pytest.mark.parametrize(("fields", "where"), HEADS)
def test_given_a_bad_head_when_looked_at_then_its_place_is_told(fields: dict[str, Any], where: str) -> None:
    assert [place for place, _ in found(template(**fields))] == [where]


BODIES = [
    ("", "size", None),
    ("a" * 20_001, "size", None),
    ("echo\n\x1b[2J {{ service }}", "control_character", 2),
    ("echo\n\u202e {{ service }}", "control_character", 2),
    ("a {{ service }}\n\nb {{ 9 }}", "placeholder", 3),
    ("a {{ service }} {{", "placeholder", 1),
    ("a {{ service }} {{ other }}", "unknown_parameter", 1),
    ("a '{{ service }}'", "not_an_argument", 1),
]


@pytest.mark.parametrize(("body", "code", "line"), BODIES)
def test_given_a_bad_body_when_looked_at_then_the_line_is_told(body: str, code: str, line: int | None) -> None:
    faults = [fault for fault in template_faults(template(body), LIMITS) if fault.where == "body"]
    assert (code, line) in [(fault.code, fault.line) for fault in faults]


PARAMETERS: list[tuple[Parameter, str, str]] = [
    (parameter("service", label=""), "parameters.0.label", "text"),
    (parameter("service", help_text="a\x00"), "parameters.0.help_text", "text"),
    (parameter("service", options=("a",)), "parameters.0.options", "options"),
    (parameter("service", "select", options=()), "parameters.0.options", "options"),
    (parameter("service", "select", options=("a", "a")), "parameters.0.options", "options"),
    (parameter("service", "select", options=("a", "b\n")), "parameters.0.options.1", "text"),
    (parameter("service", "select", default="c"), "parameters.0.default", "default"),
    (parameter("service", "number", default="many"), "parameters.0.default", "default"),
    (parameter("service", "password", default="secret"), "parameters.0.default", "default"),
    (parameter("service", validation=Validation(pattern="(a")), "parameters.0.validation.pattern", "pattern"),
    (parameter("service", validation=Validation(pattern="(?=a)")), "parameters.0.validation.pattern", "pattern"),
    (parameter("service", validation=Validation(pattern="a" * 501)), "parameters.0.validation.pattern", "pattern"),
    (parameter("service", validation=Validation(minimum=2, maximum=1)), "parameters.0.validation.maximum", "range"),
]


@pytest.mark.parametrize(("asked", "where", "code"), PARAMETERS)
def test_given_a_bad_parameter_when_looked_at_then_its_place_is_told(asked: Parameter, where: str, code: str) -> None:
    assert found(template(RESTART, asked)) == [(where, code)]


def test_given_a_password_with_a_default_when_refused_then_the_refusal_does_not_tell_it() -> None:
    faults = template_faults(template(RESTART, parameter("service", "password", default="hunter2")), LIMITS)
    assert "hunter2" not in repr(faults)


def test_given_parameters_of_bad_or_equal_keys_or_without_use_when_looked_at_then_each_is_told() -> None:
    asked = (parameter("service"), parameter("service"), parameter("not a key"), parameter("idle"))
    assert found(template(RESTART, *asked)) == [
        ("parameters.0.key", "key"),
        ("parameters.1.key", "key"),
        ("parameters.2.key", "key"),
        ("parameters.3.key", "unused_parameter"),
    ]


def test_given_smaller_limits_when_looked_at_then_they_hold() -> None:
    asked = template("a {{ x }} {{ y }}", parameter("x"), parameter("y"))
    assert found(asked, ScriptLimits(parameters=1)) == [("parameters", "size")]
    assert found(asked, ScriptLimits(body_chars=5)) == [("body", "size")]


def test_given_a_template_from_outside_when_read_then_it_is_tidied_and_gets_a_slug() -> None:
    raw = template().model_dump(mode="json", exclude={"slug"}) | {"name": " Ünlock  AD-Account! ", "body": "a\r\nb\r\n"}
    content = read_template(raw)
    assert (content.name, content.slug, content.body) == ("Ünlock  AD-Account!", "nlock-ad-account", "a\nb\n")


@pytest.mark.parametrize("change", [{"shell": "zsh"}, {"parameters": [{}]}, {"body": 5}, {"more": 1}, {"name": None}])
def test_given_something_else_when_read_then_the_place_is_told(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_template(template().model_dump(mode="json") | change)
    [place] = {fault["where"].split(".")[0] for fault in refusal.value.facts["faults"]}
    assert place in change
