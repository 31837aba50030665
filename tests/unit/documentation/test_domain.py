"""Each closing is told once, and an engineer's words go before a draft."""

from uuid import UUID

from services.documentation.commands import Drafted, EditNote, KeepDraft, WriteDocumentation, WriteNote
from services.documentation.compose import compose
from services.documentation.domain import DOCUMENT_DECIDER, MOST_EDITS
from services.documentation.events import DocumentationWritten, NoteDrafted, NoteEdited, NoteWritten, Usage
from services.documentation.session import session_of
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


BY = UUID(int=9)
USAGE = Usage(
    model="small", input_tokens=9, output_tokens=1, cache_read_tokens=0, cache_write_tokens=0, cost_usd="0.1",
    latency_ms=5, calls=1,
)  # fmt: skip
DRAFT = Drafted(markdown="## Problem", engine="claude", usage=USAGE, prompt_version="note_v1", prompt_blob="b1")


def keep(state: int = 3, force: bool = False) -> KeepDraft:
    return KeepDraft(at=WRITTEN_AT, kind="resolution_note", state_version=state, draft=DRAFT, force=force)


def drafted(state: int = 3) -> NoteDrafted:
    return NoteDrafted(kind="resolution_note", state_version=state, at=WRITTEN_AT, **dict(DRAFT))


def edit(markdown: str = "Mine.", state: int = 3, outcome: int = 0) -> EditNote:
    return EditNote(
        at=WRITTEN_AT, outcome=outcome, kind="resolution_note", state_version=state, markdown=markdown, by=BY
    )


def edited(markdown: str = "Mine.", state: int = 3) -> NoteEdited:
    return NoteEdited(kind="resolution_note", state_version=state, markdown=markdown, by=BY, at=WRITTEN_AT)


def end(outcome: int = 1, state: int = 3) -> WriteNote:
    return WriteNote(at=WRITTEN_AT, outcome=outcome, kind="resolution_note", state_version=state, draft=DRAFT)


def ended(outcome: int = 1, markdown: str = "## Problem", state: int = 3, is_edited: bool = False) -> NoteWritten:
    return NoteWritten(
        outcome=outcome, kind="resolution_note", state_version=state, edited=is_edited, at=WRITTEN_AT,
        **dict(DRAFT) | {"markdown": markdown},
    )  # fmt: skip


def test_given_no_draft_when_one_comes_then_it_is_kept_whole() -> None:
    spec.given().when(keep()).then(drafted())


def test_given_a_draft_of_the_state_when_another_comes_then_the_first_stands_unless_it_is_forced() -> None:
    spec.given(drafted()).when(keep()).then_nothing()
    spec.given(edited()).when(keep()).then_nothing()
    spec.given(drafted()).when(keep(force=True)).then(drafted())
    spec.given(drafted(2)).when(keep()).then(drafted())


def test_given_a_document_when_edited_then_the_words_are_kept_and_the_same_again_are_not() -> None:
    spec.given(drafted()).when(edit()).then(edited())
    spec.given(drafted(), edited()).when(edit()).then_nothing()
    spec.given(drafted()).when(edit("## Problem")).then_nothing()
    spec.given(edited(state=2)).when(edit()).then(edited())


def test_given_a_closing_that_the_engineer_has_not_seen_when_they_edit_then_nothing_seems_kept() -> None:
    spec.given(drafted(), ended()).when(edit()).then_refused(409, "note_written")
    spec.given(drafted(), ended()).when(edit(outcome=1)).then(edited())
    spec.given(drafted(), ended()).when(edit(state=4)).then(edited(state=4))
    spec.given(drafted(), edited(), ended(markdown="Mine.", is_edited=True)).when(edit()).then_nothing()


def test_given_as_many_edits_as_are_kept_when_one_more_comes_then_the_limit_is_named() -> None:
    edits = [edited(f"Word {number}") for number in range(MOST_EDITS)]
    spec.given(*edits[1:]).when(edit()).then(edited())
    refusal = spec.given(*edits).when(edit()).then_refused(409, "edit_limit")
    assert refusal.facts["limit"] == MOST_EDITS
    spec.given(*edits).when(edit(state=4)).then(edited(state=4))


def test_given_an_edit_of_the_state_when_the_case_ends_then_it_is_the_document() -> None:
    spec.given(drafted(), edited()).when(end()).then(ended(markdown="Mine.", is_edited=True))


def test_given_no_edit_that_stands_when_the_case_ends_then_the_draft_is_the_document() -> None:
    spec.given().when(end()).then(ended())
    spec.given(edited(state=2)).when(end()).then(ended())
    spec.given(edited(), drafted()).when(end()).then(ended())


def test_given_a_closing_with_its_document_when_another_comes_then_nothing_happens() -> None:
    spec.given(ended()).when(end()).then_nothing()
    spec.given(ended()).when(end(2)).then(ended(2))


def test_given_an_edit_when_a_later_state_or_draft_takes_its_place_then_it_is_not_lost() -> None:
    fold = DOCUMENT_DECIDER.fold
    assert fold([edited()]).superseded_edit("resolution_note", 3) is None
    assert fold([edited()]).superseded_edit("resolution_note", 4) == edited()
    assert fold([edited(), drafted()]).superseded_edit("resolution_note", 3) == edited()
    assert fold([edited()]).superseded_edit("escalation_package", 4) is None
