"""A process that dies at a chosen moment: before, or after, one of the calls that it waits for."""

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, cast

from services.gateway.notifications.app import Notifier


class Killed(BaseException):
    """The process is no more. No handler of the program catches this, as none sees kill -9."""


@dataclass(slots=True)
class Life:
    """How many moments the process has left; None: it does not die."""

    left: int | None = None
    died_at: str | None = None
    moments: list[str] = field(default_factory=list)

    def pass_moment(self, name: str) -> None:
        """Live through a moment, or not."""
        self.moments.append(name)
        if self.left is not None:
            self.left -= 1
            if self.left < 0:
                self.died_at = name
                raise Killed(name)


class Mortal:
    """Anything whose calls are waited for, in a process that can die."""

    def __init__(self, inner: Any, life: Life) -> None:
        self._inner = inner
        self._life = life

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if not callable(found) or name in {"open", "decider", "registry", "log"}:
            return found

        async def call(*args: Any, **kwargs: Any) -> Any:
            place = f"{type(self._inner).__name__}.{name}"
            self._life.pass_moment(f"before {place}")
            answer = await found(*args, **kwargs)
            self._life.pass_moment(f"after {place}")
            return answer

        return call


class MortalServer(Mortal):
    """A mail server, called from a process that can die."""

    @asynccontextmanager
    async def open(self) -> Any:
        """See `MailServer.open`."""
        async with self._inner.open() as line:
            yield Mortal(line, self._life)


def mortal(notifier: Notifier, life: Life) -> Notifier:
    """The same program in a process with that life."""
    worker, reactions = notifier.worker, notifier.reactions

    def wrapped(inner: Any) -> Any:
        return cast(Any, Mortal(inner, life))

    mails, table, streams = wrapped(worker.mails), wrapped(reactions.table), wrapped(worker.following.streams)
    emailing = replace(reactions.emailing, mails=mails, table=table, streams=streams)
    writing = replace(worker.writing, table=table, streams=streams)
    following = replace(
        worker.following, mails=mails, table=table, emailing=emailing, streams=streams,
        readers=wrapped(worker.following.readers),
    )  # fmt: skip
    raising = replace(reactions.raising, table=table, streams=streams)
    endings = replace(reactions.endings, table=table, streams=streams)
    return Notifier(
        replace(reactions, raising=raising, table=table, emailing=emailing, endings=endings),
        replace(notifier.api, streams=streams, table=table),
        replace(
            worker, mails=mails, writing=writing, following=following,
            server=cast(Any, MortalServer(worker.server, life)),
        ),
        replace(notifier.without_email, mails=mails, emailing=emailing, following=following),
    )  # fmt: skip
