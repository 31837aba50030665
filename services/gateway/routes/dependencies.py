"""What the routes of cases are given of the gateway."""

from typing import Annotated

from fastapi import Depends, Request

from services.gateway.auth.identity import Identity
from services.gateway.cases import Cases
from services.gateway.intake import Intakes


async def cases_of(request: Request) -> Cases:
    """The cases of this gateway."""
    cases: Cases = request.app.state.cases
    return cases


async def psa_of(request: Request) -> Cases:
    """The same, for what asks a PSA: it waits longer, and asks once."""
    psa: Cases = request.app.state.psa
    return psa


async def intakes_of(request: Request) -> Intakes:
    """The intakes of this gateway."""
    intakes: Intakes = request.app.state.intakes
    return intakes


async def identity_of(request: Request) -> Identity:
    """The identity of this gateway."""
    identity: Identity = request.app.state.identity
    return identity


CasesDep = Annotated[Cases, Depends(cases_of)]
PsaDep = Annotated[Cases, Depends(psa_of)]
IntakesDep = Annotated[Intakes, Depends(intakes_of)]
IdentityDep = Annotated[Identity, Depends(identity_of)]
