"""Which words may stand in the name of a gap: those that are known to be nobody's name."""

from dataclasses import replace

import pytest

from services.flywheel.gaps.finding import Node
from services.flywheel.gaps.vocabulary import vocabulary_of
from services.flywheel.writing.words import telling
from tests.unit.flywheel.gaps.examples import FLOW

KNOWN = vocabulary_of([])
NAMES = (
    "Anna Margaret Mark Grace Rose Bill Jack Will Frank Dean Dale Drew Penny Victor Robin Holloway Berger Okafor Smith"
    " Baker Carter Cooper Fox King Stone Brown Green White Young Banks Fields Brooks Hill Park Contoso Acme Fabrikam"
)


@pytest.mark.parametrize("written", [NAMES, NAMES.lower(), NAMES.upper()], ids=["Large", "small", "ALL LARGE"])
def test_given_names_when_told_then_none_may_be_shown_however_they_are_written(written: str) -> None:
    assert KNOWN.told(written.split()) == []


def test_given_a_word_that_may_be_a_name_too_when_it_is_written_large_in_the_middle_then_it_is_not_shown() -> None:
    assert KNOWN.told(telling("The page stays blank")) == ["page", "stays", "blank"]
    assert KNOWN.told(telling("Page stays blank")) == ["page", "stays", "blank"]
    assert KNOWN.told(telling("PRINTER STAYS BLANK")) == ["printer", "stays", "blank"]
    assert KNOWN.told(telling("Blank screen, call Page or Lock")) == ["blank", "screen", "call"]


def test_given_technology_and_codes_when_told_then_they_are_shown_as_they_are_written_here() -> None:
    assert KNOWN.told(telling("OUTLOOK and vpn: 0x80070643, KB5034441, AADSTS50126, 5.7.1")) == [
        "Outlook", "VPN", "0x80070643", "KB5034441", "AADSTS50126", "5.7.1",
    ]  # fmt: skip
    assert KNOWN.told(telling("LT-HOLLOWAY-01 10.1.2.3 anna@contoso.com MARGARET1 4711")) == []


def test_given_a_flow_that_is_archived_when_told_then_its_words_say_nothing() -> None:
    spoken = replace(FLOW, nodes={"root": Node("Is the zugangskarte read?", {})})
    assert vocabulary_of([spoken]).told(["zugangskarte"]) == ["zugangskarte"]
    assert vocabulary_of([replace(spoken, archived=True)]).told(["zugangskarte"]) == []
