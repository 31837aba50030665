"""`docs/settings.md`: every setting, with its variable, default and meaning, from the settings classes themselves."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined
from pydantic_settings import BaseSettings

from services.diagnosis.settings import DiagnosisSettings
from services.documentation.settings import DocumentationSettings
from services.flywheel.settings import FlywheelSettings
from services.gateway.mail_settings import MailSettings
from services.gateway.notifications.settings import NotifierSettings
from services.gateway.settings import GatewaySettings
from services.intake.settings import IntakeSettings
from services.matching.settings import MatchingSettings
from services.ops.settings import ClientSettings, UpSettings
from services.ops.setup import SetupSettings
from services.psa_sync.settings import PsaSyncSettings
from shared.llm.settings import ModelSettings
from shared.settings import CommonSettings

SECTIONS: tuple[tuple[str, type[BaseSettings]], ...] = (
    ("`resolutionflow up`", UpSettings),
    ("`resolutionflow session` and `flows`", ClientSettings),
    ("Every process", CommonSettings),
    ("Gateway", GatewaySettings),
    ("Gateway and notifications", MailSettings),
    ("Notifications and e-mail", NotifierSettings),
    ("Intake", IntakeSettings),
    ("Matching", MatchingSettings),
    ("Diagnosis", DiagnosisSettings),
    ("Documentation", DocumentationSettings),
    ("PSA sync", PsaSyncSettings),
    ("Flywheel", FlywheelSettings),
    ("Models (intake, diagnosis, documentation, flywheel)", ModelSettings),
    ("`python -m services.ops.setup`, where the servers run elsewhere", SetupSettings),
)

ROOT = Path(__file__).parents[1]

HEAD = """\
# Settings

Every setting is read from the environment, or from a file `.env` in the working folder. `resolutionflow config show`
prints what is in force. Lists and tables are written as JSON, addresses and ports with commas between them.

This page is generated from the code by `make contracts`.
"""


def page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(_section(title, settings) for title, settings in SECTIONS)


def variables(settings: type[BaseSettings], name: str, field: FieldInfo) -> list[str]:
    """The environment variables that a setting is read from, the usual one first."""
    if isinstance(field.validation_alias, AliasChoices):
        return [str(choice) for choice in field.validation_alias.choices]
    return [f"{settings.model_config.get('env_prefix', '')}{name}".upper()]


def own_fields(settings: type[BaseSettings]) -> Iterator[tuple[str, FieldInfo]]:
    """The settings that a class adds to those that it builds on."""
    bases = [base for base in settings.__mro__[1:] if issubclass(base, BaseSettings)]
    inherited = {name for base in bases for name in base.model_fields}
    for name, field in settings.model_fields.items():
        if name not in inherited:
            yield name, field


def _section(title: str, settings: type[BaseSettings]) -> str:
    rows = "".join(_row(settings, name, field) for name, field in own_fields(settings))
    return f"\n## {title}\n\n| variable | default | meaning |\n| --- | --- | --- |\n{rows}"


def _row(settings: type[BaseSettings], name: str, field: FieldInfo) -> str:
    names = " or ".join(f"`{variable}`" for variable in variables(settings, name, field))
    meaning = " ".join((field.description or "").split())
    return f"| {names} | {_default(field)} | {meaning} |\n"


def _default(field: FieldInfo) -> str:
    value: Any = field.get_default(call_default_factory=True, validated_data={})
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        return f"`{value.relative_to(ROOT)}`, beside the code"  # an absolute path, another on every machine
    if value is PydanticUndefined:
        return "required"
    if value is None or isinstance(value, SecretStr):
        return "none"
    if isinstance(value, dict):
        return "the built-in list"
    if isinstance(value, frozenset):
        return f"`{','.join(map(str, sorted(value)))}`" if value else "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
