"""Named examples that the tests of script templates share."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from services.documentation.scripts.events import FieldType, Parameter, TemplateContent
from services.documentation.scripts.limits import ScriptLimits
from shared.message import Actor

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ACCOUNT, TEAM, OTHER_TEAM = UUID(int=1), UUID(int=2), UUID(int=3)
LEAD = Actor(account_id=ACCOUNT, user_id=UUID(int=10), name="Ingrid", role="team_admin", team_id=TEAM)
OTHER_LEAD = Actor(account_id=ACCOUNT, user_id=UUID(int=11), name="Otto", role="team_admin", team_id=OTHER_TEAM)
ADMIN = Actor(account_id=ACCOUNT, user_id=UUID(int=12), name="Ada", role="account_admin")
ENGINEER = Actor(account_id=ACCOUNT, user_id=UUID(int=13), name="Anna", role="engineer", team_id=TEAM)
LIMITS = ScriptLimits()


def parameter(key: str = "service", field_type: FieldType = "text", **changes: Any) -> Parameter:
    """A parameter that must be given."""
    if field_type == "select" and "options" not in changes:
        changes["options"] = ("one", "two")
    fields: dict[str, Any] = {"key": key, "label": key.title(), "field_type": field_type, "required": True}
    return Parameter(**fields | changes)


RESTART = "systemctl restart {{ service }}\n"


def template(body: str = RESTART, *parameters: Parameter, **changes: Any) -> TemplateContent:
    """A bash template with one text parameter, `service`, unless others are named."""
    fields: dict[str, Any] = {
        "name": "Restart a service",
        "slug": "restart-a-service",
        "category": "Services",
        "description": "Restarts a service and says how it stands.",
        "shell": "bash",
        "body": body,
        "parameters": parameters or (parameter(),),
        "team_id": None,
    }
    return TemplateContent(**fields | changes)
