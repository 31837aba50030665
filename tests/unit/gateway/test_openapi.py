from fastapi import Depends

from services.gateway.auth.access import anyone, require
from services.gateway.openapi import describe
from services.gateway.problems import MEDIA_TYPE
from tests.unit.gateway.edge_app import edge_app


def test_given_an_app_when_it_describes_itself_then_refusals_and_rights_are_in_it() -> None:
    app = edge_app()

    @app.get("/leads", dependencies=[Depends(require("team_admin"))])
    async def leads() -> None: ...

    @app.get("/open", dependencies=[Depends(anyone)])
    async def public() -> None: ...

    describe(app)
    schema = app.openapi()
    refused = schema["paths"]["/notes"]["post"]["responses"]["4XX"]["content"]
    assert refused == {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    assert set(schema["components"]["schemas"]["Problem"]["required"]) >= {"code", "request_id"}
    assert "HTTPValidationError" not in str(schema)
    assert schema["paths"]["/leads"]["get"]["x-roles"] == ["account_admin", "team_admin"]
    assert schema["paths"]["/leads"]["get"]["security"] == [{"bearer": []}, {"session": []}]
    assert schema["paths"]["/open"]["get"]["security"] == []
