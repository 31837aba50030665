"""Signing in and out: `/auth`."""

import hashlib
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response, status
from pydantic import BaseModel, Field, StrictBool

from services.gateway.auth.access import SignedInUser, anyone
from services.gateway.auth.authenticator import CSRF_COOKIE, SESSION_COOKIE
from services.gateway.auth.identity import Identity
from services.gateway.auth.sign_in import SignedIn
from services.gateway.auth.text import comparison_key
from services.gateway.auth.users import Profile
from services.gateway.limits import Limiter, limit
from services.gateway.params import RequestBody

router = APIRouter(prefix="/auth", tags=["auth"])


class Login(RequestBody):
    """`cookie`: the tokens go into cookies, for the web app, instead of into the answer."""

    email: Annotated[str, Field(min_length=3, max_length=254)]
    password: Annotated[str, Field(min_length=1, max_length=1024)]
    cookie: StrictBool = False


class Refresh(RequestBody):
    """The refresh token of the last answer; each is good once."""

    refresh_token: Annotated[str, Field(min_length=1, max_length=200)]


class Tokens(BaseModel):
    """What the caller signs its requests with. `expires_in` is in seconds; both tokens are null with cookies."""

    access_token: str | None
    refresh_token: str | None
    token_type: Literal["bearer"] = "bearer"  # noqa: S105 # RFC 6749's word
    expires_in: int
    csrf_token: str | None = None
    user: Profile


@router.post("/login", dependencies=[Depends(anyone)])
async def login(body: Login, request: Request, response: Response) -> Tokens:
    """Sign in with e-mail and password."""
    identity: Identity = request.app.state.identity
    limiter: Limiter = request.app.state.limiter
    await limiter.hit("sign_in_address", _subject(request, ""))
    await limiter.hit("sign_in", _subject(request, body.email))
    signed_in = await identity.sign_ins.sign_in(body.email, body.password, web=body.cookie)
    if body.cookie:
        return await _with_cookies(identity, signed_in, response)
    return await _tokens(identity, signed_in)


@router.post("/refresh", dependencies=[Depends(anyone)])
async def refresh(body: Refresh, request: Request) -> Tokens:
    """Go on with a new pair of tokens; a token shown twice ends the sign-in."""
    identity: Identity = request.app.state.identity
    return await _tokens(identity, await identity.sign_ins.refresh(body.refresh_token))


@router.post("/logout", status_code=status.HTTP_204_NO_CONTENT)
async def logout(user: SignedInUser, request: Request, response: Response) -> None:
    """End this sign-in: its tokens and cookies are void at once."""
    identity: Identity = request.app.state.identity
    await identity.sign_ins.sign_out(user)
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(CSRF_COOKIE)


@router.get("/me", dependencies=[Depends(limit("reads"))])
async def me(user: SignedInUser, request: Request) -> Profile:
    """Who is signed in."""
    return await _profile(request.app.state.identity, user.account_id, user.user_id, user.role)


async def _profile(identity: Identity, account: UUID, user_id: UUID, role: str | None = None) -> Profile:
    profile = await identity.users.profile(account, user_id)
    return profile.model_copy(update={"role": role}) if role else profile


async def _tokens(identity: Identity, signed_in: SignedIn) -> Tokens:
    return Tokens(
        access_token=signed_in.access_token,
        refresh_token=signed_in.secret,
        expires_in=identity.settings.access_seconds,
        user=await _profile(identity, signed_in.account_id, signed_in.user_id),
    )


async def _with_cookies(identity: Identity, signed_in: SignedIn, response: Response) -> Tokens:
    seconds = identity.settings.web_seconds
    csrf = identity.tokens.csrf_token(signed_in.secret)
    for name, value, hidden in ((SESSION_COOKIE, signed_in.secret, True), (CSRF_COOKIE, csrf, False)):
        response.set_cookie(
            name, value, seconds, secure=identity.settings.secure_cookies, httponly=hidden, samesite="strict"
        )
    profile = await _profile(identity, signed_in.account_id, signed_in.user_id)
    return Tokens(access_token=None, refresh_token=None, expires_in=seconds, csrf_token=csrf, user=profile)


def _subject(request: Request, email: str) -> str:
    """Address and e-mail, unreadable: the table of rates names nobody."""
    address = request.client.host if request.client else ""
    return hashlib.sha256(f"{address}\n{comparison_key(email)}".encode()).hexdigest()
