"""The playbook where no flow fits."""

from dataclasses import replace

import pytest

from services.diagnosis.adapters.playbook.checklists import checklist, methods
from services.diagnosis.ports import Action, Answer, Question, ResolutionSuggestion
from tests.unit.diagnosis.playbook_kit import (
    CASE,
    NO,
    SKIP,
    YES,
    Answering,
    Step,
    answered,
    choose,
    nearest,
    play_on,
    propose,
)

DOMAINS = [
    "active_directory", "networking", "m365", "hardware", "endpoint", "virtualization", "security", "backup", "email",
    "printing", "cloud", "other",
]  # fmt: skip


def first_option(step: Step) -> Answer:
    """The first option, success, or rejection of a suggestion."""
    if isinstance(step, Question) and step.options:
        return choose(step.options[0].label)
    if isinstance(step, Question):
        return Answer(free_text="Nothing new")
    return NO if isinstance(step, ResolutionSuggestion) else YES


def told(step: Step) -> tuple[str, ...]:
    """What the engineer reads."""
    match step:
        case Question():
            return (step.text, *(option.label for option in step.options))
        case Action():
            return (step.text,)
        case ResolutionSuggestion():
            return (step.summary, step.resolution_summary)


def all_skipped(step: Step) -> Answer:
    """Skipped, suggestions rejected."""
    return NO if isinstance(step, ResolutionSuggestion) else SKIP


@pytest.mark.parametrize("domain", DOMAINS)
def test_each_domain_has_its_own_five_topics_and_at_least_five_checks(domain: str) -> None:
    known = checklist(domain)
    assert list(known.scoping) == ["changed", "affected", "since", "error", "tried"]
    assert len(known.checks) >= 5
    assert domain == "other" or known != checklist("other")


def test_an_unknown_domain_gets_the_general_checklist() -> None:
    assert checklist("quantum") == checklist("other")
    assert checklist("../secrets") == checklist("other")


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize(
    "answering", [first_option, lambda step: NO if isinstance(step, ResolutionSuggestion) else SKIP]
)
def test_given_no_flow_then_sixty_steps_have_reasons_and_none_is_repeated(domain: str, answering: Answering) -> None:
    steps = play_on(replace(CASE, domain=domain, nearest=nearest("One", "Two")), answering, 60)
    assert len(steps) == 60
    assert all(step.why for step in steps)
    assert len({told(step) for step in steps}) == 60
    assert all(0 <= (step.confidence or 0) <= 0.6 for step in steps)


def test_given_no_flow_then_scoping_comes_first_then_the_nearest_flows_then_the_domains_checks() -> None:
    steps = play_on(replace(CASE, domain="printing", nearest=nearest("One")), _no_flow_fits, 8)
    kinds = [(step.node_id or "").split("/")[0] for step in steps]
    assert kinds == ["scoping"] * 5 + ["nearest", "check", "check"]
    assert steps[6].node_id == "check/device"


def _no_flow_fits(step: Step) -> Answer:
    if isinstance(step, Question):
        return choose(step.options[-1].label)
    return YES


def test_given_an_intake_with_an_error_code_then_the_error_is_not_asked_for() -> None:
    case = replace(CASE, intake_text="Printing fails with 0x0000011b since today", domain="printing")
    asked = [step.node_id for step in play_on(case, _no_flow_fits, 4)]
    assert asked == ["scoping/changed", "scoping/affected", "scoping/since", "scoping/tried"]


def test_given_nearest_flows_then_at_most_four_are_offered_by_name() -> None:
    case = replace(CASE, nearest=nearest("A", "B", "C", "D", "E"))
    offer = play_on(case, first_option, 6)[-1]
    assert isinstance(offer, Question)
    assert [option.label for option in offer.options] == ["A", "B", "C", "D", "None of these"]
    assert offer.options[0].value == str(case.nearest[0].flow_id)


def test_given_a_chosen_flow_that_is_gone_then_the_others_are_offered() -> None:
    case = replace(CASE, nearest=nearest("A", "B"))
    offers = [step for step in play_on(case, first_option, 8) if (step.node_id or "").startswith("nearest")]
    assert [len(offer.options) for offer in offers if isinstance(offer, Question)] == [3, 2]


def test_given_a_check_that_finds_something_then_its_fix_and_a_suggestion_follow() -> None:
    case = replace(CASE, domain="networking")
    for _ in range(5):
        case = answered(case, propose(case), SKIP)
    case = answered(case, propose(case), NO)
    fix = propose(case)
    assert isinstance(fix, Action)
    assert fix.node_id == "fix/address"
    suggestion = propose(answered(case, fix, YES))
    assert isinstance(suggestion, ResolutionSuggestion)
    assert suggestion.resolution_summary.startswith(
        "Caused by: clients had a wrong or no DHCP lease. Fixed by: Look at"
    )
    assert propose(answered(case, fix, NO)).node_id == "check/path"


def test_given_a_symptom_that_is_gone_then_closing_is_suggested() -> None:
    def fine(step: Step) -> Answer:
        if isinstance(step, Question):
            return choose(step.options[-1].label)
        return NO if isinstance(step, ResolutionSuggestion) else YES

    steps = play_on(replace(CASE, domain="other"), fine, 12)
    assert [step.node_id for step in steps[-2:]] == ["state", "gone"]


def test_the_methods_beyond_the_checklists_are_all_different() -> None:
    assert len({method.id for method in methods()}) == len(methods()) == 10


def test_confidence_without_a_flow_grows_with_what_is_known_but_stays_modest() -> None:
    steps = play_on(CASE, _no_flow_fits, 12)
    sure = [step.confidence or 0 for step in steps]
    assert sure == sorted(sure)
    assert (sure[0], max(sure) <= 0.6) == (0.1, True)
