"""Settings of documentation. Read from `RESOLUTIONFLOW_<NAME>`."""

from pydantic import Field

from services.documentation.scripts.limits import ScriptLimits
from shared.settings import CommonSettings


class DocumentationSettings(CommonSettings):
    """How large a script template, and what is given to it, may be."""

    script_body_chars: int = Field(default=20_000, ge=1, le=100_000)
    """Characters of a template's body."""
    script_parameters: int = Field(default=30, ge=1, le=100)
    """Parameters of a template."""
    script_options: int = Field(default=100, ge=1, le=500)
    """Options of a select."""
    script_value_chars: int = Field(default=4_000, ge=1, le=50_000)
    """Characters of what is given for one parameter."""
    script_offered: int = Field(default=20, ge=1, le=50)
    """Templates that FlowPilot is told of: those most used."""

    @property
    def script_limits(self) -> ScriptLimits:
        """Those of them that a template must keep."""
        return ScriptLimits(
            self.script_body_chars, self.script_parameters, self.script_options, self.script_value_chars
        )
