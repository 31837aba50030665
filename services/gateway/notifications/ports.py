"""What the notifier needs from outside: a mail server."""

from contextlib import AbstractAsyncContextManager
from email.message import EmailMessage
from typing import Protocol


class MailFailed(Exception):
    """The server did not take it. `code` is its reply, None where it gave none; `error` says it in words."""

    def __init__(self, error: str, code: int | None = None) -> None:
        super().__init__(error)
        self.code = code
        self.error = error


class Refused(MailFailed):
    """It never will: the recipient, or the message, is refused for good."""


class NotNow(MailFailed):
    """It may later; the server is there and takes others perhaps."""


class Away(NotNow):
    """It may later; the server takes nothing now: it is away, or does not let us in."""


class Line(Protocol):
    """A conversation with the server, begun with the first message."""

    async def send(self, message: EmailMessage, recipient: str) -> None:
        """Hand one message over; it is the server's once this returns. Raises MailFailed."""
        ...


class MailServer(Protocol):
    """Where e-mail is handed over."""

    def open(self) -> AbstractAsyncContextManager[Line]:
        """A conversation, closed with the block."""
        ...
