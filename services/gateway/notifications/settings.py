"""Settings of e-mail, and of the part that tells people. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta
from email.headerregistry import Address
from email.utils import parseaddr
from ipaddress import ip_address
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator

from shared.settings import CommonSettings

TlsMode = Literal["starttls", "implicit", "none"]


class NotifierSettings(CommonSettings):
    """Who is told when, and by which mail server. E-mail needs `smtp_host`, `mail_from` and `public_url`."""

    smtp_host: str | None = None
    """The mail server that notifications are handed to; none: no e-mail, everything is in the app."""
    smtp_port: int = Field(default=587, ge=1, le=65535)
    """Its port: usually 587 with `starttls`, 465 with `implicit`."""
    smtp_tls: TlsMode = "starttls"
    """`starttls` or `implicit`, the certificate checked either way; `none` only for a server on this machine."""
    smtp_user: str | None = None
    """With which name to sign in there; none: without."""
    smtp_password: SecretStr | None = None
    """And with which password."""
    smtp_timeout: timedelta = Field(default=timedelta(seconds=30), gt=timedelta(), le=timedelta(seconds=60))
    """How long the mail server may take for each answer."""
    mail_from: str | None = None
    """From whom e-mail comes: `notify@msp.example`, or `ResolutionFlow <notify@msp.example>`."""
    mail_give_up: timedelta = Field(default=timedelta(hours=24), gt=timedelta())
    """For so long an e-mail that the server does not take is tried again."""
    public_url: str | None = None
    """Where people reach the web app, for the links in e-mail, and PSAs the gateway, for their callbacks."""
    fix_waiting_after: timedelta = Field(default=timedelta(days=3), ge=timedelta())
    """So long a fix may wait for its verification before its session's owner is told; looked at with each of the
    reminders that diagnosis gives (`diagnosis_fix_reminder_hours`)."""

    @property
    def email_available(self) -> bool:
        """Whether e-mail can be sent at all."""
        return bool(self.smtp_host and self.mail_from and self.public_url)

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str | None) -> str | None:
        """An address, with a name before it perhaps."""
        if value is not None:
            name, address = parseaddr(value)
            Address(name, addr_spec=address)  # raises ValueError
            if "@" not in address or not value.isprintable():
                raise ValueError("not an e-mail address")
        return value

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        """An address that links can begin with."""
        if value is not None and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("begins with https:// and names a host")
        return value

    @model_validator(mode="after")
    def _sealed_on_the_way(self) -> Self:
        """Passwords and customers' names do not leave the machine in the clear."""
        if self.smtp_host and self.smtp_tls == "none" and not _is_here(self.smtp_host):
            raise ValueError("smtp_tls=none is only for a mail server on this machine; take starttls or implicit")
        return self


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
