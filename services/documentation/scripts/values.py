"""What is given for a parameter: read and checked. No refusal ever tells the value: it may be a password."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from services.documentation.scripts.events import FieldType, Parameter, Validation
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.texts import are_lines, is_one_line, matches, with_plain_breaks

Given = str | int | float | bool | None
"""As it comes from outside."""
Value = str | Decimal | bool | None
"""As it goes into a script; None is nothing at all."""
REDACTED = "[redacted]"

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,6})?")
_NO_RULES = Validation()
_TRUTH = {"true": True, "false": False}


class Unfit(Exception):
    """The value is not what the parameter asks for; `reason` says what it asks for."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(code)
        self.code = code
        self.reason = reason


def read_value(parameter: Parameter, given: Given, limits: ScriptLimits) -> Value:
    """The value for the parameter; what is not given is the default. Raises Unfit."""
    if given is None:
        given = parameter.default
    if given is None or given == "":
        if parameter.required:
            raise Unfit("needed", "is needed")
        return False if parameter.field_type == "boolean" else None
    if isinstance(given, str) and len(given) > limits.value_chars:
        raise Unfit("too_long", f"takes at most {limits.value_chars} characters")
    return _READERS[parameter.field_type](parameter, given)


def told(parameter: Parameter, value: Value) -> str:
    """How the value is written down: a password never is."""
    if parameter.field_type == "password":
        return REDACTED if value is not None else ""
    return as_text(value)


def as_text(value: Value) -> str:
    """The value as plain text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).lower() if isinstance(value, bool) else value or ""


def _line(parameter: Parameter, given: Given) -> str:
    text = _text(given)
    if not is_one_line(text):
        raise Unfit("not_one_line", "takes one line without tabs and control characters")
    return _ruled(parameter, text)


def _lines(parameter: Parameter, given: Given) -> str:
    text = with_plain_breaks(_text(given))
    if not are_lines(text):
        raise Unfit("control_character", "takes text without control characters")
    return _ruled(parameter, text)


def _text(given: Given) -> str:
    if not isinstance(given, str):
        raise Unfit("not_text", "takes text")
    return given


def _ruled(parameter: Parameter, text: str) -> str:
    rules = parameter.validation or _NO_RULES
    if rules.min_length is not None and len(text) < rules.min_length:
        raise Unfit("too_short", f"takes at least {rules.min_length} characters")
    if rules.max_length is not None and len(text) > rules.max_length:
        raise Unfit("too_long", f"takes at most {rules.max_length} characters")
    if rules.pattern is not None and not matches(rules.pattern, text):
        raise Unfit("pattern", "does not have the form that is asked for")
    return text


def _number(parameter: Parameter, given: Given) -> Decimal:
    written = given if isinstance(given, str) else f"{Decimal(repr(given)):f}" if type(given) in (int, float) else ""
    if not _NUMBER.fullmatch(written):
        raise Unfit("not_a_number", "takes a number of at most 15 digits and 6 decimals")
    number = _plain(Decimal(written))
    rules = parameter.validation or _NO_RULES
    if rules.minimum is not None and number < Decimal(repr(rules.minimum)):
        raise Unfit("too_small", f"takes {rules.minimum:g} or more")
    if rules.maximum is not None and number > Decimal(repr(rules.maximum)):
        raise Unfit("too_large", f"takes {rules.maximum:g} or less")
    return number


def _plain(number: Decimal) -> Decimal:
    """Without zeros that say nothing, and without a negative zero."""
    whole = number.to_integral_value()
    return Decimal(int(whole)) if number == whole else number.normalize()


def _choice(parameter: Parameter, given: Given) -> str:
    if not isinstance(given, str) or given not in parameter.options:
        raise Unfit("not_an_option", "takes one of its options")
    return given


def _truth(_parameter: Parameter, given: Given) -> bool:
    truth = given if isinstance(given, bool) else _TRUTH.get(given) if isinstance(given, str) else None
    if truth is None:
        raise Unfit("not_a_truth_value", "takes true or false")
    return truth


_READERS: Mapping[FieldType, Callable[[Parameter, Given], Value]] = {
    "text": _line,
    "password": _line,
    "multiline": _lines,
    "number": _number,
    "select": _choice,
    "boolean": _truth,
}
HARMLESS: frozenset[FieldType] = frozenset({"number", "select", "boolean"})
"""Fields whose values are numbers, truth values or what the template's author wrote."""
