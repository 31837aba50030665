"""A mail server by SMTP. What it says at which point decides whether a message is tried again.

A refusal of the recipient or of the message is final where the server says so (5xx). Everything before that - the
connection, TLS, signing in, the sender - is about the server or our settings: it is tried again, and others with it.
"""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr

from aiosmtplib import SMTP, SMTPException, SMTPResponseException, SMTPTimeoutError

from services.gateway.notifications.ports import Away, Line, MailFailed, NotNow, Refused
from services.gateway.notifications.settings import NotifierSettings

ERROR_CHARS = 200
PERMANENT = 500
GONE = (OSError, SMTPTimeoutError, ssl.SSLError)


def _trusting() -> ssl.SSLContext:
    return ssl.create_default_context()


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The server that the settings name; its certificate is checked by `context`."""

    settings: NotifierSettings
    context: ssl.SSLContext = field(default_factory=_trusting)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Line]:
        """See `MailServer.open`."""
        line = SmtpLine(self._client(), parseaddr(self.settings.mail_from or "")[1])
        try:
            yield line
        finally:
            await line.close()

    def _client(self) -> SMTP:
        settings = self.settings
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
        return SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user,
            password=password,
            local_hostname=(settings.mail_from or "").rpartition("@")[2].rstrip(">") or None,
            timeout=settings.smtp_timeout.total_seconds(),
            use_tls=settings.smtp_tls == "implicit",
            start_tls=settings.smtp_tls == "starttls",
            tls_context=None if settings.smtp_tls == "none" else self.context,
        )


@dataclass(slots=True)
class SmtpLine:
    """See `Line`."""

    client: SMTP
    sender: str

    async def send(self, message: EmailMessage, recipient: str) -> None:
        """See `Line.send`."""
        try:
            if not self.client.is_connected:
                await self.client.connect()
            await self.client.mail(self.sender)
        except (SMTPException, *GONE) as error:
            await self.close()
            raise Away(*_said(error)) from None
        try:
            await self.client.rcpt(recipient)
            await self.client.data(message.as_bytes())
        except (SMTPException, *GONE) as error:
            await self.close()
            raise _failure(error) from None
        except BaseException:  # stopped in the middle: nothing more can be said on this connection
            self.client.close()
            raise

    async def close(self) -> None:
        """Take leave; what is not connected is left alone."""
        if self.client.is_connected:
            with suppress(SMTPException, *GONE):
                await self.client.quit()
        self.client.close()


def _failure(error: Exception) -> MailFailed:
    if not isinstance(error, SMTPResponseException):
        return Away(*_said(error))
    return (Refused if error.code >= PERMANENT else NotNow)(*_said(error))


def _said(error: Exception) -> tuple[str, int | None]:
    """What the server said, as far as it is fit to be shown."""
    if isinstance(error, SMTPResponseException):
        words = " ".join(error.message.split())
        return "".join(one for one in words if one.isprintable())[:ERROR_CHARS], error.code
    return f"The mail server could not be reached ({type(error).__name__}).", None
