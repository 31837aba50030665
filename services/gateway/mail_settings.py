"""Settings of e-mail that the gateway and the notifier share: what one takes, the other does."""

from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import urlsplit

from pydantic import field_validator

from shared.settings import CommonSettings


class MailSettings(CommonSettings):
    """What e-mail needs before it can be sent at all. Read from `RESOLUTIONFLOW_<NAME>`."""

    smtp_host: str | None = None
    """The mail server that notifications are handed to; none: no e-mail, everything is in the app."""
    mail_from: str | None = None
    """From whom e-mail comes: `notify@msp.example`, or `ResolutionFlow <notify@msp.example>`."""
    public_url: str | None = None
    """Where people reach the web app, for the links in e-mail, and PSAs the gateway, for their callbacks."""

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
