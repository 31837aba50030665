"""Sends the e-mail that is due, one after the other over one connection.

A mail is marked as sent right after the server has taken it. A process that dies between these two sends it again, with
the same Message-ID, by which the recipient's server can tell; to mark it before would lose it in the same moment
instead. What is marked is never sent again, whatever dies then.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from services.gateway.notifications.following import Following
from services.gateway.notifications.mails import Mail, Mails
from services.gateway.notifications.ports import Away, Line, MailFailed, MailServer, NotNow
from services.gateway.notifications.writing import Drop, Later, Writing, Written
from shared.cancellation import end_if_cancelled
from shared.clock import Clock
from shared.database import AWAY

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
SEND_SECONDS = 120.0
"""So long one mail may take, which is well within its lease."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
MOST_DOUBLINGS = 10
POLL_SECONDS = 0.5
REST_SECONDS = 5.0
"""A server that is away is left alone for so long."""
FAULT = "ResolutionFlow failed at this e-mail."
TRIM_SECONDS = 3600.0
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Worker:
    """The worker. `chance` gives 0-1, for jitter; `give_up` is how long a mail is tried."""

    mails: Mails
    writing: Writing
    following: Following
    server: MailServer
    clock: Clock
    chance: Callable[[], float]
    give_up: timedelta

    async def run(self) -> None:
        """Send for ever."""
        while True:
            end_if_cancelled()
            try:
                is_there = await self.work_off()
            except AWAY as error:
                logger.warning("e-mail: the database is away (%s)", type(error).__name__)
                is_there = True
            await asyncio.sleep(POLL_SECONDS if is_there else REST_SECONDS)

    async def trim(self) -> None:
        """Forget, for ever, what was done with long ago."""
        while True:
            end_if_cancelled()
            try:
                await self.mails.trim(self.clock() - KEPT)
            except AWAY as error:
                logger.warning("old e-mail not trimmed: %s", type(error).__name__)
            await asyncio.sleep(TRIM_SECONDS)

    async def work_off(self) -> bool:
        """Send what is due by now; False where the server is away."""
        async with self.server.open() as line:
            while (mail := await self.mails.claim(self.clock(), LEASE)) is not None:
                try:
                    await self._one(mail, line)
                except Away:
                    return False
                except AWAY:
                    raise
                except Exception:  # one mail that our program fails at must not stop the others
                    logger.exception("mail %s failed", mail.id)
                    await self._fault(mail)
        return True

    async def _fault(self, mail: Mail) -> None:
        """Try again, for as long as one that the server does not take; what is left to do about it, for ever."""
        if mail.status == "waiting":
            await self._failed(mail, NotNow(FAULT))
        else:
            await self.mails.wait(mail, self.clock() + LONGEST_WAIT)

    async def _one(self, mail: Mail, line: Line) -> None:
        if mail.status == "waiting":
            try:
                mail = await self._tried(mail, line)
            except MailFailed as failure:
                mail = await self._failed(mail, failure)
        if mail.status != "waiting":
            await self.following.follow(mail)

    async def _tried(self, mail: Mail, line: Line) -> Mail:
        """The mail as it stands after a try. Raises MailFailed."""
        written = await self.writing.write(mail)
        match written:
            case Written():
                if mail.day is not None:
                    await self.mails.list_in(mail, written.contents)
                await _send(written, line)
                return await self.mails.decide(mail, "sent", written.contents)
            case Later():
                await self.mails.wait(mail, written.until)
                return mail
            case Drop():
                return await self.mails.decide(mail, "dropped", written.contents)
            case _:
                assert_never(written)

    async def _failed(self, mail: Mail, failure: MailFailed) -> Mail:
        """The mail, put off for longer each time and not to the same moment as others, or given up. Raises Away."""
        logger.info("mail %s was not taken: %s (try %d)", mail.id, failure.code, mail.tries + 1)
        if not isinstance(failure, NotNow) or self.clock() - (mail.first_tried_at or self.clock()) >= self.give_up:
            contents = [mail.id] if mail.day is None else ()
            return await self.mails.decide(mail, "failed", contents, failure.code, failure.error)
        now = self.clock()
        wait = min(FIRST_WAIT * 2 ** min(mail.tries, MOST_DOUBLINGS), LONGEST_WAIT)
        await self.mails.put_off(mail, now, now + wait * (0.5 + self.chance()), failure.code, failure.error)
        if isinstance(failure, Away):
            raise failure
        return mail


async def _send(written: Written, line: Line) -> None:
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await line.send(written.message, written.to)
    except TimeoutError:
        raise Away("The mail server took too long.") from None
