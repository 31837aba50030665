"""The API's own description: FastAPI's, with our refusals and with who may call what."""

from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field

from services.gateway.auth.access import document_access
from services.gateway.problems import MEDIA_TYPE


class ProblemDocument(BaseModel):
    """The shape of every refusal. Members beyond these say more about the single case."""

    model_config = ConfigDict(title="Problem", extra="allow")

    type: str = Field(examples=["urn:resolutionflow:problem:not_found"])
    title: str
    status: int
    detail: str
    code: str = Field(description="A stable word for programs.", examples=["not_found"])
    request_id: str = Field(description="Finds the request in the logs.")


def describe(app: FastAPI) -> None:
    """Make `app.openapi()` tell the whole story."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = generate()
            _document_problems(schema)
            document_access(app, schema)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way


def _document_problems(schema: dict[str, Any]) -> None:
    """Put the problem's shape and the answers that carry it into an OpenAPI document."""
    components = schema.setdefault("components", {}).setdefault("schemas", {})
    components["Problem"] = ProblemDocument.model_json_schema()
    components.pop("HTTPValidationError", None)
    components.pop("ValidationError", None)
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in schema.get("paths", {}).values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["4XX"] = {"description": "Refused", "content": content}
            operation["responses"]["5XX"] = {"description": "Failed on our side", "content": content}
