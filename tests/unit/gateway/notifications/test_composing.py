"""E-mail as it is sent: whatever the words are, headers stay headers and text stays text."""

from base64 import b64encode
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.notifications.composing import Letterhead, digest, plain, single
from services.gateway.notifications.ports import Refused
from services.gateway.notifications.wording import Words, words_of
from tests.unit.gateway.notifications.examples import ESCALATION, NOW, PROPOSAL, SESSION

HEAD = Letterhead("ResolutionFlow <notify@msp.example>", "https://rf.msp.example/")
TO, ID = "ben@msp.example", UUID(int=99)
CRLF = b"\r\n"
NASTY = [
    "Printer\r\nBcc: everybody@evil.example",
    "Line\n\nsecond",
    "\u202eelif\u202c <script>alert(1)</script>",
    "Zürich, 日本語 \U0001f5a8\ufe0f",
    "x" * 10_000,
    "null \x00 and bell \x07 \u2028 new",
    "a\ud800b",
    "=?utf-8?q?faked?=",
    "New flow: =?utf-8?q?a=0D=0ABcc:_victim@x.example?= end",
    "New flow: =?utf-8?q?a=0D=0A=0D=0A<b>body</b>?=",
    f"=?utf-8?b?{b64encode(b'a' + CRLF + b'Bcc: victim@x.example' + CRLF * 2 + b'body').decode()}?=",
    "=\u200e?utf-8?q?a=0D=0ABcc:_victim@x.example?=",
    "==?utf-8?q?a=0D=0ABcc:_victim@x.example?=\r\n =?utf-8?q?=0D=0ACc:_victim@x.example?=",
    "",
]
OURS = [
    "to", "from", "subject", "date", "message-id", "auto-submitted", "mime-version", "content-type",
]  # fmt: skip


def parsed(message: EmailMessage) -> EmailMessage:
    """The message as a reader's program understands it."""
    read = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


@st.composite
def encoded(draw: st.DrawFn) -> str:
    """Any text, as an encoded word or as several; they are decoded wherever a header is read or made."""
    charset = draw(st.sampled_from(["utf-8", "iso-8859-1", "UTF-8*en", "utf-16-be"]))
    octets = b"".join(draw(st.lists(st.sampled_from([CRLF, b"\n", b"Bcc: v@x.example", b"a ", b"\x00"]) | st.binary())))
    if draw(st.booleans()):
        return f"=?{charset}?{draw(st.sampled_from('bB'))}?{b64encode(octets).decode()}?="
    return f"=?{charset}?{draw(st.sampled_from('qQ'))}?{''.join(f'={one:02X}' for one in octets)}?="


def decoded(subject: str) -> str:
    """The subject as a program shows it that decodes it once more; as it is, where such a program gives up."""
    try:
        return str(make_header(decode_header(subject)))
    except UnicodeDecodeError:
        return subject


def assert_ours_alone(message: EmailMessage) -> None:
    """No header but ours, and none that has a line's end in it, as bytes or once it is decoded."""
    assert [name.lower() for name in message] == OURS
    assert (message["To"], message["From"]) == (TO, "ResolutionFlow <notify@msp.example>")
    shown = decoded(message["Subject"])
    assert not {"\r", "\n"} & set("".join([shown, *message.values()]))
    assert all(len(line) <= 998 for line in message.as_bytes().splitlines())


def of(title: str, body: str = "Body") -> EmailMessage:
    composed = single(HEAD, TO, ID, Words(title, body, f"/pilot/{SESSION}"), NOW)
    assert len(composed["Subject"]) <= 150
    return parsed(composed)


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert isinstance(found, EmailMessage)
    content: str = found.get_content()
    return content


@pytest.mark.parametrize("title", NASTY, ids=range(len(NASTY)))
def test_given_a_nasty_title_when_it_is_mailed_then_the_headers_are_ours_alone(title: str) -> None:
    message = of(title, title)

    assert_ours_alone(message)
    assert f"/pilot/{SESSION}" in part(message, "plain")


WORDS = st.lists(encoded() | st.text(max_size=40) | st.sampled_from(["=", "?", "=?", "?=", " ", "\r\n "])).map("".join)


@given(WORDS, WORDS)
def test_given_any_words_when_they_are_mailed_then_the_headers_are_ours_and_the_message_can_be_read(
    title: str, body: str
) -> None:
    message = of(title, body)

    assert_ours_alone(message)
    assert f"/pilot/{SESSION}" in part(message, "plain")


@given(encoded())
def test_given_a_sender_or_recipient_with_an_encoded_word_when_it_is_mailed_then_no_header_comes_of_it(
    word: str,
) -> None:
    head = Letterhead(f'"{word}" <notify@msp.example>', "https://rf.msp.example")
    message = parsed(single(head, TO, ID, Words("Title", "Body", "/"), NOW))
    assert [name.lower() for name in message] == OURS
    assert not {"\r", "\n"} & set("".join(message.values()))
    with pytest.raises(Refused):
        single(HEAD, f"{word}@msp.example", ID, Words("Title", "Body", "/"), NOW)


def test_given_markup_in_the_words_when_it_is_mailed_then_it_is_shown_and_not_run() -> None:
    message = of("<script>alert(1)</script>", "<img src=x onerror=alert(1)> & \"quotes\" 'too'")

    assert "<script>" not in part(message, "html")
    assert "&lt;script&gt;" in part(message, "html")
    assert "<img" not in part(message, "html")
    assert "<script>alert(1)</script>" in part(message, "plain")


def test_given_words_that_turn_the_writing_when_they_are_mailed_then_they_do_not() -> None:
    assert plain("\u202eelif\u202c.exe\u2066", 100) == "elif.exe"
    assert plain("שלום עולם", 100) == "שלום עולם"
    assert plain("a" * 200, 10) == "a" * 9 + "…"


def test_given_a_notification_when_it_is_mailed_then_its_link_and_name_are_always_the_same() -> None:
    first, again = (single(HEAD, TO, ID, words_of("escalation_to_me", ESCALATION), NOW) for _ in range(2))

    assert first["Message-ID"] == again["Message-ID"] == f"<{ID}@msp.example>"
    assert f"https://rf.msp.example/pilot/{SESSION}" in part(parsed(first), "plain")
    assert "https://rf.msp.example/settings/notifications" in part(parsed(first), "html")


def test_given_a_proposal_of_no_domain_when_it_is_put_into_words_then_it_is_general() -> None:
    words = words_of("proposal_pending", PROPOSAL)

    assert words.title == "New flow proposed: Outlook keeps asking"
    assert "General" in words.body
    assert words.link == f"/review-queue?selected={PROPOSAL.proposal_id}"


def test_given_many_notifications_when_a_digest_is_written_then_each_is_listed_with_its_link() -> None:
    listed = [Words(f"Title {number}", "Body", f"/pilot/{number}") for number in range(50)]
    message = parsed(digest(HEAD, TO, ID, listed, more=True, at=NOW))

    assert message["Subject"] == "ResolutionFlow: more than 50 unread notifications"
    lines = part(message, "plain").splitlines()
    assert {f"https://rf.msp.example/pilot/{number}" for number in range(50)} <= set(lines)
    assert "All of them: https://rf.msp.example/notifications" in lines


@pytest.mark.parametrize("to", ["bén@msp.example", "ben@msp.example\r\nBcc: x@evil.example", ""])
def test_given_an_address_that_cannot_be_written_to_when_it_is_mailed_then_that_is_refused(to: str) -> None:
    with pytest.raises(Refused):
        single(HEAD, to, ID, Words("Title", "Body", "/"), NOW)
