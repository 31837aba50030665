"""A script from a template and what is given to it: every value one literal of the shell."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.documentation.scripts.events import TemplateContent
from services.documentation.scripts.limits import ScriptLimits
from services.documentation.scripts.placeholders import fill
from services.documentation.scripts.shells import SHELLS
from services.documentation.scripts.values import Given, Unfit, Value, read_value, told
from shared.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Rendered:
    """`script` may hold a password in the clear and is never kept; `parameters_used` never does."""

    script: str
    filename: str
    parameters_used: dict[str, str]


def render(template: TemplateContent, given: Mapping[str, Given], limits: ScriptLimits) -> Rendered:
    """The script. Raises InvalidInput that says of each parameter what it asks for, never what was given."""
    values = _read(template, given, limits)
    shell = SHELLS[template.shell]
    script = fill(template.body, {key: shell.literal(value) for key, value in values.items()})
    return Rendered(
        script=script if script.isascii() else shell.guard + script,
        filename=template.slug + shell.suffix,
        parameters_used={
            parameter.key: told(parameter, values[parameter.key]) for parameter in template.parameters
        },
    )  # fmt: skip


def _read(template: TemplateContent, given: Mapping[str, Given], limits: ScriptLimits) -> dict[str, Value]:
    values: dict[str, Value] = {}
    faults = []
    for parameter in template.parameters:
        try:
            values[parameter.key] = read_value(parameter, given.get(parameter.key), limits)
        except Unfit as unfit:
            where = f"parameters.{parameter.key}"
            faults.append({"code": unfit.code, "where": where, "message": f"{parameter.label} {unfit.reason}."})
    unknown = len(given.keys() - {parameter.key for parameter in template.parameters})
    if unknown:
        message = f"The template does not have {unknown} of these parameters."
        faults.append({"code": "unknown_parameter", "where": "parameters", "message": message})
    if faults:
        raise InvalidInput("parameters_invalid", "Some parameters do not fit; see `faults`.", faults=faults)
    return values
