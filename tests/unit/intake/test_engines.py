"""Which engine classifies, and what stands in for it."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.intake.engines import Engines
from services.intake.events import ClientPolicy, Usage
from services.intake.ports import (
    Classification,
    ClassificationFailed,
    ClassificationInput,
    ClassifierUnavailable,
)
from tests.unit.intake.examples import ACCOUNT, LOG, SCREENSHOT, SESSION, TICKET, case_received
from tests.unit.llm.planting import RULES, found, texts

TEXT = "Call Jane on 555-0100: Outlook keeps asking for the password"
KNOWN = ClassificationInput(ACCOUNT, SESSION, TEXT, "log of 555-0100", ticket_context={"notes": ["555-0100", 4]})
USAGE = Usage(model="small", input_tokens=10, output_tokens=2, cost_usd="0.000010", latency_ms=5, calls=3)
BY_PLAYBOOK = Classification("Outlook asks", "email", "medium", "playbook")
BY_MODEL = Classification("Outlook asks again", "email", "low", "claude", usage=USAGE)


@dataclass
class Scripted:
    """A classifier that answers, or fails, as told, and remembers what it was shown."""

    answer: Classification | Exception
    shown: list[ClassificationInput] = field(default_factory=list)

    async def classify(self, case: ClassificationInput) -> Classification:
        self.shown.append(case)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


async def test_given_no_model_when_classified_then_the_playbook_does_it() -> None:
    assert await Engines(Scripted(BY_PLAYBOOK)).classify(case_received(), KNOWN) == (BY_PLAYBOOK, False)


async def test_given_a_model_when_classified_then_it_does_it() -> None:
    playbook = Scripted(BY_PLAYBOOK)
    assert await Engines(playbook, Scripted(BY_MODEL)).classify(case_received(), KNOWN) == (BY_MODEL, False)
    assert playbook.shown == []


async def test_given_a_client_without_models_when_classified_then_no_model_sees_the_case() -> None:
    model = Scripted(BY_MODEL)
    case = case_received(client_policy=ClientPolicy(no_model=True))
    engines = Engines(Scripted(BY_PLAYBOOK), model)
    assert not engines.asks_model(case)
    assert await engines.classify(case, KNOWN) == (BY_PLAYBOOK, False)
    assert model.shown == []


async def test_given_redactions_when_a_model_is_asked_then_it_sees_every_text_redacted() -> None:
    model = Scripted(BY_MODEL)
    case = case_received(client_policy=ClientPolicy(redactions=[r"\d{3}-\d{4}", "(?i)jane"]))
    await Engines(Scripted(BY_PLAYBOOK), model).classify(case, KNOWN)
    (shown,) = model.shown
    assert shown.text == "Call [redacted] on [redacted]: Outlook keeps asking for the password"
    assert shown.log_excerpt == "log of [redacted]"
    assert shown.ticket_context == {"notes": ["[redacted]", 4]}


@given(context=st.dictionaries(texts(), texts() | st.lists(texts(), max_size=3), max_size=4))
async def test_given_any_ticket_with_secrets_when_a_model_is_asked_then_it_sees_none(context: dict[str, Any]) -> None:
    model = Scripted(BY_MODEL)
    case = case_received(client_policy=ClientPolicy(redactions=list(RULES)))
    await Engines(Scripted(BY_PLAYBOOK), model).classify(case, replace(KNOWN, ticket_context=context))
    (shown,) = model.shown
    assert not found(str(shown.ticket_context))


async def test_given_a_model_that_is_away_when_classified_then_the_playbook_stands_in() -> None:
    engines = Engines(Scripted(BY_PLAYBOOK), Scripted(ClassifierUnavailable("overloaded", USAGE)))
    found, fallback = await engines.classify(case_received(), KNOWN)
    assert fallback
    assert (found.engine, found.summary, found.usage) == ("playbook", "Outlook asks", USAGE)


async def test_given_a_model_without_a_usable_answer_when_classified_then_the_first_words_stand() -> None:
    engines = Engines(Scripted(BY_PLAYBOOK), Scripted(ClassificationFailed("refused", USAGE)))
    found = await engines.classify(case_received(text="x" * 300), KNOWN)
    assert found == (Classification("x" * 120, "other", "medium", "claude", usage=USAGE), True)


async def test_given_a_playbook_that_fails_when_classified_then_the_case_goes_on_by_what_it_brought() -> None:
    engines = Engines(Scripted(ClassificationFailed("nothing to read")))
    cases = {
        "ERROR Netlogon 5719": case_received(text=None, intake_type="log_paste", log=LOG),
        "Ticket 4711": case_received(text=None, intake_type="psa_ticket", ticket=TICKET),
        "Screenshot without a description": case_received(text=None, screenshots=[SCREENSHOT]),
    }
    for summary, case in cases.items():
        found, fallback = await engines.classify(case, KNOWN)
        assert (found.summary, found.domain, found.urgency, fallback) == (summary, "other", "medium", True)
