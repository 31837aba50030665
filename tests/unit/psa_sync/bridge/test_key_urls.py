"""A signing key is asked for only where ConnectWise, or the connection's own server, answers."""

import pytest

from services.psa_sync.bridge.key_urls import is_key_url

PATH = "/v4_6_release/system/callbackkey/index.rails?id=test"
OWN = "https://psa.msp.example"
NONE = frozenset[str]()


@pytest.mark.parametrize(
    "host",
    ["api-na.myconnectwise.net", "na.myconnectwise.net", "api-eu.myconnectwise.net", "aus.myconnectwise.net",
     "sandbox-na.myconnectwise.net", "api-sandbox-eu.myconnectwise.net", "API-NA.MyConnectWise.net",
     "api-staging.connectwisedev.com"],
)  # fmt: skip
def test_given_connectwise_s_own_hosts_when_judged_then_the_key_may_be_asked_for(host: str) -> None:
    assert is_key_url(f"https://{host}{PATH}", OWN, NONE)


@pytest.mark.parametrize("base", [OWN, f"{OWN}:443", f"{OWN}/some/path", "https://PSA.msp.example"])
def test_given_the_connection_s_own_origin_when_judged_then_the_key_may_be_asked_for(base: str) -> None:
    assert is_key_url(f"{OWN}{PATH}", base, NONE)


def test_given_an_own_port_when_judged_then_only_that_port_is_asked() -> None:
    assert is_key_url(f"{OWN}:8443{PATH}", f"{OWN}:8443", NONE)
    assert not is_key_url(f"{OWN}{PATH}", f"{OWN}:8443", NONE)


def test_given_plain_http_when_judged_then_it_takes_a_private_target() -> None:
    plain = "http://127.0.0.1:9000"
    assert is_key_url(f"{plain}{PATH}", plain, frozenset({"127.0.0.1:9000"}))
    assert not is_key_url(f"{plain}{PATH}", plain, NONE)
    assert not is_key_url(f"{plain}{PATH}", OWN, frozenset({"127.0.0.1:9000"}))
    assert is_key_url(f"http://[::1]:9000{PATH}", "http://[::1]:9000", frozenset({"[::1]:9000"}))


@pytest.mark.parametrize(
    "url",
    [
        f"http://api-na.myconnectwise.net{PATH}",
        f"https://api-na.myconnectwise.net:8443{PATH}",
        f"https://api-na.myconnectwise.net.evil.example{PATH}",
        f"https://evil.myconnectwise.net{PATH}",
        f"https://xapi-na.myconnectwise.net{PATH}",
        f"https://api-na.myconnectwise.net.{PATH}",
        f"https://user:word@api-na.myconnectwise.net{PATH}",
        f"https://api-na.myconnectwise.net@evil.example{PATH}",
        f"https://evil.example\\@api-na.myconnectwise.net{PATH}",
        f"https://evil.example#@api-na.myconnectwise.net{PATH}",
        f"https://api-na.myconnectwise.net{PATH}#part",
        f"https://api-na.myconnectwise.net\n{PATH}",
        f"https://api-na.myconnectwise.net\u3002example{PATH}",
        f" https://api-na.myconnectwise.net{PATH}",
        f"https://api-na.myconnectwise.net:99999{PATH}",
        f"https://api-na.myconnectwise.net:x{PATH}",
        f"//api-na.myconnectwise.net{PATH}",
        "https://",
        "https://[::1",
        "https://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "gopher://api-na.myconnectwise.net/",
        "",
        "\udcff",
        f"https://api-na.myconnectwise.net/{'a' * 3000}",
    ],
)
def test_given_any_other_address_when_judged_then_nobody_is_asked(url: str) -> None:
    assert not is_key_url(url, OWN, NONE)
