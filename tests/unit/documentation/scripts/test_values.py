"""What a parameter takes, what goes into the script, and that a refusal never tells what was given."""

from decimal import Decimal
from typing import Any

import pytest

from services.documentation.scripts.events import FieldType, Parameter, Validation
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.rendering import render
from services.documentation.scripts.values import REDACTED, Given, Unfit, as_text, read_value, told
from shared.errors import InvalidInput
from tests.unit.documentation.scripts.examples import LIMITS, parameter, template

SECRET = "Tr0ub4dor-planted"


def rules(**fields: Any) -> Validation:
    return Validation(**fields)


TAKEN: list[tuple[FieldType, Given, str]] = [
    ("text", " spaced ", " spaced "),
    ("text", "M\u00fcller\u2019s", "M\u00fcller\u2019s"),
    ("multiline", "a\r\nb\tc\n", "a\nb\tc\n"),
    ("number", 7, "7"),
    ("number", 7.0, "7"),
    ("number", "-0.50", "-0.5"),
    ("number", "+30", "30"),
    ("number", 1e3, "1000"),
    ("number", -0.0, "0"),
    ("number", 0.000001, "0.000001"),
    ("select", "two", "two"),
    ("boolean", True, "true"),
    ("boolean", "false", "false"),
    ("password", "p'\"$", "p'\"$"),
]
REFUSED: list[tuple[FieldType, Given, str]] = [
    ("text", 7, "not_text"),
    ("text", True, "not_text"),
    ("text", "a\nb", "not_one_line"),
    ("text", "a\tb", "not_one_line"),
    ("text", "a\x1b[201~b", "not_one_line"),
    ("text", "a\0b", "not_one_line"),
    ("text", "a\u202eb", "not_one_line"),
    ("text", "\ufeffa", "not_one_line"),
    ("text", "a\u2028b", "not_one_line"),
    ("text", "a\x85b", "not_one_line"),
    ("text", "a" * 4001, "too_long"),
    ("multiline", "a\rb", "control_character"),
    ("multiline", "a\0b", "control_character"),
    ("multiline", "a\x07b", "control_character"),
    ("multiline", "a\x0bb", "control_character"),
    ("password", "a\nb", "not_one_line"),
    ("number", "7; ls", "not_a_number"),
    ("number", "7\n", "not_a_number"),
    ("number", "\u0667", "not_a_number"),
    ("number", "0x1F", "not_a_number"),
    ("number", "1e9", "not_a_number"),
    ("number", " 7", "not_a_number"),
    ("number", True, "not_a_number"),
    ("number", 10**16, "not_a_number"),
    ("number", float("inf"), "not_a_number"),
    ("number", float("nan"), "not_a_number"),
    ("number", 1e-9, "not_a_number"),
    ("select", "three", "not_an_option"),
    ("select", 1, "not_an_option"),
    ("boolean", "yes", "not_a_truth_value"),
    ("boolean", 1, "not_a_truth_value"),
]


@pytest.mark.parametrize(("field_type", "given", "shown"), TAKEN)
def test_given_a_fitting_value_when_read_then_it_is_taken_as_it_is_meant(
    field_type: FieldType, given: Given, shown: str
) -> None:
    assert as_text(read_value(parameter(field_type=field_type), given, LIMITS)) == shown


@pytest.mark.parametrize(("field_type", "given", "code"), REFUSED)
def test_given_an_unfit_value_when_read_then_it_is_refused(field_type: FieldType, given: Given, code: str) -> None:
    with pytest.raises(Unfit) as refusal:
        read_value(parameter(field_type=field_type), given, LIMITS)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("given", "validation", "code"),
    [
        ("ab", rules(min_length=3), "too_short"),
        ("abcd", rules(max_length=3), "too_long"),
        ("ab1", rules(pattern="[a-z]+"), "pattern"),
        ("ab\u0000", rules(pattern="ab"), "not_one_line"),
        ("xab", rules(pattern="a|ab"), "pattern"),
    ],
)
def test_given_rules_for_a_text_when_it_breaks_one_then_it_is_refused(
    given: str, validation: Validation, code: str
) -> None:
    with pytest.raises(Unfit) as refusal:
        read_value(parameter(validation=validation), given, LIMITS)
    assert refusal.value.code == code


@pytest.mark.parametrize(("given", "code"), [(4, "too_small"), ("11", "too_large"), (10.01, "too_large")])
def test_given_bounds_for_a_number_when_it_lies_outside_then_it_is_refused(given: Given, code: str) -> None:
    asked = parameter(field_type="number", validation=rules(minimum=5, maximum=10))
    with pytest.raises(Unfit) as refusal:
        read_value(asked, given, LIMITS)
    assert refusal.value.code == code
    assert read_value(asked, "10", LIMITS) == Decimal(10)


def test_given_a_pattern_that_makes_other_engines_slow_when_matched_then_it_takes_no_time() -> None:
    asked = parameter(validation=rules(pattern="(a+)+b"))
    with pytest.raises(Unfit, match="pattern"):
        read_value(asked, "a" * 4000, LIMITS)


@pytest.mark.parametrize("nothing", [None, ""])
def test_given_nothing_when_a_value_is_needed_then_it_is_refused_and_else_it_is_empty(nothing: str | None) -> None:
    with pytest.raises(Unfit, match="needed"):
        read_value(parameter(), nothing, LIMITS)
    assert read_value(parameter(required=False), nothing, LIMITS) is None
    assert read_value(parameter(field_type="boolean", required=False), nothing, LIMITS) is False


def test_given_nothing_when_there_is_a_default_then_it_is_that() -> None:
    assert read_value(parameter(default="spooler"), None, LIMITS) == "spooler"
    assert read_value(parameter(default="spooler", required=False), "", LIMITS) is None


def test_given_nothing_for_what_may_be_left_out_when_rendered_then_an_empty_word_stands_there() -> None:
    body = "show {{ service }} {{ n }}"
    asked = template(body, parameter(required=False), parameter("n", "number", required=False))
    assert render(asked, {}, LIMITS).script == "show '' ''"


def test_given_a_password_when_told_then_it_is_redacted() -> None:
    asked = parameter("secret", "password")
    assert told(asked, SECRET) == REDACTED
    assert told(parameter("secret", "password", required=False), None) == ""
    rendered = render(template("login {{ secret }}", asked), {"secret": SECRET}, LIMITS)
    assert rendered.script == f"login '{SECRET}'"
    assert rendered.parameters_used == {"secret": REDACTED}


SHORT = ScriptLimits(value_chars=10)
UNFIT: list[tuple[Parameter, Given]] = [
    (parameter("secret", "password"), f"{SECRET}\n"),
    (parameter("secret", "password", validation=rules(max_length=3)), SECRET),
    (parameter("secret", "password", validation=rules(pattern="[0-9]+")), SECRET),
    (parameter("secret", "number"), SECRET),
    (parameter("secret", "select"), SECRET),
    (parameter("secret", "boolean"), SECRET),
    (parameter("other", "text"), SECRET),
]


@pytest.mark.parametrize(("asked", "given"), UNFIT)
@pytest.mark.parametrize("limits", [LIMITS, SHORT])
def test_given_an_unfit_value_when_refused_then_the_refusal_does_not_tell_it(
    asked: Parameter, given: Given, limits: ScriptLimits
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        render(template(f"login {{{{ {asked.key} }}}}", asked), {"secret": given, SECRET: SECRET}, limits)
    assert SECRET not in repr(refusal.value.to_dict())
    assert refusal.value.facts["faults"]


def test_given_a_value_that_looks_like_a_placeholder_when_rendered_then_it_is_not_filled_again() -> None:
    asked = template("show {{ a }} {{ b }}", parameter("a"), parameter("b", "password"))
    assert render(asked, {"a": "{{ b }}", "b": SECRET}, LIMITS).script == f"show '{{{{ b }}}}' '{SECRET}'"
