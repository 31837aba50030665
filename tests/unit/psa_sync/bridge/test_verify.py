"""Callbacks are proven over their raw bodies; nothing that is sent makes the proof fail otherwise than by no."""

import base64
import hmac
from hashlib import sha1

import pytest

from services.psa_sync.bridge import verify

KEY = "test-signing-key"
BODY = (
    b'{"ProductInstanceId":"instance-1","Type":"ticket","ID":123,"Metadata":{"key_url":"https://api-na.myconnectwise'
    b'.net/v4_6_release/system/callbackkey/index.rails?id=test"}}'
)
SIGNATURE = "Npzr+jGnIkoiCIYBpg0euaup9wJC89yWJBlgfSEvYHs="
SHA1 = hmac.digest(KEY.encode(), BODY, sha1)
HEX, BASE64 = SHA1.hex(), base64.b64encode(SHA1).decode()
NASTY = ["", " ", "sha1=", "Basic", "Basic ", "é" * 44, "\udcff" * 44, "\x00", "A" * 100_000, "sha1=\udcff", "sha1=é=",
         "Basic \udcff", "Basic é", "Basic ====", "Basic " + "A" * 100_001, "sha256=" + HEX]  # fmt: skip


def basic(text: str) -> str:
    """The header of HTTP Basic."""
    return "Basic " + base64.b64encode(text.encode()).decode()


def test_given_connectwise_s_test_vector_when_verified_then_it_holds() -> None:
    assert verify.connectwise(KEY, BODY, SIGNATURE)


@pytest.mark.parametrize("signature", [HEX, HEX.upper(), BASE64])
def test_given_autotask_s_signature_in_either_writing_when_verified_then_it_holds(signature: str) -> None:
    assert verify.autotask(KEY, BODY, f"sha1={signature}")


@pytest.mark.parametrize("header", [basic("hook:päss:word"), basic("hook:päss:word").replace("Basic", "basic")])
def test_given_halo_s_user_and_password_when_verified_then_they_hold(header: str) -> None:
    assert verify.halopsa("hook", "päss:word", header)


@pytest.mark.parametrize("body", [BODY + b" ", BODY.replace(b"123", b"124"), b"", b"\xff\xfe", BODY[:-1]])
def test_given_another_body_when_verified_then_no_signature_holds(body: bytes) -> None:
    assert not verify.connectwise(KEY, body, SIGNATURE)
    assert not verify.autotask(KEY, body, f"sha1={HEX}")


@pytest.mark.parametrize("given", NASTY)
def test_given_nasty_headers_when_verified_then_the_answer_is_no(given: str) -> None:
    assert not verify.connectwise(KEY, BODY, given)
    assert not verify.autotask(KEY, BODY, given)
    assert not verify.halopsa("hook", KEY, given)


def test_given_no_secret_when_verified_then_its_own_signature_does_not_hold() -> None:
    empty = hmac.digest(b"", BODY, sha1).hex()
    assert not verify.autotask("", BODY, f"sha1={empty}")
    assert not verify.halopsa("", "", basic(":"))
    assert not verify.halopsa("hook", "", basic("hook:"))
    assert not verify.connectwise("", BODY, SIGNATURE)


@pytest.mark.parametrize("header", [basic("hook:other"), basic("other:secret"), basic("hook"), basic("hook:secret\n")])
def test_given_other_names_when_verified_then_halo_s_proof_fails(header: str) -> None:
    assert not verify.halopsa("hook", "secret", header)
