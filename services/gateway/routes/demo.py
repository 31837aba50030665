"""`GET /demo`: who can sign in, where this is a demo."""

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from services.gateway.auth.access import anyone
from services.gateway.auth.roles import Role
from services.gateway.auth.seed import demo_people
from services.gateway.settings import GatewaySettings

router = APIRouter(tags=["auth"])


class DemoUser(BaseModel):
    """Somebody of the demo."""

    email: str
    name: str
    role: Role
    account_name: str
    team_name: str | None


class Demo(BaseModel):
    """Whether this is a demo; only then is there anybody to sign in as."""

    demo: bool
    users: list[DemoUser]
    password: str | None


@router.get("/demo", dependencies=[Depends(anyone)])
async def demo(request: Request) -> Demo:
    """The demo's users and their password, known to everybody."""
    settings: GatewaySettings = request.app.state.settings
    if settings.demo_password is None:
        return Demo(demo=False, users=[], password=None)
    users = [DemoUser.model_validate(person, from_attributes=True) for person in demo_people()]
    return Demo(demo=True, users=users, password=settings.demo_password)
