"""What a template must keep before it is taken; every fault is told, with its place."""

import re
from collections import Counter
from collections.abc import Iterator

from services.documentation.scripts.events import Parameter, TemplateContent, Validation
from services.documentation.scripts.faults import Fault
from services.documentation.scripts.limits import (
    CATEGORY_CHARS,
    DESCRIPTION_CHARS,
    HELP_CHARS,
    LABEL_CHARS,
    NAME_CHARS,
    OPTION_CHARS,
    PATTERN_CHARS,
    SLUG_CHARS,
    ScriptLimits,
)
from services.documentation.scripts.placeholders import KEY, line_of, malformed, placeholders
from services.documentation.scripts.shells import SHELLS
from services.documentation.scripts.texts import are_lines, forbidden_at, is_one_line, is_pattern
from services.documentation.scripts.values import HARMLESS, Unfit, read_value

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(KEY)


def template_faults(template: TemplateContent, limits: ScriptLimits) -> list[Fault]:
    """Everything that keeps the template from being used."""
    body = sorted(_body_faults(template, limits), key=lambda fault: fault.line or 0)
    return [*_head_faults(template), *body, *_parameters_faults(template, limits)]


def _head_faults(template: TemplateContent) -> Iterator[Fault]:
    yield from _line_faults("name", template.name, NAME_CHARS)
    yield from _line_faults("category", template.category, CATEGORY_CHARS)
    yield from _prose_faults("description", template.description, DESCRIPTION_CHARS)
    if not _SLUG.fullmatch(template.slug) or len(template.slug) > SLUG_CHARS:
        message = f"A slug is made of lower-case letters, digits and single hyphens; at most {SLUG_CHARS} characters."
        yield Fault("slug", "slug", message)


def _line_faults(where: str, text: str, chars: int) -> Iterator[Fault]:
    if not text.strip() or len(text) > chars or not is_one_line(text):
        yield Fault("text", where, f"This takes one line of 1 to {chars} characters, without control characters.")


def _prose_faults(where: str, text: str | None, chars: int) -> Iterator[Fault]:
    if text and (len(text) > chars or not are_lines(text)):
        yield Fault("text", where, f"This takes at most {chars} characters, without control characters.")


def _body_faults(template: TemplateContent, limits: ScriptLimits) -> Iterator[Fault]:
    body = template.body
    if not body.strip() or len(body) > limits.body_chars:
        yield Fault("size", "body", f"A body has 1 to {limits.body_chars} characters.")
        return
    at = forbidden_at(body)
    if at is not None:
        yield Fault("control_character", "body", "Take this control character out.", line_of(body, at))
        return
    for at in malformed(body):
        message = "{{ opens no placeholder here; write {{ key }}, or put a space between the braces."
        yield Fault("placeholder", "body", message, line_of(body, at))
    yield from _undeclared(template)
    harmless = {parameter.key for parameter in template.parameters if parameter.field_type in HARMLESS}
    yield from SHELLS[template.shell].faults(body, harmless)


def _undeclared(template: TemplateContent) -> Iterator[Fault]:
    declared = {parameter.key for parameter in template.parameters}
    for found in placeholders(template.body):
        if found.key not in declared:
            line = line_of(template.body, found.start)
            yield Fault("unknown_parameter", "body", f"There is no parameter {found.key}.", line)


def _parameters_faults(template: TemplateContent, limits: ScriptLimits) -> Iterator[Fault]:
    if len(template.parameters) > limits.parameters:
        yield Fault("size", "parameters", f"A template has at most {limits.parameters} parameters.")
        return
    used = {found.key for found in placeholders(template.body)}
    times = Counter(parameter.key for parameter in template.parameters)
    for index, parameter in enumerate(template.parameters):
        where = f"parameters.{index}"
        if not _KEY.fullmatch(parameter.key):
            yield Fault("key", f"{where}.key", "A key is a letter, then letters, digits and _; at most 60 characters.")
        elif times[parameter.key] > 1:
            yield Fault("key", f"{where}.key", f"Two parameters are named {parameter.key}.")
        elif parameter.key not in used:
            yield Fault("unused_parameter", f"{where}.key", f"The body does not use {{{{ {parameter.key} }}}}.")
        yield from _parameter_faults(where, parameter, limits)


def _parameter_faults(where: str, parameter: Parameter, limits: ScriptLimits) -> Iterator[Fault]:
    yield from _line_faults(f"{where}.label", parameter.label, LABEL_CHARS)
    yield from _prose_faults(f"{where}.help_text", parameter.help_text, HELP_CHARS)
    yield from _option_faults(f"{where}.options", parameter, limits)
    rules = list(_validation_faults(f"{where}.validation", parameter.validation or Validation()))
    yield from rules
    if parameter.default is not None and not rules:
        yield from _default_faults(f"{where}.default", parameter, limits)


def _option_faults(where: str, parameter: Parameter, limits: ScriptLimits) -> Iterator[Fault]:
    options = parameter.options
    if parameter.field_type != "select":
        if options:
            yield Fault("options", where, "Only a select has options.")
    elif not options or len(options) > limits.options or len(set(options)) < len(options):
        yield Fault("options", where, f"A select has 1 to {limits.options} different options.")
    for index, option in enumerate(options):
        yield from _line_faults(f"{where}.{index}", option, OPTION_CHARS)


def _validation_faults(where: str, rules: Validation) -> Iterator[Fault]:
    if rules.pattern is not None and (len(rules.pattern) > PATTERN_CHARS or not is_pattern(rules.pattern)):
        message = f"This is no regular expression of at most {PATTERN_CHARS} characters without look-around."
        yield Fault("pattern", f"{where}.pattern", message)
    for low, high in (("min_length", "max_length"), ("minimum", "maximum")):
        least, most = getattr(rules, low), getattr(rules, high)
        if least is not None and most is not None and least > most:
            yield Fault("range", f"{where}.{high}", "The upper limit lies below the lower one.")


def _default_faults(where: str, parameter: Parameter, limits: ScriptLimits) -> Iterator[Fault]:
    if parameter.field_type == "password":
        yield Fault("default", where, "A password has no default: it would be written down.")
        return
    try:
        read_value(parameter, parameter.default, limits)
    except Unfit as unfit:
        yield Fault("default", where, f"The default does not fit: the parameter {unfit.reason}.")
