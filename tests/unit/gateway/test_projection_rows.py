"""Rows of the read models: whatever an event holds, PostgreSQL can keep it."""

from services.gateway.projections.search import searchable, storable


def test_given_a_nul_in_a_text_when_stored_then_it_is_left_out() -> None:
    assert storable("Outlook\0 prompts") == "Outlook prompts"


def test_given_texts_of_which_some_are_missing_when_searched_then_the_others_are_found_in_any_case() -> None:
    assert searchable("Straße\0", None, "", "VPN") == "strasse vpn"
