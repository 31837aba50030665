"""Problems that no flow leads: told in people's own words, found again as one, called by what they share."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from math import cos, sin

import pytest

from services.flywheel.gaps.facts import Row
from services.flywheel.gaps.finding import Node, observed
from services.flywheel.gaps.uncovered import uncovered
from shared.embedding import MiniLMEmbedder
from tests.bench.wheel import Case, weeks
from tests.unit.diagnosis.examples import NOW
from tests.unit.flywheel.gaps.examples import FLOW, LED, LIMITS, fact, row, session_id

BADGES = (
    "The badge reader at the door of {} stays dark and nobody gets in since {}.",
    "Badge reader beside the door stays dark again, {} cannot come in, reported {}.",
    "{}: the door does not open, its badge reader stays dark ({}).",
)


@pytest.fixture(scope="module")
async def embedder() -> AsyncIterator[MiniLMEmbedder]:
    """The real embedder, loaded once."""
    made = MiniLMEmbedder()
    yield made
    made.close()


async def rows_of(embedder: MiniLMEmbedder, texts: Sequence[str]) -> list[Row]:
    vectors = await embedder.embed(texts)
    return [Row(fact(number, text), vector) for number, (text, vector) in enumerate(zip(texts, vectors, strict=True))]


async def test_given_300_cases_over_30_problems_when_clustered_then_clusters_are_of_one_problem_and_hardly_any_is_left(
    embedder: MiniLMEmbedder,
) -> None:
    cases: list[Case] = [case for week in weeks() for case in week]
    problem = {session_id(number): case.problem for number, case in enumerate(cases)}
    findings = uncovered(await rows_of(embedder, [case.text for case in cases]), LIMITS)

    named = [Counter(problem[one.session] for one in finding.affected).most_common(1)[0] for finding in findings]
    clustered = sum(len(finding.affected) for finding in findings)
    assert {name for name, _ in named} == set(problem.values())
    assert sum(count for _, count in named) / clustered > 0.95
    assert clustered > 0.95 * len(cases)


async def test_given_the_same_sessions_in_another_order_when_clustered_then_the_findings_are_the_same(
    embedder: MiniLMEmbedder,
) -> None:
    rows = await rows_of(embedder, [case.text for week in weeks()[:3] for case in week])
    first = uncovered(rows, LIMITS)
    for seed in range(5):
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)
        assert uncovered(shuffled, LIMITS) == first


async def test_given_tellings_of_one_problem_when_labelled_then_by_what_they_share_and_by_nobodys_name(
    embedder: MiniLMEmbedder,
) -> None:
    people = ("Anna Berger", "anna berger", "Anna Berger", "ANNA BERGER", "Anna Berger of Contoso", "Anna Berger")
    texts = [BADGES[n % 3].format(who, "Contoso in Ulm") for n, who in enumerate(people)]
    others = [case.text for case in weeks()[0]]
    finding = next(
        one for one in uncovered(await rows_of(embedder, texts + others), LIMITS) if session_id(0) in one.ids
    )

    assert finding.ids == {session_id(number) for number in range(6)}
    assert {"badge", "reader", "stays", "dark"} <= {word.casefold() for word in finding.title.split()}
    said = {word.casefold() for word in (*finding.keywords, *finding.title.split())}
    assert not said & {"anna", "berger", "contoso", "okafor", "ulm"}
    assert finding.domain == "printing"


def test_given_sessions_of_one_caller_when_labelled_then_their_name_is_told_by_nothing() -> None:
    told = (
        "Margaret Holloway: Outlook prompts for her password at Contoso",
        "Outlook prompt for the password again, Margaret Holloway, Contoso",
        "margaret holloway has an outlook password prompt (contoso)",
        "HOLLOWAY, MARGARET: OUTLOOK PROMPT, PASSWORD, CONTOSO",
        "Mark Stone of Contoso: password prompt in Outlook, 0x80070643 on LT-HOLLOWAY-01",
        "Outlook prompts for a password, 0x80070643, tell Mark Stone or Margaret.Holloway",
    )
    (finding,) = uncovered([row(fact(number, text), (1, 0)) for number, text in enumerate(told)], LIMITS)
    assert finding.title == "Outlook prompts prompt password 0x80070643"
    assert set(finding.keywords) == {"Outlook", "prompt", "prompts", "password", "0x80070643"}


def test_given_words_that_only_flows_of_the_account_know_when_labelled_then_those_written_small_may_be_shown() -> None:
    texts = ["zugangskarte wird von Berger nicht gelesen"] * 6
    rows = [row(fact(number, text), (1, 0)) for number, text in enumerate(texts)]
    (unknown,) = uncovered(rows, LIMITS)
    assert unknown.title == "Problems of printing that no flow covers"
    says = Node("Wird die zugangskarte gelesen? Ask Berger.", {})
    (known,) = uncovered(rows, LIMITS, [replace(FLOW, nodes={"root": says})])
    assert known.title == "Zugangskarte gelesen"


def test_given_more_sessions_than_are_compared_when_told_then_the_period_is_theirs() -> None:
    rows = [row(fact(number), (1, 0, 0)) for number in range(60)]
    (finding,) = uncovered(rows, replace(LIMITS, most_sessions=49))
    assert observed(finding, LIMITS, NOW).evidence.period_days == 2
    (finding,) = uncovered(rows, LIMITS)
    assert observed(finding, LIMITS, NOW).evidence.period_days == 90


def test_given_fewer_sessions_than_it_takes_when_clustered_then_there_is_no_gap() -> None:
    rows = [row(fact(number), (1, 0, 0)) for number in range(5)]
    assert len(uncovered(rows, LIMITS)) == 1
    assert uncovered(rows[:4], LIMITS) == []


def test_given_sessions_that_a_flow_led_when_clustered_then_they_are_not_uncovered() -> None:
    rows = [row(fact(number, led=LED), (1, 0, 0)) for number in range(9)]
    assert uncovered(rows, LIMITS) == []


def test_given_a_chain_of_near_problems_when_clustered_then_its_ends_are_not_one() -> None:
    rows = [row(fact(number), (cos(number / 15), sin(number / 15))) for number in range(40)]
    found = uncovered(rows, LIMITS)
    assert len(found) > 1
    assert not any({session_id(0), session_id(39)} <= finding.ids for finding in found)


def test_given_more_sessions_than_are_compared_when_clustered_then_the_newest_are() -> None:
    rows = [row(fact(number), (1, 0, 0)) for number in range(20)]
    (finding,) = uncovered(rows, replace(LIMITS, most_sessions=12))
    assert finding.ids == {session_id(number) for number in range(12)}
    assert finding.affected[0].ended_at - finding.affected[-1].ended_at == timedelta(hours=11)
    assert finding.affected[0].ended_at == NOW


def test_given_sessions_whose_meaning_is_not_known_when_clustered_then_they_are_near_to_nothing() -> None:
    rows = [Row(fact(number), row(fact(), (1, 0, 0)).meaning * 0) for number in range(9)]
    assert uncovered(rows, LIMITS) == []
