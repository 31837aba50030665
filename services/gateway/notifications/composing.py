"""E-mail as it is sent: plain text and simple HTML, everything in it escaped, headers that no text breaks out of."""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from uuid import UUID

from services.gateway.notifications.ports import Refused
from services.gateway.notifications.wording import Words

SUBJECT_CHARS, TITLE_CHARS, BODY_CHARS = 150, 300, 700
LISTED = 50
"""Notifications that a digest shows; of more it says how many."""
UNFIT_ADDRESS = "E-mail cannot be sent to this address."
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of writing: it could make a line read as another one."""
_HEADERS = (
    "To", "From", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
)  # fmt: skip
_WHY = "You are told this by ResolutionFlow. Choose what you are told, and how: "


@dataclass(frozen=True, slots=True)
class Letterhead:
    """From whom e-mail comes, and where its links lead."""

    sender: str
    public_url: str

    def link(self, path: str) -> str:
        """The address of a page of the app."""
        return f"{self.public_url.rstrip('/')}{path}"

    def message_id(self, id_: UUID) -> str:
        """Always the same for the same mail: a server that gets it twice can tell."""
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        return f"<{id_}@{domain}>"


_ENCODED_WORD_MARK = re.compile(r"=\?|\?=")


def single(head: Letterhead, to: str, id_: UUID, words: Words, at: datetime) -> EmailMessage:
    """The e-mail of one notification. Raises Refused where nothing can be sent to the address."""
    subject = _heading(words.title, SUBJECT_CHARS)
    return _message(head, to, id_, subject, "", [words], at)


def digest(head: Letterhead, to: str, id_: UUID, listed: Sequence[Words], more: bool, at: datetime) -> EmailMessage:
    """The e-mail of a day. `more`: there are others that it does not list."""
    count = f"more than {len(listed)}" if more else str(len(listed))
    subject = f"ResolutionFlow: {count} unread notification{'s' if more or len(listed) != 1 else ''}"
    return _message(head, to, id_, subject, head.link("/notifications") if more else "", listed, at)


def plain(text: str, chars: int) -> str:
    """Text on one line, without what cannot be seen or turns the writing; at most so long."""
    line = " ".join("".join(" " if _is_control(one) else one for one in text if one not in _TURNS).split())
    return line if len(line) <= chars else line[: chars - 1].rstrip() + "…"


def _heading(text: str, chars: int) -> str:
    """Text for a header: no encoded word is in it, which Python would decode, and what it hides with it."""
    return plain(_ENCODED_WORD_MARK.sub(" ", plain(text, len(text))), chars)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}


def _message(
    head: Letterhead, to: str, id_: UUID, subject: str, all_of_them: str, listed: Sequence[Words], at: datetime
) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["To"] = _recipient(to)
    message["From"] = _sender(head.sender)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = head.message_id(id_)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_text(head, listed, all_of_them), cte="quoted-printable")
    message.add_alternative(_html(head, listed, all_of_them), subtype="html", cte="quoted-printable")
    _check(message)
    return message


def _recipient(to: str) -> Address:
    try:
        to.encode("ascii")
        address = Address(addr_spec=to)
    except (ValueError, IndexError, HeaderParseError):
        raise Refused(UNFIT_ADDRESS) from None
    if "=?" in to:
        raise Refused(UNFIT_ADDRESS)
    return address


def _sender(sender: str) -> Address:
    name, address = parseaddr(sender)
    return Address(_heading(name, SUBJECT_CHARS), addr_spec=address)


def _check(message: EmailMessage) -> None:
    """What is sent has our headers and no others, each on its own. Raises Refused."""
    sent = BytesHeaderParser(policy=SMTP).parsebytes(message.as_bytes())
    if tuple(sent) != _HEADERS or any(end in value for value in sent.values() for end in "\r\n"):
        raise Refused("This cannot be written as an e-mail.")


def _text(head: Letterhead, listed: Sequence[Words], all_of_them: str) -> str:
    parts = [
        f"{plain(words.title, TITLE_CHARS)}\n{plain(words.body, BODY_CHARS)}\n{head.link(words.link)}\n"
        for words in listed
    ]
    if all_of_them:
        parts.append(f"All of them: {all_of_them}\n")
    return "\n".join([*parts, f"-- \n{_WHY}{head.link('/settings/notifications')}\n"])


def _html(head: Letterhead, listed: Sequence[Words], all_of_them: str) -> str:
    parts = [
        f'<p dir="auto"><a href="{html.escape(head.link(words.link))}">{html.escape(plain(words.title, TITLE_CHARS))}'
        f"</a><br>{html.escape(plain(words.body, BODY_CHARS))}</p>\n"
        for words in listed
    ]
    if all_of_them:
        parts.append(f'<p><a href="{html.escape(all_of_them)}">All of them</a></p>\n')
    preferences = html.escape(head.link("/settings/notifications"))
    foot = f'<p><small>{_WHY}<a href="{preferences}">{preferences}</a></small></p>\n'
    return "<!doctype html>\n<html><body>\n" + "".join(parts) + foot + "</body></html>\n"
