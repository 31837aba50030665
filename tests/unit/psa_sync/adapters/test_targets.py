"""Addresses are read in one way only, and only those that somebody allowed are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.adapters.targets import may_have_keys, psa_rule, read_target, webhook_rule
from services.psa_sync.ports import Blocked
from services.psa_sync.settings import PsaSyncSettings

SETTINGS = PsaSyncSettings(
    psa_private_targets=frozenset({"psa.internal:8443", "[::1]:9000", "127.0.0.1:8080"}),
    psa_hosts=frozenset({"Manage.msp.example"}),
    webhook_private_targets=frozenset({"10.0.0.5:9443"}),
    webhook_ports=frozenset({443, 8443}),
)


@pytest.mark.parametrize(
    "url",
    [
        "", "na.myconnectwise.net", "https:/na.myconnectwise.net", "https://", "https://user@na.myconnectwise.net/",
        "https://user:pass@na.myconnectwise.net/", "https://na.myconnectwise.net/#part", "https://na.myconnectwise.net\\@x/",
        "https://na.myconnectwise.net:99999/", "https://na.myconnectwise.net:0/", "https://na.my connectwise.net/",
        "https://na.myconnectwise.net/\r\nHost: x", "https://[::1", "https://na.myconnectwise.net/" + "x" * 5000,
        "https://ñandú.myconnectwise.net/", "https://na.myconnectwise.net/\x00", "https://[fe80::1%25eth0]/",
    ],
)  # fmt: skip
def test_given_an_address_that_could_be_read_in_two_ways_when_read_then_it_is_refused(url: str) -> None:
    with pytest.raises(Blocked):
        read_target(url)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "017700000001", "0x7f000001", "127.1", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.1.", "1.2.3", "a..b",
     "-", "999.1.1.1", "1.2.3.4.5", "example.0x1"],
)  # fmt: skip
def test_given_a_host_written_as_an_odd_number_when_read_then_it_is_refused(host: str) -> None:
    with pytest.raises(Blocked):
        read_target(f"https://{host}/")


@pytest.mark.parametrize("scheme", ["ftp", "file", "gopher", "javascript", "ws", "HTTPSX"])
def test_given_another_scheme_when_read_then_it_is_refused(scheme: str) -> None:
    with pytest.raises(Blocked, match="bad_scheme"):
        read_target(f"{scheme}://na.myconnectwise.net/")


def test_given_an_address_when_read_then_its_parts_are_as_they_will_be_called() -> None:
    target = read_target("HTTPS://NA.MyConnectWise.net:8443/a/b?c=d", {"q": 'a "b" & c', "none": None})

    assert (target.scheme, target.host, target.port) == ("https", "na.myconnectwise.net", 8443)
    assert target.path == "/a/b?c=d&q=a%20%22b%22%20%26%20c"
    assert target.origin == "https://na.myconnectwise.net:8443"


@given(st.text(max_size=60))
def test_given_any_text_as_a_parameter_when_read_then_it_stays_a_parameter(text: str) -> None:
    target = read_target("https://na.myconnectwise.net/x", {"q": text})

    assert target.host == "na.myconnectwise.net"
    assert target.path.startswith("/x?q=")
    assert target.path.isascii()
    assert not set(target.path.removeprefix("/x?q=")) & set("&#?= \r\n")


@given(st.text(max_size=80))
def test_given_any_text_when_read_as_an_address_then_it_is_one_or_refused(text: str) -> None:
    for url in (text, f"https://{text}", f"https://{text}/", f"https://na.myconnectwise.net{text}"):
        try:
            target = read_target(url)
        except Blocked:
            continue
        assert target.host
        assert "@" not in target.origin


@pytest.mark.parametrize(
    ("url", "listed"),
    [
        ("https://na.myconnectwise.net/x", False),
        ("https://api-eu.myconnectwise.net:8443/x", False),
        ("https://webservices5.autotask.net/x", False),
        ("https://msp.halopsa.com/x", False),
        ("https://MANAGE.msp.example/x", False),
        ("http://psa.internal:8443/x", True),
        ("http://[::1]:9000/", True),
        ("http://127.0.0.1:8080/", True),
    ],
)
def test_given_where_psas_may_be_when_asked_then_it_is_allowed(url: str, listed: bool) -> None:
    assert psa_rule(SETTINGS).check(read_target(url)) is listed


@pytest.mark.parametrize(
    "url",
    [
        "http://na.myconnectwise.net/", "https://evil.example/", "https://myconnectwise.net.evil.example/",
        "https://evilmyconnectwise.net/", "https://manage.msp.example.evil.example/", "https://psa.internal/",
        "http://psa.internal:8444/", "https://x.psa.internal:8443/", "https://127.0.0.1/", "https://8.8.8.8/",
    ],
)  # fmt: skip
def test_given_another_host_when_a_psa_is_said_to_be_there_then_it_is_refused(url: str) -> None:
    with pytest.raises(Blocked):
        psa_rule(SETTINGS).check(read_target(url))


@pytest.mark.parametrize("url", ["https://hooks.example/x", "https://hooks.example:8443/x", "http://10.0.0.5:9443/"])
def test_given_an_allowed_port_when_a_webhook_goes_there_then_it_is_allowed(url: str) -> None:
    webhook_rule(SETTINGS).check(read_target(url))


@pytest.mark.parametrize("url", ["https://hooks.example:22/x", "http://hooks.example/x", "http://10.0.0.5:9444/"])
def test_given_another_port_or_scheme_when_a_webhook_goes_there_then_it_is_refused(url: str) -> None:
    with pytest.raises(Blocked):
        webhook_rule(SETTINGS).check(read_target(url))


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("https://webservices5.autotask.net/x", True),
        ("http://psa.internal:8443/other", True),
        ("http://webservices5.autotask.net/", False),
        ("https://autotask.net.evil.example/", False),
        ("https://evilautotask.net/", False),
        ("http://psa.internal:8444/", False),
        ("https://webservices5.autotask.net@evil.example/", False),
        ("nonsense", False),
    ],
)
def test_given_where_a_psa_sends_us_when_asked_then_keys_go_to_its_vendor_or_to_itself_only(
    url: str, *, may: bool
) -> None:
    assert may_have_keys(url, "http://psa.internal:8443", (".autotask.net",)) is may
