"""Types that every route's parameters and bodies are made of."""

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict

MAX_PAGE = 200


class RequestBody(BaseModel):
    """A body that is closed to unknown fields: nobody sets what is not theirs to set."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


def _page(limit: int) -> int:
    return min(limit, MAX_PAGE)


Limit = Annotated[int, Query(ge=1, description=f"At most {MAX_PAGE}; more is taken as that."), AfterValidator(_page)]
Skip = Annotated[int, Query(ge=0, le=1_000_000)]
Moment = Annotated[AwareDatetime, Query(description="With its time zone, as in 2026-03-29T02:30:00Z.")]
SearchText = Annotated[str, Query(max_length=500)]
