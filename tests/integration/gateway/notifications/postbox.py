"""A mail server on loopback, which does as it is told and keeps what it takes."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

TAKEN = "250 taken"
Answer = Callable[[str], str | None]
"""What is said of a recipient, None: it is taken."""


def takes_all(_: str) -> str | None:
    """A friendly server."""
    return None


@dataclass(slots=True)
class Postbox:
    """What was taken, in order. `on_recipient` and `on_data` refuse by the recipient; `users` may sign in."""

    mails: list[EmailMessage] = field(default_factory=list)
    on_recipient: Answer = takes_all
    on_data: Answer = takes_all
    users: dict[str, str] = field(default_factory=dict)
    port: int = 0

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, *___: Any) -> str:  # noqa: N802
        """See aiosmtpd: a recipient is named."""
        if refusal := self.on_recipient(address):
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802
        """See aiosmtpd: the message is there."""
        if refusal := self.on_data(envelope.rcpt_tos[0]):
            return refusal
        mail = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type] # bytes: no decode_data
        assert isinstance(mail, EmailMessage)
        assert mail["To"] == envelope.rcpt_tos[0]
        self.mails.append(mail)
        return TAKEN

    def authenticate(self, _: SMTP, __: Session, ___: Envelope, mechanism: str, login: Any) -> AuthResult:
        """See aiosmtpd: somebody signs in."""
        assert isinstance(login, LoginPassword)
        return AuthResult(success=self.users.get(login.login.decode()) == login.password.decode(), handled=False)

    @property
    def subjects(self) -> list[str]:
        """Of everything that was taken."""
        return [mail["Subject"] for mail in self.mails]

    def to(self, address: str) -> list[EmailMessage]:
        """What was taken for somebody."""
        return [mail for mail in self.mails if mail["To"] == address]

    def times(self) -> Counter[str]:
        """How often each message was taken."""
        return Counter(mail["Message-ID"] for mail in self.mails)


def text_of(mail: EmailMessage) -> str:
    """The plain words of it."""
    part = mail.get_body(("plain",))
    assert isinstance(part, EmailMessage)
    text: str = part.get_content()
    return text


@asynccontextmanager
async def serving(
    postbox: Postbox, starttls: ssl.SSLContext | None = None, implicit: ssl.SSLContext | None = None
) -> AsyncIterator[Postbox]:
    """The server at work, on the port that it had before or any free one."""

    def session() -> SMTP:
        return SMTP(
            postbox,
            hostname="mail.example",
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=postbox.authenticate if postbox.users else None,
            auth_required=bool(postbox.users),
            auth_require_tls=starttls is not None,
            timeout=30,
        )

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", postbox.port, ssl=implicit)
    postbox.port = server.sockets[0].getsockname()[1]
    try:
        yield postbox
    finally:
        server.close()
