"""The address of a PSA as it is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.connections.address import canonical
from shared.errors import InvalidInput


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://NA.MyConnectWise.net", "https://na.myconnectwise.net"),
        ("  https://na.myconnectwise.net/ ", "https://na.myconnectwise.net"),
        ("HTTPS://na.myconnectwise.net:443//", "https://na.myconnectwise.net"),
        ("na.myconnectwise.net", "https://na.myconnectwise.net"),
        ("na.myconnectwise.net:8443/v4_6_release/", "https://na.myconnectwise.net:8443/v4_6_release"),
        ("https://psa.example./v4_6_release//apis/3.0/", "https://psa.example/v4_6_release/apis/3.0"),
        ("https://psa.example/Mixed/Case", "https://psa.example/Mixed/Case"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("https://[::1]:8443/", "https://[::1]:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_given_an_address_when_it_is_kept_then_there_is_one_way_of_writing_it(written: str, kept: str) -> None:
    assert canonical(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "https://",
        "ftp://psa.example",
        "file:///etc/passwd",
        "https://user:secret@psa.example",
        "https://psa.example@evil.example",
        "https://psa.example?x=1",
        "https://psa.example/#x",
        "https://psa.example/../admin",
        "https://psa.example/%2e%2e/x",
        "https://psa.example\\@evil.example",
        "https://psa example",
        "https://psa.example:99999",
        "https://psa.example:port",
        "https://-psa.example",
        "https://psa..example",
        "https://[::1",
        "https://[zzz]",
        "https://psa.example/\r\nHost: evil",
        "https://psa.example/\x00",
        "https://" + "a" * 600,
        "javascript:alert(1)",
    ],
)
def test_given_what_is_no_plain_address_when_it_is_read_then_it_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        canonical(written)

    assert refused.value.code == "invalid_base_url"


@given(st.text(max_size=80) | st.from_regex(r"https?://[A-Za-z0-9.:\[\]@/?#%\\ -]{0,60}", fullmatch=True))
def test_given_any_text_when_it_is_read_twice_then_it_is_the_same_or_refused(written: str) -> None:
    try:
        once = canonical(written)
    except InvalidInput:
        return
    assert canonical(once) == once
    assert "@" not in once
