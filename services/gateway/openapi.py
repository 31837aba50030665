"""The API's own description: FastAPI's, with our refusals and with who may call what."""

from typing import Any

from fastapi import FastAPI

from services.gateway.auth.access import document_access
from services.gateway.problems import document_problems


def describe(app: FastAPI) -> None:
    """Make `app.openapi()` tell the whole story."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = generate()
            document_problems(schema)
            document_access(app, schema)
        return app.openapi_schema or {}

    app.openapi = openapi  # type: ignore[method-assign] # FastAPI's documented way
