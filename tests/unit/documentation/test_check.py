"""Each rule of the closing documents, broken by itself in a document that is good otherwise."""

from uuid import UUID

import pytest

from services.documentation.check import faults
from services.documentation.events import NoteKind
from services.documentation.session import Session, session_of
from tests.unit.documentation.examples import proposed, started
from tests.unit.documentation.note_examples import SESSION_ID, TITLE, case, escalated, fact, retracted, wording

RETRACTED = "The portal of the vendor shows an outage of all gateways"
PROBLEM = "The VPN of home office users dropped every 20 minutes."
CONFIRMED = "- Only users who worked from home were affected."
TRIED = "- The question of who was affected was settled: the home office only."
HYPOTHESIS = f"“{TITLE}”, at 75 % confidence."
STEPS = "- Test whether the timeout explains the drops.\n- Establish what changed."


def package(
    problem: str = PROBLEM, confirmed: str = CONFIRMED, tried: str = TRIED, hypothesis: str = HYPOTHESIS,
    steps: str = STEPS,
) -> str:  # fmt: skip
    """A package by its sections."""
    return (
        f"## Problem\n\n{problem}\n\n## What we've confirmed\n\n{confirmed}\n\n## What we've tried\n\n{tried}\n\n"
        f"## Current hypothesis\n\n{hypothesis}\n\n## Suggested next steps\n\n{steps}\n"
    )


def broken(markdown: str, session: Session | None = None, kind: NoteKind = "escalation_package") -> set[str]:
    """The names of the rules that the document breaks."""
    session = session or case("proposed", "facts", escalated(), fact(8, RETRACTED), retracted(8))
    return {fault.rule for fault in faults(kind, markdown, session, wording(session))}


def test_given_a_good_document_when_checked_then_it_breaks_no_rule() -> None:
    assert broken(package()) == set()


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "The VPN dropped.",
        package().replace("## Problem", "# Problem"),
        package().replace("## What we've tried", "## What we tried"),
        package().replace("## Current hypothesis", "## Notes"),
        package() + "\n## Summary\n\nMore.\n",
        "Here is the package:\n\n" + package(),
        package().partition("## Suggested")[0],
    ],
    ids=["nothing", "none", "level", "word", "another", "more", "preamble", "missing"],
)
def test_given_other_headings_when_checked_then_that_is_the_fault(markdown: str) -> None:
    assert broken(markdown) == {"headings"}


@pytest.mark.parametrize(
    ("rule", "markdown"),
    [
        ("markup", package(confirmed="- **Only** home users were affected.")),
        ("markup", package(confirmed="- __Only__ home users were affected.")),
        ("markup", package(confirmed="- <b>Only</b> home users were affected.")),
        ("preamble", package(problem="Here is what we know: the VPN dropped.")),
        ("closing_words", package(steps=f"{STEPS}\n\nLet me know if you have any questions.")),
        ("engineer_named", package(tried="- Sam Rivera asked who was affected.")),
        ("engineer_named", package(tried="- The users were asked by Rivera who was affected.")),
        ("assistant_named", package(tried="- FlowPilot asked who was affected.")),
        ("assistant_named", package(tried="- The AI asked who was affected.")),
        ("session_id", package(problem=f"{PROBLEM} Session {SESSION_ID}.")),
        ("placeholder", package(steps=f"{STEPS}\n- Call \\[name of the contact\\].")),
        ("placeholder", package(steps=f"{STEPS}\n- Call &lt;contact&gt;.")),
        ("placeholder", package(steps=f"{STEPS}\n- Call the vendor, number TBD.")),
        ("placeholder", package(steps=f"{STEPS}\n- Call {{{{contact}}}}.")),
        ("invented", package(steps="- Install KB5034441.\n- Establish what changed.")),
        ("invented", package(steps="- Run `ipconfig /flushdns`.\n- Establish what changed.")),
        ("invented", package(steps="- Run Get-VpnConnection on a laptop.\n- Establish what changed.")),
        ("invented", package(steps="- Run gpupdate on a laptop.\n- Establish what changed.")),
        ("invented", package(steps="- Read https://docs.example.org/vpn.\n- Establish what changed.")),
        ("invented", package(steps="- Ping 10.20.30.40.\n- Establish what changed.")),
        ("invented", package(steps="- Read the log of fw-02.contoso.example.\n- Establish what changed.")),
        ("invented", package(steps="- Mail it@contoso.example.\n- Establish what changed.")),
        ("invented", package(steps="- Set HKLM\\\\Software\\\\Vpn to on.\n- Establish what changed.")),
        ("invented", package(steps="- Read C:\\\\Logs\\\\vpn.\n- Establish what changed.")),
        ("invented", package(steps="- Read /var/log/vpn.\n- Establish what changed.")),
        ("invented", package(steps="- Turn off “Split tunneling”.\n- Establish what changed.")),
        ("invented", package(confirmed="- 37 users were affected.")),
        ("invented", package(confirmed="- Version 7.2.4 of the client was affected.")),
        ("retracted", package(confirmed=f"{CONFIRMED}\n- The portal of the vendor shows an outage of all gateways.")),
        ("empty_section", package(confirmed="")),
        ("problem", package(problem="- It dropped.\n- Again.")),
        ("hedging", package(problem="The VPN maybe dropped.")),
        ("hedging", package(problem="The VPN seemed to drop.")),
        ("empty_words", package(confirmed="Nothing confirmed yet.")),
        ("empty_words", package(tried="No diagnostic actions run yet.")),
        ("next_steps", package(steps="- Establish what changed.")),
        ("next_steps", package(steps="\n".join(["- Establish what changed."] * 5))),
        ("next_steps", package(steps="Establish what changed, then test it.")),
        ("hypothesis", package(hypothesis="No leading hypothesis yet — symptoms are still being narrowed.")),
        ("outcome", package(hypothesis="The timeout of the firewall is too short.")),
        ("outcome", package(hypothesis=f"“{TITLE}” is the leading one.")),
    ],
)
def test_given_a_document_that_breaks_one_rule_when_checked_then_that_rule_is_named(rule: str, markdown: str) -> None:
    assert rule in broken(markdown)


def test_given_what_is_in_the_evidence_when_told_then_it_is_not_invented() -> None:
    facts = (
        fact(1, "`ipconfig /all` on PC-0042 shows 10.0.0.7, see KB5034441 and C:\\Logs\\vpn.log"),
        fact(2, "[ERROR] x"),
    )
    session = session_of([started(), *facts])
    told = package(
        problem=PROBLEM,
        confirmed="- `ipconfig /all` on PC-0042 showed 10.0.0.7 (KB5034441).\n- C:\\\\Logs\\\\vpn.log: \\[ERROR\\].",
        tried="No diagnostic actions run yet.",
        hypothesis="No leading hypothesis yet — symptoms are still being narrowed.",
    )
    assert broken(told, session) == set()


def test_given_the_transcript_word_for_word_when_checked_then_that_is_a_fault() -> None:
    question = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    session = session_of([started(), proposed(1, question), fact(1, "Home users only")])
    told = package(
        confirmed=f"- {question}.",
        tried="No diagnostic actions run yet.",
        hypothesis="No leading hypothesis yet — symptoms are still being narrowed.",
    )
    assert broken(told, session) == {"transcript"}


@pytest.mark.parametrize(
    ("fix", "tried", "hypothesis", "steps"),
    [
        ("weak", TRIED, f"“{TITLE}”.", STEPS),
        ("none", TRIED, "The firewall.", STEPS),
        ("strong", TRIED, f"“{TITLE}”, at 81 % confidence.", STEPS),
        ("proposed", f"{TRIED}\n- “{TITLE}” was applied.", "No cause is known.", STEPS),
        ("applied_failed", TRIED, f"“{TITLE}” did not hold.", STEPS),
        ("applied_failed", f"- “{TITLE}” was applied.", f"“{TITLE}” did not hold.", STEPS),
        ("applied_partial", f"- “{TITLE}” was applied.", f"“{TITLE}” leaves a part open.", STEPS),
        ("applied_pending", f"- “{TITLE}” was applied.", f"“{TITLE}” is in place.", STEPS),
        ("applied_success", f"- “{TITLE}” was applied.", f"“{TITLE}” is the cause.", STEPS),
        ("dismissed", f"- “{TITLE}” was applied.", "The earlier one was set aside.", STEPS),
    ],
)
def test_given_a_fix_told_against_its_outcome_when_checked_then_that_is_a_fault(
    fix: str, tried: str, hypothesis: str, steps: str
) -> None:
    found = broken(package(tried=tried, hypothesis=hypothesis, steps=steps), case(fix, "facts", escalated()))
    assert found & {"outcome", "hypothesis"}


def test_given_a_pending_fix_when_the_note_is_not_provisional_then_that_is_a_fault() -> None:
    body = "## Problem\n\nIt dropped.\n\n## What was done\n\n- “{0}” was applied and awaits the night shift.\n\n"
    rest = "## Root cause\n\nA timeout.\n\n## Resolution\n\n“{0}” solved it.\n\n## Follow-up\n\n- Nothing.\n"
    found = broken((body + rest).format(TITLE), case("applied_pending", "facts"), "resolution_note")
    assert "outcome" in found


def test_given_an_assistant_that_the_customer_speaks_of_when_told_then_it_is_no_fault() -> None:
    session = session_of([started(), fact(1, "The AI recap of meetings fails; thanks to Mike [HR] for the N/A line")])
    told = package(
        confirmed="- The AI recap of meetings failed; thanks to Mike \\[HR\\] for the N/A line.",
        tried="No diagnostic actions run yet.",
        hypothesis="No leading hypothesis yet — symptoms are still being narrowed.",
    )
    assert broken(told, session) == set()


def test_given_a_session_id_without_dashes_when_told_then_it_is_a_fault() -> None:
    assert "session_id" in broken(package(problem=f"{PROBLEM} {UUID(int=SESSION_ID.int).hex}."))
