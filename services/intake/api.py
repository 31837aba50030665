"""`cmd.intake.start_case`: takes in a problem. Everything large was uploaded before and is named by its id."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from services.intake.commands import CaseCommand, StartCase
from services.intake.domain import Case, check_screenshots
from services.intake.events import CaseEvent, ClientPolicy, IntakeType, Log, Screenshot, Ticket
from services.intake.logs import decoded, encoded, measured
from services.intake.screenshots import encode
from services.intake.settings import IntakeSettings
from shared.blobs import Blobs
from shared.bus.commands import Request
from shared.clock import Clock
from shared.envelope import Stream
from shared.errors import InvalidInput, TooLarge
from shared.handle import Handler

SERVICE = "intake"
LOGS_AT_ONCE = 2
"""A log of 20 MiB takes some 80 MB while it is read."""


class StartCaseBody(BaseModel):
    """The body of the command. `log` is a short log in full; `log_upload` and `screenshots` name own uploads."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intake_type: IntakeType
    text: str | None = None
    log: str | None = None
    log_upload: UUID | None = None
    screenshots: list[UUID] = []
    ticket: Ticket | None = None
    client_id: UUID | None = None
    client_policy: ClientPolicy = ClientPolicy()


@dataclass(frozen=True, slots=True)
class _Caller:
    account: UUID
    user: UUID
    session: UUID


class Api:
    """Intake's command endpoints."""

    def __init__(
        self, handler: Handler[Case, CaseCommand, CaseEvent], blobs: Blobs, settings: IntakeSettings, clock: Clock
    ) -> None:
        self._handler = handler
        self._blobs = blobs
        self._settings = settings
        self._clock = clock
        self._log_slots = asyncio.Semaphore(LOGS_AT_ONCE)

    async def start_case(self, request: Request) -> dict[str, Any]:
        """Start the case `request.session`; a repeated key answers the session it started the first time."""
        caller = _caller(request)
        body = StartCaseBody.model_validate(request.body)
        stream = Stream("case", str(caller.session), caller.account, caller.session, body.client_id)
        key = request.command_key
        is_repeated = key is not None and await self._handler.log.find_command(key) is not None
        # A repetition is answered from the record: its uploads may be gone, and must not be taken again.
        command = self._command(request, body, None, []) if is_repeated else await self._taken_in(request, caller, body)
        handled = await self._handler.handle(stream, command, request.origin(SERVICE), key)
        return {
            "session": handled.stream.removeprefix("case-"),
            "stream": handled.stream,
            "version": handled.version,
            "repeated": handled.repeated,
        }

    async def _taken_in(self, request: Request, caller: _Caller, body: StartCaseBody) -> StartCase:
        check_screenshots(len(body.screenshots), self._settings.limits)
        log = await self._log(caller, body)
        screenshots = [await self._screenshot(caller, upload) for upload in body.screenshots]
        return self._command(request, body, log, screenshots)

    def _command(
        self, request: Request, body: StartCaseBody, log: Log | None, screenshots: list[Screenshot]
    ) -> StartCase:
        actor = request.actor
        return StartCase(
            intake_type=body.intake_type,
            text=body.text,
            log=log,
            screenshots=screenshots,
            ticket=body.ticket,
            client_id=body.client_id,
            client_policy=body.client_policy,
            owner_id=_user(request),
            owner_name=actor.name,
            team_id=actor.team_id,
            at=self._clock(),
        )

    async def _log(self, caller: _Caller, body: StartCaseBody) -> Log | None:
        if body.log_upload is not None:
            upload = await self._blobs.find_upload(caller.account, caller.user, body.log_upload)
            self._check_log(upload.bytes)
            return await self._kept_log(caller, self._blobs.read_upload(caller.account, upload))
        if body.log and body.log.strip():
            self._check_log(len(body.log.encode()))
            return await self._kept_log(caller, _pieces(body.log))
        return None

    async def _kept_log(self, caller: _Caller, pieces: AsyncIterator[bytes]) -> Log:
        async with self._log_slots:
            text = await decoded(pieces)
            figures = await asyncio.to_thread(measured, text, self._settings.intake_excerpt_chars)
            blob = await self._blobs.put(caller.account, caller.session, "text/plain", _pieces(text))
        return Log(blob=blob, bytes=figures.bytes, lines=figures.lines, excerpt=figures.excerpt)

    def _check_log(self, size: int) -> None:
        limit = self._settings.intake_log_bytes
        if size > limit:
            raise TooLarge(
                "log_too_large", f"A log may have at most {limit} bytes. Send the hours that matter.", limit=limit
            )

    async def _screenshot(self, caller: _Caller, id_: UUID) -> Screenshot:
        upload = await self._blobs.find_upload(caller.account, caller.user, id_)
        limit = self._settings.intake_screenshot_bytes
        if upload.bytes > limit:
            raise TooLarge("screenshot_too_large", f"A screenshot may have at most {limit} bytes.", limit=limit)
        content = b"".join([piece async for piece in self._blobs.read_upload(caller.account, upload)])
        picture = await encode(content)
        blob = await self._blobs.put(caller.account, caller.session, picture.media_type, picture.content)
        return Screenshot(
            blob=blob,
            media_type=picture.media_type,
            width=picture.width,
            height=picture.height,
            bytes=len(picture.content),
        )


def _caller(request: Request) -> _Caller:
    if request.session is None:
        raise InvalidInput("no_session", "The command names no session.")
    return _Caller(request.actor.account_id, _user(request), request.session)


def _user(request: Request) -> UUID:
    if request.actor.user_id is None:
        raise InvalidInput("no_user", "A case is started by a user.")
    return request.actor.user_id


async def _pieces(text: str) -> AsyncIterator[bytes]:
    for piece in encoded(text):
        yield piece
