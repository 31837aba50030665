"""Settings of the part that tells people. Read from `RESOLUTIONFLOW_<NAME>`."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from services.gateway.mail_settings import MailSettings

TlsMode = Literal["starttls", "implicit", "none"]


class NotifierSettings(MailSettings):
    """Who is told when, and by which mail server. E-mail needs `smtp_host`, `mail_from` and `public_url`."""

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
    mail_give_up: timedelta = Field(default=timedelta(hours=24), gt=timedelta())
    """For so long an e-mail that the server does not take is tried again."""
    fix_waiting_after: timedelta = Field(default=timedelta(days=3), ge=timedelta())
    """So long a fix may wait for its verification before its session's owner is told; looked at with each of the
    reminders that diagnosis gives (`diagnosis_fix_reminder_hours`)."""

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
