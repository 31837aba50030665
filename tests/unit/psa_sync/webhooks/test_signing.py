"""Signatures of webhooks."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from hmac import digest

import pytest

from services.psa_sync.webhooks.signing import shown, signed_headers

# The vector that the public libraries of Standard Webhooks are tested with.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = "msg_p5jXN8AQM9LWM0D4loKWxJek"
AT = datetime.fromtimestamp(1614265330, UTC)
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
KEY = b64decode(SECRET.removeprefix("whsec_"))


def test_given_the_published_vector_when_signed_then_the_signature_is_the_published_one() -> None:
    assert signed_headers(MESSAGE, AT, BODY, [KEY]) == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": SIGNATURE,
    }


def test_given_two_secrets_when_signed_then_there_is_a_signature_of_each() -> None:
    older = bytes(range(24))
    own = digest(older, f"{MESSAGE}.1614265330.".encode() + BODY, sha256)
    expected = f"{SIGNATURE} v1,{b64encode(own).decode()}"
    assert signed_headers(MESSAGE, AT, BODY, [KEY, older])["webhook-signature"] == expected


def test_given_a_body_that_is_no_text_when_signed_then_its_bytes_are() -> None:
    assert signed_headers(MESSAGE, AT, b"\xff\x00", [KEY]) != signed_headers(MESSAGE, AT, b"\xff\x01", [KEY])


def test_given_a_secret_when_shown_then_it_reads_as_receivers_enter_it() -> None:
    assert shown(KEY) == SECRET


def test_given_an_empty_secret_when_signed_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        signed_headers(MESSAGE, AT, BODY, [b""])
