"""A template as it comes from outside: tidied, and of the right shape."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from services.documentation.scripts.commands import TemplateChanges
from services.documentation.scripts.events import TemplateContent
from services.documentation.scripts.faults import Fault, refusal, shape_faults
from services.documentation.scripts.limits import SLUG_CHARS
from services.documentation.scripts.texts import with_plain_breaks

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_ONE_LINE = ("name", "category")


def read_template(body: Mapping[str, Any]) -> TemplateContent:
    """A whole template; without a slug it gets one from its name. Raises InvalidInput."""
    template = try_template(body)
    if isinstance(template, TemplateContent):
        return template
    raise refusal(template)


def read_changes(body: Mapping[str, Any]) -> TemplateChanges:
    """A part of a template. Raises InvalidInput."""
    try:
        return TemplateChanges.model_validate(_tidy(body))
    except ValidationError as error:
        raise refusal(shape_faults(error)) from None


def try_template(body: Mapping[str, Any]) -> TemplateContent | list[Fault]:
    """A whole template, or what keeps this from being one."""
    try:
        return TemplateContent.model_validate(_with_slug(_tidy(body)))
    except ValidationError as error:
        return shape_faults(error)


def _tidy(body: Mapping[str, Any]) -> dict[str, Any]:
    """With lines broken as on Unix, and one-line texts trimmed."""
    tidied = dict(body)
    for name in _ONE_LINE:
        if isinstance(value := body.get(name), str):
            tidied[name] = value.strip()
    if isinstance(text := body.get("body"), str):
        tidied["body"] = with_plain_breaks(text)
    return tidied


def _with_slug(body: dict[str, Any]) -> dict[str, Any]:
    if body.get("slug") or not isinstance(name := body.get("name"), str):
        return body
    return {**body, "slug": _NOT_IN_SLUG.sub("-", name.lower())[:SLUG_CHARS].strip("-")}
