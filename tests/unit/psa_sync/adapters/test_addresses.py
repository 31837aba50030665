"""Only the public internet is called, whatever an address looks like."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.psa_sync.adapters.addresses import is_public, read_address

INSIDE_4 = st.one_of(
    *(
        st.ip_addresses(v=4, network=network)
        for network in (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        )
    )
)  # fmt: skip


@pytest.mark.parametrize("text", ["1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001:80e::200e"])
def test_given_a_public_address_when_judged_then_it_may_be_called(text: str) -> None:
    assert is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.31.255.255",
        "192.0.0.9", "192.0.2.7", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.2", "203.0.113.9",
        "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:10::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1",
        "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_given_an_address_that_is_not_public_when_judged_then_it_may_not_be_called(text: str) -> None:
    assert not is_public(ip_address(text))


@given(INSIDE_4)
def test_given_any_inner_address_when_judged_then_it_and_its_disguises_are_refused(inner: IPv4Address) -> None:
    number = int(inner)
    disguises: list[IPv6Address] = [
        IPv6Address(number),
        IPv6Address((0xFFFF << 32) | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x64FF9B0001 << 80) | number),
        IPv6Address((0x2002 << 112) | (number << 80)),
        IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF)),
    ]

    assert not is_public(inner)
    assert not [one for one in disguises if is_public(one)]


@given(st.ip_addresses(v=6))
def test_given_any_address_of_version_6_when_it_is_public_then_it_is_one_that_is_handed_out(
    address: IPv6Address,
) -> None:
    if is_public(address):
        assert address.is_global
        assert int(address) >> 125 == 1
        assert address.ipv4_mapped is None
        assert address.sixtofour is None
        assert address.teredo is None


@given(st.ip_addresses(v=4))
def test_given_any_address_of_version_4_when_it_is_public_then_the_library_agrees(address: IPv4Address) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_private


@pytest.mark.parametrize("text", ["127.1", "0177.0.0.1", "0x7f.1", "2130706433", "127.0.0.01", "localhost", ""])
def test_given_an_odd_way_of_writing_when_read_then_it_is_no_address(text: str) -> None:
    assert read_address(text) is None
