"""The address that the gateway shows is the one that PSA sync tells the PSA."""

from uuid import UUID

from services.gateway.callback_address import PURPOSE, CallbackAddresses
from services.psa_sync.connections import callback_address
from shared.ids import new_id
from shared.sealing import MasterKey

KEY = MasterKey(b"m" * 32).derive(PURPOSE)


def test_given_the_master_key_then_both_derive_the_same_from_it() -> None:
    assert PURPOSE == callback_address.PURPOSE


def test_given_a_public_address_when_shown_then_it_is_as_psa_sync_makes_it() -> None:
    for connection in (new_id(), UUID(int=0), UUID(int=2**128 - 1)):
        shown = CallbackAddresses("https://rf.example/", KEY).of(connection)

        assert shown == callback_address.callback_url("https://rf.example", KEY, connection)


def test_given_no_public_address_when_shown_then_there_is_none() -> None:
    assert CallbackAddresses(None, KEY).of(new_id()) is None
