import re

from services.diagnosis.adapters.claude_prompt import PromptWriter
from shared.llm.prompt import Image
from tests.unit.llm.cases import fresh_case, rich_case

WRITER = PromptWriter()


def test_given_a_rich_case_when_written_then_each_part_is_there() -> None:
    text = WRITER.write(rich_case(), (Image("image/png", b"x"),)).prompt.turns[0].text
    for part in (
        "step 5 of at most 30",
        "Contoso",
        "Outlook prompts",
        "probability of 0.63",
        "Does https://portal.contoso.com open?",
        "1. question, confidence 0.30: Who is affected?",
        "offered: Only this user",
        "engineer: Only this user",
        "engineer: skipped",
        "engineer: it did not work — same",
        "did not hold: Caused by a stale token",
        "Pictures above: 1",
    ):
        assert part in text


def test_given_a_fresh_case_when_written_then_parts_it_does_not_have_are_left_out() -> None:
    text = WRITER.write(fresh_case(), ()).prompt.turns[0].text
    assert "# The ticket" not in text
    assert "# A flow" not in text
    assert "# What has happened" not in text
    assert "This is the first step." in text


def test_given_redaction_rules_when_written_then_what_they_match_is_nowhere() -> None:
    text = WRITER.write(rich_case(), ()).prompt.turns[0].text
    assert "078-05-1120" not in text
    assert "[redacted]" in text


def test_given_a_case_when_written_then_all_of_its_text_stands_between_markers_of_this_request() -> None:
    case = fresh_case(intake_text="MARKED-REPORT", ticket_context={"body": "MARKED-TICKET"})
    text = WRITER.write(case, ()).prompt.turns[0].text
    [nonce] = re.findall(r"nonce of this request is (\w+)", text)
    outside = re.sub(f'<untrusted nonce="{nonce}".*?</untrusted nonce="{nonce}">', "", text, flags=re.DOTALL)
    assert "MARKED" not in outside
    assert case.summary not in outside


def test_given_two_requests_when_written_then_the_instructions_are_the_same_and_the_nonces_differ() -> None:
    first, second = (WRITER.write(fresh_case(), ()).prompt for _ in range(2))
    assert first.system == second.system
    assert first.turns[0].text != second.turns[0].text
    assert first.version.startswith("role_v1+rules_v1+contract_v1+team_v1")


def test_given_links_in_the_evidence_when_written_then_their_hosts_are_known() -> None:
    assert WRITER.write(rich_case(), ()).known_hosts == {"mail.contoso.com", "portal.contoso.com"}
