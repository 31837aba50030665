import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from services.diagnosis.adapters.claude_prompt import INSIGHT, PromptWriter
from services.diagnosis.ports import CaseView
from shared.llm.prompt import Image
from tests.unit.llm.cases import SCRIPT, fresh_case, handed_over, rich_case
from tests.unit.llm.planting import RULES, SECRETS, found, texts

WRITER = PromptWriter()


def text_of(case: CaseView, writer: PromptWriter = WRITER) -> str:
    return writer.write(case).prompt.turns[0].text


def test_given_a_rich_case_when_written_then_each_part_is_there() -> None:
    text = WRITER.write(rich_case(), (Image("image/png", b"x"),)).prompt.turns[0].text
    for part in (
        "step 5 of at most 30",
        "Contoso",
        "Outlook prompts",
        "probability of 0.63",
        "Does https://portal.contoso.com open?",
        "1. question, confidence 0.30, no fact yet: Who is affected?",
        "2. question, confidence 0.30: What changed?",
        "3. action, confidence 0.60, no fact yet: Clear the tokens",
        "offered: Only this user",
        "engineer: Only this user",
        "engineer: skipped",
        "engineer: it did not work — same",
        "engineer: gave no answer; it was left open here",
        "did not hold: Caused by a stale token",
        "Pictures above: 1",
    ):
        assert part in text


def test_given_working_material_when_written_then_facts_fixes_and_scripts_stand_with_how_they_turned_out() -> None:
    text = text_of(rich_case())
    for part in (
        "# What is known",
        "- Only Anna's mailbox is affected (engineer)",
        "- The token cache was cleared in vain (diagnostic_check, Step 3)",
        "# Fixes and scripts so far",
        "- fix “Sign in again” (Sign out everywhere) — FAILED, do not suggest it again: prompts again",
        "- fix “Renew the licence” (Assign E3 anew) — in place, NOT VERIFIED, waits for: takes an hour",
        "- script “Clear tokens” with user=anna [redacted] — failed: locked",
    ):
        assert part in text


def test_given_scripts_of_the_team_when_written_then_each_stands_with_its_id_and_keys() -> None:
    text = text_of(fresh_case(offered_scripts=(SCRIPT,)))
    assert "# Scripts of the team" in text
    assert f"- {SCRIPT.id} Reset the mail profile [user, days]: Builds it anew." in text


def test_given_a_case_that_was_handed_over_when_written_then_the_briefing_and_what_was_brought_along_are_there() -> (
    None
):
    text = text_of(handed_over())
    for part in (
        "# Another engineer has taken over",
        "They want to begin anew from what they bring along",
        "Escalation briefing — here's what was tried before you.",
        "Anna escalated this case: Out of ideas",
        "1. Who is affected? — Only this user",
        "What Ben brings along:\nThe tenant was moved on Sunday, SSN [redacted]",
        "The case was escalated here: Out of ideas Another engineer took it over.",
    ):
        assert part in text
    assert "They go on from where the case stood." in text_of(handed_over(fresh=False))


def test_given_a_fresh_case_when_written_then_parts_it_does_not_have_are_left_out() -> None:
    text = text_of(fresh_case())
    assert re.findall(r"^# .*", text, flags=re.MULTILINE) == ["# The desk", "# The case", "# Now"]
    assert "This is the first step." in text


@pytest.mark.parametrize("writer", [WRITER, PromptWriter(INSIGHT)])
def test_given_redaction_rules_when_written_then_what_they_match_is_nowhere(writer: PromptWriter) -> None:
    text = text_of(handed_over(), writer)
    assert "078-05-1120" not in text
    assert "[redacted]" in text


@pytest.mark.parametrize("writer", [WRITER, PromptWriter(INSIGHT)])
def test_given_a_case_when_written_then_all_of_its_text_stands_between_markers_of_this_request(
    writer: PromptWriter,
) -> None:
    case = handed_over(offered_scripts=(SCRIPT,), intake_text="MARKED", ticket_context={"body": "MARKED"})
    text = text_of(case, writer)
    [nonce] = re.findall(r"nonce of this request is (\w+)", text)
    outside = re.sub(f'<untrusted nonce="{nonce}".*?</untrusted nonce="{nonce}">', "", text, flags=re.DOTALL)
    for foreign in (
        "MARKED",
        case.summary,
        "Anna",
        "Ben",
        "Sign in again",
        "Clear tokens",
        SCRIPT.name,
        "tenant was moved",
    ):
        assert foreign not in outside


def test_given_two_requests_when_written_then_the_instructions_are_the_same_and_the_nonces_differ() -> None:
    first, second = (WRITER.write(fresh_case(), ()).prompt for _ in range(2))
    assert first.system == second.system
    assert first.turns[0].text != second.turns[0].text


def test_the_versions_name_every_part() -> None:
    assert WRITER.write(fresh_case()).prompt.version == (
        "role_v1+rules_v2+contract_v2+team_v1+intake_v1+ticket_v1+flow_v1+scripts_v1+history_v2+tried_v1+facts_v1"
        "+handover_v1+request_v1"
    )
    assert PromptWriter(INSIGHT).write(fresh_case()).prompt.version == (
        "role_v1+insight_rules_v1+insight_contract_v1+team_v1+intake_v1+ticket_v1+flow_v1+history_v2+tried_v1"
        "+facts_v1+escalation_v1+insight_request_v1"
    )


def test_given_links_in_the_evidence_when_written_then_their_hosts_are_known() -> None:
    assert WRITER.write(rich_case(), ()).known_hosts == {"mail.contoso.com", "portal.contoso.com"}


OURS = frozenset({
    "shape", "status", "ended", "source_type", "engine", "type", "domain", "urgency", "redactions", "blob",
    "media_type", "node_id",
})  # fmt: skip
"""Fields that no stranger writes."""


def planted(value: Any, secret: str, field: str = "") -> Any:
    """The same with a secret in each text that others wrote, where it is a line of its own."""
    match value:
        case str():
            return value if field in OURS else f"{secret}\n{value}"
        case dict():
            return {planted(name, secret): planted(part, secret, field) for name, part in value.items()}
        case list() | tuple():
            return type(value)(planted(part, secret, field) for part in value)
        case BaseModel():
            changes = {name: planted(part, secret, name) for name, part in value if name not in OURS}
            return value.model_copy(update=changes)
        case _ if is_dataclass(value) and not isinstance(value, type):
            parts = {f.name: getattr(value, f.name) for f in fields(value)}
            return replace(value, **{n: planted(part, secret, n) for n, part in parts.items() if n not in OURS})
        case _:
            return value


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("writer", [WRITER, PromptWriter(INSIGHT)])
def test_given_a_secret_in_every_text_of_a_case_when_written_then_none_is_there(
    writer: PromptWriter, secret: str
) -> None:
    whole = handed_over(offered_scripts=(SCRIPT,))
    assert found(str(planted(whole, secret)))
    case = replace(planted(whole, secret), redactions=RULES)
    assert not found(text_of(case, writer))


@given(context=st.dictionaries(texts(), texts() | st.lists(texts(), max_size=3), max_size=4), tree=texts())
def test_given_any_ticket_and_flow_with_secrets_when_written_then_none_is_there(
    context: dict[str, Any], tree: str
) -> None:
    flow = rich_case().flow
    assert flow is not None
    guide = flow.model_copy(update={"tree": {"question": tree, tree: [tree]}})
    assert not found(text_of(fresh_case(ticket_context=context, flow=guide, redactions=RULES)))


def test_given_a_secret_where_an_answer_is_cut_when_written_then_no_piece_of_it_is_left() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIB\n" * 600 + "-----END RSA PRIVATE KEY-----"
    asked = rich_case().steps[0]
    assert asked.answer is not None
    step = replace(asked, answer=replace(asked.answer, free_text=key))
    assert "MIIEowIB" not in text_of(fresh_case(steps=(step,)))


def test_given_a_long_description_when_written_then_the_rest_of_the_ticket_is_still_there() -> None:
    notes = [{"text": f"Note {number} " + "y" * 5_000} for number in range(40)]
    context = {"description": "x" * 20_000, "company": {"name": "Hafen Logistik"}, "notes": notes}
    text = text_of(fresh_case(ticket_context=context))
    assert "Hafen Logistik" in text
    assert "Note 0 " in text
    assert "Note 15 " in text
    assert len(text) < 30_000
