"""Notifications as they are answered, and what people want to hear of."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field, StrictBool

from services.gateway.notifications.kinds import EmailMode, Kind
from services.gateway.params import RequestBody


class Notification(BaseModel):
    """What its reader is told of. `link` is a path in the app. `email_status` is null where no e-mail was due yet;
    of one that failed `email_error` says why. `version` is what If-Match takes.
    """

    id: UUID
    kind: Kind
    title: str
    body: str
    link: str
    session_id: UUID | None
    created_at: datetime
    read_at: datetime | None
    email_status: Literal["sent", "failed"] | None
    email_error: str | None
    version: int


class Unread(BaseModel):
    """How many notifications wait to be read."""

    count: int


class ReadAll(RequestBody):
    """`until`: the newest one that was seen; what came after it stays unread. Null: everything was."""

    until: UUID | None = None


class Choice(BaseModel):
    """How one kind is told."""

    model_config = RequestBody.model_config

    in_app: StrictBool
    email: EmailMode


_time_zones = cache(available_timezones)


def _time_zone(value: str) -> str:
    if value not in _time_zones():
        raise ValueError("not a time zone of the IANA database, such as Europe/Berlin")
    return value


TimeZone = Annotated[str, Field(max_length=64), AfterValidator(_time_zone)]
DigestHour = Annotated[int, Field(ge=0, le=23, strict=True)]


class NewPreferences(RequestBody):
    """What its reader wants to be told of, and how; a kind that is left out is told as by default."""

    kinds: Mapping[Kind, Choice]
    digest_hour: DigestHour
    time_zone: TimeZone


class Preferences(BaseModel):
    """What holds now. `email` is where e-mail goes; none is sent while `email_available` is false."""

    kinds: Mapping[Kind, Choice]
    digest_hour: DigestHour
    time_zone: str
    email: str
    email_available: bool
