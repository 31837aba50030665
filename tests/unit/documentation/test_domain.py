"""Each closing is documented once."""

from services.documentation.commands import WriteDocumentation
from services.documentation.compose import compose, session_of
from services.documentation.domain import DOCUMENT_DECIDER
from services.documentation.events import DocumentationWritten
from shared.testing.decider_spec import DeciderSpec
from tests.unit.documentation.examples import WRITTEN_AT, resolved, started

spec = DeciderSpec(DOCUMENT_DECIDER)
DOCUMENTATION = compose(session_of([started(), resolved()]), WRITTEN_AT)


def write(outcome: int = 1) -> WriteDocumentation:
    return WriteDocumentation(outcome=outcome, session_version=9, documentation=DOCUMENTATION, markdown="# VPN\n")


def written(outcome: int = 1) -> DocumentationWritten:
    return DocumentationWritten(outcome=outcome, session_version=9, documentation=DOCUMENTATION, markdown="# VPN\n")


def test_given_an_undocumented_outcome_when_written_then_it_is_kept() -> None:
    spec.given().when(write()).then(written())


def test_given_a_documented_outcome_when_written_again_then_nothing_happens() -> None:
    spec.given(written()).when(write()).then_nothing()


def test_given_a_documented_outcome_when_the_next_is_written_then_it_is_kept_too() -> None:
    spec.given(written()).when(write(2)).then(written(2))
