"""Where a ConnectWise has its API, from the address that people know."""

import pytest

from services.psa_sync.adapters.connectwise.codebase import Site, site_of
from services.psa_sync.ports import Refused


@pytest.mark.parametrize(
    ("address", "api", "pages"),
    [
        ("https://na.myconnectwise.net", "https://api-na.myconnectwise.net", "https://na.myconnectwise.net"),
        ("https://api-eu.myconnectwise.net/v4_6_release/", "https://api-eu.myconnectwise.net", "https://eu.myconnectwise.net"),
        ("https://AU.MyConnectWise.net/", "https://api-au.myconnectwise.net", "https://au.myconnectwise.net"),
        ("https://staging.connectwisedev.com", "https://api-staging.connectwisedev.com", "https://staging.connectwisedev.com"),
        ("https://cw.msp.example:8443/x", "https://cw.msp.example:8443", "https://cw.msp.example:8443"),
    ],
)  # fmt: skip
def test_given_an_address_when_read_then_programs_and_people_have_theirs(address: str, api: str, pages: str) -> None:
    assert site_of(address) == Site(api, pages)


@pytest.mark.parametrize("address", ["", "na.myconnectwise.net", "https://x@na.myconnectwise.net", "https://na/#x"])
def test_given_no_address_when_read_then_it_is_refused(address: str) -> None:
    with pytest.raises(Refused):
        site_of(address)
