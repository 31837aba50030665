"""Who may call a route, as a dependency that also says so to machines.

    @router.post("/clients")
    async def create(by: Annotated[Principal, Depends(require("account_admin"))]) -> ...

A route without `require` or `anyone` is a mistake that a test finds through `declared_routes`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID, uuid5

from fastapi import Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts

from services.gateway.auth.authenticator import SESSION_COOKIE
from services.gateway.auth.identity import Identity
from services.gateway.auth.principal import Principal
from services.gateway.auth.roles import Role, admitted
from shared.errors import Forbidden
from shared.ids import new_id

ANONYMOUS = "anonymous"


async def current_user(request: Request) -> Principal:
    """The signed-in caller, found once a request. Raises Unauthenticated."""
    principal: Principal | None = request.scope.get("principal")
    if principal is None:
        identity: Identity = request.app.state.identity
        principal = request.scope["principal"] = await identity.authenticator.admit(request.scope)
    return principal


async def id_for_new(request: Request) -> UUID:
    """The id of what the request makes: the same for a request that is repeated with its Idempotency-Key."""
    key = request.headers.get("idempotency-key")
    if key is None:
        return new_id()
    user = await current_user(request)
    return uuid5(user.user_id, f"{request.url.path} {key}")


NewId = Annotated[UUID, Depends(id_for_new)]


class Require:
    """Lets the named roles in, and on the ladder everyone above; gives the caller."""

    def __init__(self, *roles: Role) -> None:
        self.roles: frozenset[str] = admitted(*roles)

    async def __call__(self, request: Request) -> Principal:
        """The caller. Raises Unauthenticated or Forbidden."""
        principal = await current_user(request)
        if principal.role not in self.roles:
            raise Forbidden("role_not_allowed", "Your role does not allow this.", roles=sorted(self.roles))
        return principal


class Anyone:
    """Lets everyone in, signed in or not."""

    roles: frozenset[str] = frozenset({ANONYMOUS, *admitted("viewer", "operator")})

    async def __call__(self) -> None:
        """Nothing to check."""


require = Require
anyone = Anyone()

Viewer = Annotated[Principal, Depends(require("viewer"))]
Engineer = Annotated[Principal, Depends(require("engineer"))]
TeamAdmin = Annotated[Principal, Depends(require("team_admin"))]
AccountAdmin = Annotated[Principal, Depends(require("account_admin"))]
Operator = Annotated[Principal, Depends(require("operator"))]
SignedInUser = Annotated[Principal, Depends(require("viewer", "operator"))]


@dataclass(frozen=True, slots=True)
class DeclaredRoute:
    """A route of the API and the roles that it lets in; `roles` is None where it does not say."""

    path: str
    method: str
    roles: frozenset[str] | None


def declared_routes(app: FastAPI) -> Iterator[DeclaredRoute]:
    """Every route of the API. `anonymous` among the roles: it needs no sign-in."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute):
            roles = _declared(route.dependant)
            yield from (DeclaredRoute(route.path or "", method, roles) for method in sorted(route.methods or ()))


def document_access(app: FastAPI, schema: dict[str, Any]) -> None:
    """Put the ways to sign in, and who may call what, into an OpenAPI document."""
    schema.setdefault("components", {})["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer", "description": "An access token, or an API key (`rf_...`)."},
        "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE, "description": "The web app's session."},
    }
    for route in declared_routes(app):
        operation = schema["paths"].get(route.path, {}).get(route.method.lower())
        if operation is not None and route.roles is not None:
            operation["security"] = [] if ANONYMOUS in route.roles else [{"bearer": []}, {"session": []}]
            operation["x-roles"] = sorted(route.roles)


def _declared(dependant: Dependant) -> frozenset[str] | None:
    declared = [call.roles for call in _calls(dependant) if isinstance(call, (Require, Anyone))]
    return frozenset.intersection(*declared) if declared else None


def _calls(dependant: Dependant) -> Iterator[object]:
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from _calls(dependency)
