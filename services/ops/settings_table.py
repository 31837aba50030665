"""Every setting of every process: its environment variable, its value, what it means."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from services.diagnosis.settings import DiagnosisSettings
from services.documentation.settings import DocumentationSettings
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.settings import GatewaySettings
from services.intake.settings import IntakeSettings
from services.matching.settings import MatchingSettings
from services.ops.installation import ROOT
from services.ops.settings import ClientSettings, UpSettings
from services.ops.setup import SetupSettings
from services.psa_sync.settings import PsaSyncSettings
from shared.llm.settings import ModelSettings
from shared.settings import CommonSettings

GROUPS: Mapping[str, type[BaseSettings]] = {
    "every process": CommonSettings,
    "up": UpSettings,
    "command line": ClientSettings,
    "notifications": NotifierSettings,
    "gateway": GatewaySettings,
    "intake": IntakeSettings,
    "matching": MatchingSettings,
    "diagnosis": DiagnosisSettings,
    "documentation": DocumentationSettings,
    "psa sync": PsaSyncSettings,
    "models": ModelSettings,
    "setup (containers)": SetupSettings,
}
MASKED = "********"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as a process would read it now; secrets are masked."""

    group: str
    variable: str
    value: str
    default: str
    meaning: str


def all_settings() -> Iterator[Setting]:
    """Every setting once, with the group that declares it first."""
    seen: set[str] = set()
    for group, cls in GROUPS.items():
        values = cls.model_construct() if _has_required(cls) else cls()
        meanings = _meanings(cls)
        for name, field in cls.model_fields.items():
            variable = _variable(cls, name, field)
            if variable not in seen:
                seen.add(variable)
                value = getattr(values, name, None)
                yield Setting(group, variable, _shown(value), _default(field), meanings.get(name, ""))


def _has_required(cls: type[BaseSettings]) -> bool:
    return any(field.is_required() for field in cls.model_fields.values())


def _variable(cls: type[BaseSettings], name: str, field: FieldInfo) -> str:
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        return " or ".join(str(choice) for choice in alias.choices)
    return f"{cls.model_config.get('env_prefix', '')}{name}".upper()


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "(required)"
    value = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        value = value.relative_to(ROOT)
    return _shown(value)


def _shown(value: Any) -> str:
    if isinstance(value, SecretStr):
        return MASKED
    if isinstance(value, frozenset):
        return ",".join(map(str, sorted(value)))
    return "" if value is None else str(value)


def _meanings(cls: type[BaseSettings]) -> dict[str, str]:
    """The text below each field, as it stands in the class and those it builds on."""
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        if issubclass(base, BaseSettings) and base is not BaseSettings:
            found |= _texts_below(base)
    return found


def _texts_below(cls: type) -> dict[str, str]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    statements = tree.body if isinstance(tree, ast.ClassDef) else []
    return {
        field.target.id: " ".join(text.value.value.split())
        for field, text in pairwise(statements)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }  # fmt: skip
