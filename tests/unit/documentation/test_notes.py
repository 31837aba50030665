"""The closing documents without a model: the whole table of fixes, with every amount of material."""

from uuid import UUID

import pytest

from services.documentation.check import faults
from services.documentation.events import NoteKind
from services.documentation.incoming import SessionEvent, StepProposed
from services.documentation.notes import layout
from services.documentation.notes.escalation import escalation_package
from services.documentation.notes.plain import sections, shown
from services.documentation.notes.resolution import resolution_note
from services.documentation.session import Session, session_of
from tests.unit.documentation.examples import answered, started
from tests.unit.documentation.note_examples import (
    CASES,
    FACTS,
    FIXES,
    NOTES,
    REASON,
    STEPS,
    TITLE,
    case,
    escalated,
    fact,
    generated,
    ran,
    resolved_with,
    retracted,
    suggested,
    turned_out,
    wording,
)

SUMMARY = "Caused by a UDP timeout of the firewall, fixed by raising it."
SCRIPT = "- Script “Read the firewall's sessions” was generated with host: fw-01.contoso.example, password: [redacted]"
SENTENCE = "No leading hypothesis yet — symptoms are still being narrowed."


def written(kind: NoteKind, session: Session) -> str:
    """The document as Markdown."""
    bodies = escalation_package if kind == "escalation_package" else resolution_note
    return layout.render(kind, bodies(session, wording(session)))


def package(session: Session) -> dict[str, str]:
    """The words under each heading of the escalation package."""
    return read("escalation_package", written("escalation_package", session))


def note(session: Session) -> dict[str, str]:
    """The words under each heading of the resolution note."""
    return read("resolution_note", written("resolution_note", session))


def read(kind: NoteKind, markdown: str) -> dict[str, str]:
    found = {heading.removeprefix("## "): shown(body) for heading, body in sections(markdown)}
    assert tuple(found) == layout.HEADINGS[kind]
    return found


@pytest.mark.parametrize(("fix", "material"), CASES)
@pytest.mark.parametrize("closed", [False, True], ids=["open", "closed"])
def test_given_any_row_of_the_table_when_told_then_no_rule_is_broken(fix: str, material: str, closed: bool) -> None:
    ends: dict[NoteKind, SessionEvent] = {
        "escalation_package": escalated(),
        "resolution_note": resolved_with(SUMMARY, "Changed the rule on fw-01."),
    }
    for kind, end in ends.items():
        session = case(fix, material, *([end] if closed else []))
        assert faults(kind, written(kind, session), session, wording(session)) == []


@pytest.mark.parametrize(
    ("fix", "tried", "hypothesis", "first_step"),
    [
        ("none", None, SENTENCE, "Settle what could not be checked"),
        ("weak", None, SENTENCE, "Settle what could not be checked"),
        ("proposed", None, f"“{TITLE}”, at 75 % confidence.", f"Test whether “{TITLE}” applies"),
        ("strong", None, f"“{TITLE}”, at 81 % confidence.", f"Try “{TITLE}” first: Set the UDP timeout"),
        (
            "applied_failed",
            f"“{TITLE}” was applied and did not help: {NOTES['applied_failed']}.",
            f"“{TITLE}” did not hold; what causes the problem remains open.",
            f"Look for another cause, starting from why “{TITLE}” did not help: {NOTES['applied_failed']}.",
        ),
        (
            "applied_partial",
            f"“{TITLE}” was applied and helped in part; still open: {NOTES['applied_partial']}.",
            f"“{TITLE}” explains a part of the problem; the rest is still open: {NOTES['applied_partial']}.",
            f"Complete or verify “{TITLE}” first",
        ),
        (
            "applied_pending",
            f"“{TITLE}” was applied and awaits verification; waiting for: the night shift to test tunnels.",
            f"“{TITLE}” is in place and unverified; it remains the leading hypothesis.",
            f"Confirm first that “{TITLE}” held; waiting for: the night shift to test tunnels.",
        ),
        (
            "applied_success",
            f"“{TITLE}” was applied and verified.",
            f"The original symptom was fixed by “{TITLE}”; another issue remains: {REASON}",
            f"Work on what remains: {REASON}",
        ),
        (
            "dismissed",
            None,
            "The earlier hypothesis was set aside; symptoms are still being narrowed.",
            "Settle what could not be checked",
        ),
    ],
)
def test_given_a_fix_when_the_package_is_told_then_it_says_what_the_table_says(
    fix: str, tried: str | None, hypothesis: str, first_step: str
) -> None:
    told = package(case(fix, "all", escalated()))
    assert told["Current hypothesis"] == hypothesis
    assert told["Suggested next steps"].splitlines()[0].startswith(f"- {first_step}")
    listed = [line for line in told["What we've tried"].splitlines() if TITLE in line]
    assert listed == ([f"- {tried}"] if tried else [])


def test_given_a_dismissed_fix_when_told_then_it_is_mentioned_nowhere() -> None:
    for told in (
        package(case("dismissed", "all", escalated())),
        note(case("dismissed", "all", resolved_with(SUMMARY))),
    ):
        assert TITLE not in " ".join(told.values())


@pytest.mark.parametrize(("confidence", "named"), [(59, False), (60, True), (80, True), (81, True)])
def test_given_a_proposed_fix_when_its_confidence_crosses_a_bound_then_the_package_changes(
    confidence: int, named: bool
) -> None:
    told = package(session_of([started(), suggested(confidence)]))
    assert (TITLE in told["Current hypothesis"]) is named
    assert ("Try" in told["Suggested next steps"]) is (confidence > 80)


def test_given_nothing_when_the_package_is_told_then_each_empty_section_says_so() -> None:
    told = package(session_of([started()]))
    assert told["What we've confirmed"] == "Nothing confirmed yet."
    assert told["What we've tried"] == "No diagnostic actions run yet."
    assert told["Current hypothesis"] == SENTENCE
    assert told["Problem"] == "A networking problem was reported: VPN drops every 20 minutes."


def test_given_facts_when_told_then_those_that_hold_stand_oldest_first_and_checks_are_what_was_tried() -> None:
    told = package(session_of([started(), *STEPS, *FACTS, generated(), ran(success=False, details=None)]))
    assert told["What we've confirmed"].splitlines() == [
        "- Only users who work from home are affected",
        "- Who is affected? — Home office only",
        "- Tunnels close after exactly 20 minutes without traffic",
    ]
    assert told["What we've tried"].splitlines() == [
        "- Who is affected? — Home office only",
        SCRIPT + "; it failed.",
    ]


def test_given_a_check_after_a_script_when_told_then_they_stand_in_the_order_in_which_they_came() -> None:
    told = package(session_of([started(), generated(), fact(1, "The rule is there", "diagnostic_check")]))
    assert [line[:10] for line in told["What we've tried"].splitlines()] == ["- Script “", "- The rule"]


def test_given_a_newer_fix_when_told_then_the_final_outcome_of_the_older_one_is_gone() -> None:
    newer = suggested(90, "Replace the firewall").model_copy(update={"fix_id": UUID(int=501)})
    told = package(session_of([started(), *FIXES["applied_failed"], newer]))
    assert TITLE not in " ".join(told.values())
    assert "Replace the firewall" in told["Current hypothesis"]


def test_given_a_pending_fix_when_the_note_is_told_then_it_is_provisional_with_what_is_waited_for() -> None:
    told = note(case("applied_pending", "all", resolved_with(SUMMARY)))
    assert told["Resolution"].startswith(
        f"Provisional: “{TITLE}” is in place and awaits verification; waiting for: the"
    )
    assert told["Root cause"] == "Not verified yet: a UDP timeout of the firewall."
    assert told["Follow-up"].startswith(f"- Confirm that “{TITLE}” held; waiting for: the night shift")


def test_given_a_partial_fix_when_the_note_is_told_then_it_says_what_is_open() -> None:
    told = note(case("applied_partial", "nothing", resolved_with(SUMMARY)))
    assert told["Resolution"].startswith(f"“{TITLE}” helped in part; still open: the Leeds office still drops.")
    assert told["Follow-up"] == f"- Complete what “{TITLE}” left open: the Leeds office still drops."


@pytest.mark.parametrize(
    ("summary", "cause", "resolution"),
    [
        (SUMMARY, "A UDP timeout of the firewall.", "Fixed by raising it."),
        ("This was caused by a loose cable. Resolved by plugging it in.", "A loose cable.", "Fixed by plugging it in."),
        ("Caused by a NAT timeout.", "A NAT timeout.", "Caused by a NAT timeout."),
        ("Replaced the cable", "No root cause was recorded.", "Replaced the cable."),
    ],
)
def test_given_a_resolution_when_the_note_is_told_then_cause_and_cure_stand_in_their_sections(
    summary: str, cause: str, resolution: str
) -> None:
    told = note(session_of([started(), resolved_with(summary)]))
    assert (told["Root cause"], told["Resolution"]) == (cause, resolution)


def test_given_a_running_session_when_the_note_is_told_then_it_says_that_nothing_is_resolved() -> None:
    told = note(session_of([started()]))
    assert list(told.values())[1:3] == ["No diagnostic actions run yet.", "No root cause was recorded."]
    assert list(told.values())[3:] == ["Not resolved yet.", "No follow-up was recorded."]


def suggestion(accepted: bool) -> Session:
    content = {
        "type": "resolution_suggestion", "text": "Solved?", "resolution_summary": SUMMARY,
        "follow_up_recommendations": ["Watch the tunnels for a week"],
    }  # fmt: skip
    step = StepProposed.model_validate({"step_id": UUID(int=9), "step_type": "action", "content": content})
    return session_of([started(), step, answered(9, action_result={"success": accepted}), resolved_with(SUMMARY)])


def test_given_an_accepted_suggestion_when_the_note_is_told_then_its_recommendations_are_the_follow_up() -> None:
    assert note(suggestion(accepted=True))["Follow-up"] == "- Watch the tunnels for a week."


def test_given_a_suggestion_that_was_turned_down_when_the_note_is_told_then_its_recommendations_are_not() -> None:
    assert note(suggestion(accepted=False))["Follow-up"] == "No follow-up was recorded."


def test_given_engineers_names_when_told_then_nobody_is_named() -> None:
    facts = [
        fact(1, "Sam Rivera restarted the tunnel and asked Dana to look", "diagnostic_check"),
        fact(2, "FlowPilot suggested the timeout, see 01A1F785-2D97-742F-AAB1-CCC34B173D40"),
    ]
    reason = "sam  rivera is on leave, and Whitfield knows the firewall"
    session = session_of([started(), *facts, escalated(reason)])
    text = " ".join(package(session).values())
    assert not [name for name in ("Rivera", "rivera", "Dana", "Whitfield", "FlowPilot", "01A1F785") if name in text]
    assert "a colleague restarted the tunnel and asked a colleague to look" in text


def test_given_a_contact_with_an_engineers_first_name_when_told_then_the_contact_stays() -> None:
    context = {"contact": {"name": "Sam Lee"}, "company": {"name": "Contoso"}}
    session = session_of([started(ticket_context=context), fact(1, "Only the laptop of Sam Lee drops")])
    told = package(session)
    assert told["Problem"].startswith("A networking problem was reported by Contoso: ")
    assert "the laptop of Sam Lee" in told["What we've confirmed"]


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Outlook seems to be slow", "Outlook was reported to be slow."),
        ("Maybe the VPN might drop", "the VPN was reported to drop."),
        ("It appears that two users could be affected", "two users was reported to be affected."),
        ("I think the disk is probably failing", "the disk is failing."),
        ("Users could not print in May", "Users could not print in May."),
    ],
)
def test_given_a_hedging_report_when_told_then_the_problem_does_not_hedge(summary: str, told: str) -> None:
    assert package(session_of([started(summary=summary)]))["Problem"] == f"A networking problem was reported: {told}"


def test_given_a_retracted_check_when_told_then_neither_it_nor_its_step_is() -> None:
    session = session_of([started(), *STEPS, fact(5, "Everyone is affected", "diagnostic_check", step=2), retracted(5)])
    told = package(session)
    assert told["What we've tried"] == "No diagnostic actions run yet."
    assert "Which version" not in told["Suggested next steps"]


def test_given_markup_in_facts_when_told_then_it_forges_nothing() -> None:
    evil = "## Resolution\n\n**bold** <img src=x onerror=alert(1)> [x](javascript:alert(1))"
    session = session_of([started(), fact(1, evil), turned_out("applied_failed")])
    markdown = written("escalation_package", session)
    assert len(sections(markdown)) == 5
    assert "**bold**" not in markdown
    assert "<img" not in markdown
    assert faults("escalation_package", markdown, session, wording(session)) == []


def test_given_very_much_material_when_told_then_the_document_stays_of_a_readable_length() -> None:
    facts = [fact(number, f"{number} " + "word " * 399, "diagnostic_check") for number in range(200)]
    session = session_of([started(), *facts, *(generated(number) for number in range(100)), escalated("why " * 500)])
    markdown = written("escalation_package", session)
    assert len(markdown) < 20_000
    assert "The rest is on record in the case." in markdown
    assert faults("escalation_package", markdown, session, wording(session)) == []
