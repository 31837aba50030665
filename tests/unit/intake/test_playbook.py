"""Classification without a model, with the real embedder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.intake.adapters.playbook import DOMAINS, PlaybookClassifier, keyword_prior
from services.intake.ports import ClassificationFailed, ClassificationInput
from shared.embedding import MiniLMEmbedder
from tests.unit.intake.examples import ACCOUNT, SESSION

TICKETS = {
    "active_directory": "Her Windows logon is refused, the account gets locked as soon as we unlock it in ADUC",
    "networking": "Home office staff lose the tunnel to headquarters several times a day",
    "m365": "A red cross on the cloud icon, files from the shared library are not synchronised",
    "hardware": "Notebook is dead after a fall, no light when charging",
    "endpoint": "Windows patches cannot be installed on this machine, it rolls back at every restart",
    "virtualization": "The host ran out of space because of an old snapshot of the SQL guest, all guests paused",
    "security": "She opened an attachment and now a pop-up asks to pay to get the documents back",
    "backup": "Nightly job to the NAS ended with an error and there is no restore point since Tuesday",
    "email": "A supplier's messages bounce with 550 5.1.10 recipient not found",
    "printing": "Documents stay in the queue of the copier and never come out",
    "cloud": "Our server in Azure cannot be reached since it was restarted from the portal",
    "other": "The bookkeeping program reports a database error when posting invoices",
}


@pytest.fixture(scope="module")
def classifier() -> Iterator[PlaybookClassifier]:
    embedder = MiniLMEmbedder()
    yield PlaybookClassifier(embedder)
    embedder.close()


def case(text: str | None, log_excerpt: str | None = None) -> ClassificationInput:
    return ClassificationInput(ACCOUNT, SESSION, text, log_excerpt)


@pytest.mark.parametrize(("domain", "text"), TICKETS.items(), ids=TICKETS)
async def test_given_a_ticket_when_classified_then_its_domain_is_found(
    classifier: PlaybookClassifier, domain: str, text: str
) -> None:
    assert await classifier.domain_of(text) == domain


async def test_given_a_ticket_when_classified_then_every_field_is_filled(classifier: PlaybookClassifier) -> None:
    found = await classifier.classify(case("Hi,\nOutlook keeps asking for the password. The CEO is affected."))
    assert found.summary == "Outlook keeps asking for the password."
    assert (found.domain, found.urgency, found.engine) == ("email", "high", "playbook")
    assert found.symptoms == ["Outlook keeps asking for the password."]
    assert (found.usage, found.model) == (None, None)


async def test_given_only_a_log_when_classified_then_its_error_lines_decide(classifier: PlaybookClassifier) -> None:
    found = await classifier.classify(case(None, "INFO ok\nERROR VSS writer in failed state, backup aborted\n"))
    assert (found.domain, found.summary) == ("backup", "VSS writer in failed state, backup aborted")


async def test_given_gibberish_when_classified_then_it_belongs_nowhere(classifier: PlaybookClassifier) -> None:
    assert await classifier.domain_of("asdf qwer uiop") == "other"


async def test_given_no_words_when_classified_then_that_fails(classifier: PlaybookClassifier) -> None:
    with pytest.raises(ClassificationFailed):
        await classifier.classify(case(None))


async def test_given_no_weights_when_classified_then_that_fails_and_warming_does_not(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"not the weights")
    embedder = MiniLMEmbedder(tmp_path)
    broken = PlaybookClassifier(embedder)
    await broken.warm()
    with pytest.raises(ClassificationFailed):
        await broken.classify(case("Outlook is slow"))
    embedder.close()


def test_given_words_of_two_domains_when_weighed_then_the_stronger_leads_and_the_sum_stays_under_one() -> None:
    prior = keyword_prior("The Hyper-V host shows a driver warning")
    assert DOMAINS[int(prior.argmax())] == "virtualization"
    assert 0 < prior.sum() < 1


def test_given_a_keyword_inside_another_word_when_weighed_then_it_does_not_count() -> None:
    assert not keyword_prior("a vocational course about excellence").any()
