"""Script templates and scripts, as they are sent and answered."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints

from services.gateway.params import RequestBody
from services.gateway.routes.material_models import ScriptGeneration

Shell = Literal["powershell", "bash"]
FieldType = Literal["text", "multiline", "number", "select", "boolean", "password"]
Value = str | int | float | bool | None
Values = Annotated[dict[str, Value], Field(max_length=200)]
Details = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class Validation(BaseModel):
    """What a value must be; what is null is not asked. The pattern describes the whole value."""

    model_config = ConfigDict(extra="forbid")

    pattern: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    minimum: float | None = None
    maximum: float | None = None


class Parameter(BaseModel):
    """One placeholder `{{ key }}` of the body. A password has no default."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    key: str = Field(validation_alias=AliasChoices("key", "variable_name"))
    label: str
    field_type: FieldType = "text"
    required: bool = True
    default: str | float | bool | None = None
    options: list[str] = []
    help_text: str | None = None
    validation: Validation | None = None


class ParametersSchema(BaseModel):
    """What a script asks for, in the order of the form."""

    model_config = ConfigDict(extra="forbid")

    parameters: list[Parameter] = []


class NewTemplate(RequestBody):
    """A template as it is written; what is wrong with it is told with place and line. Without a slug it gets one."""

    name: str
    slug: str | None = None
    category: str = "General"
    description: str = ""
    shell: Shell = "powershell"
    body: str
    parameters_schema: ParametersSchema = ParametersSchema()
    team_id: UUID | None = None


class TemplateChanges(RequestBody):
    """What a template shall read from now on; what is left out stays. `team_id` null: all of the account."""

    name: str = ""
    slug: str = ""
    category: str = ""
    description: str = ""
    shell: Shell = "powershell"
    body: str = ""
    parameters_schema: ParametersSchema = ParametersSchema()
    team_id: UUID | None = None


class Template(BaseModel):
    """A template. `version` is what If-Match takes; `template_version` counts its texts."""

    id: UUID
    account_id: UUID
    name: str
    slug: str
    category: str
    description: str
    shell: Shell
    body: str
    parameters_schema: ParametersSchema
    team_id: UUID | None
    active: bool
    usage_count: int
    version: int
    template_version: int
    created_at: datetime
    created_by: UUID
    updated_at: datetime
    updated_by: UUID


class TemplateItem(BaseModel):
    """A template in a list, without its body."""

    id: UUID
    account_id: UUID
    name: str
    slug: str
    category: str
    description: str
    shell: Shell
    parameters_schema: ParametersSchema
    team_id: UUID | None
    active: bool
    usage_count: int
    version: int
    template_version: int
    created_at: datetime
    created_by: UUID
    updated_at: datetime
    updated_by: UUID


class TemplateVersion(BaseModel):
    """What a template said; `updated_at` and `updated_by` are this version's."""

    id: UUID
    template_version: int
    name: str
    slug: str
    category: str
    description: str
    shell: Shell
    body: str
    parameters_schema: ParametersSchema
    team_id: UUID | None
    updated_at: datetime
    updated_by: UUID


class Fault(BaseModel):
    """What is wrong with a template, and where; `line` is the body's, from 1."""

    code: str
    where: str
    message: str
    line: int | None


class Validity(BaseModel):
    """Whether a template would be taken, and everything that is wrong with it."""

    valid: bool
    faults: list[Fault]


class StarterTemplate(BaseModel):
    """What became of a template of the starter set; `kept`: its slug was there already."""

    slug: str
    template_id: UUID | None
    status: Literal["added", "kept"]


class StarterSet(BaseModel):
    """What became of the starter set."""

    templates: list[StarterTemplate]


class RenderBody(RequestBody):
    """What is given to a template. Without a version its present text is meant."""

    parameters: Values = Field(default_factory=dict)
    version: Annotated[int, Field(ge=1)] | None = None


class RenderedTemplate(BaseModel):
    """The template that a script was made from."""

    id: UUID
    version: int
    name: str
    slug: str
    shell: Shell


class Rendered(BaseModel):
    """A script. It may hold a password in the clear and is kept nowhere; `parameters_used` never does."""

    script: str
    filename: str
    parameters_used: dict[str, str]
    template: RenderedTemplate


class GenerateScript(RequestBody):
    """A template, what is given to it, and the suggested fix that the script carries out, if any."""

    template_id: UUID
    parameters: Values = Field(default_factory=dict)
    fix_id: UUID | None = None


class Generated(BaseModel):
    """A script, told of in the session without its text."""

    generation: ScriptGeneration
    script: str
    filename: str


class RecordResult(RequestBody):
    """What running the script gave."""

    success: bool
    details: Details | None = None


def content(body: NewTemplate | TemplateChanges) -> dict[str, Any]:
    """The body as documentation takes it: what was not sent is left out of changes."""
    only_sent = isinstance(body, TemplateChanges)
    fields = body.model_dump(mode="json", exclude_unset=only_sent)
    if "parameters_schema" in fields:
        whole = body.parameters_schema.model_dump(mode="json")
        del fields["parameters_schema"]
        fields["parameters"] = whole["parameters"]
    return fields
