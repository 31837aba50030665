"""The decider of a flow."""

import pytest

from services.matching.commands import ArchiveFlow, DraftFlow, FlowCommand, ImportFlow, PublishFlow, ReviseFlow
from services.matching.domain import FLOW
from services.matching.events import FlowArchived, FlowDrafted, FlowPublished, FlowRevised
from shared.testing.decider_spec import DeciderSpec
from tests.unit.matching.examples import ENGINEER, LEAD, content, tree

SPEC = DeciderSpec(FLOW)
FIRST = dict(content())
SECOND = dict(content(name="Printer offline after a move"))
BROKEN = dict(content(tree_structure=tree(question="")))
DRAFTED = FlowDrafted(**FIRST)
PUBLISHED = FlowPublished(**FIRST, flow_version=1)


def test_given_nothing_when_drafted_then_it_is_written() -> None:
    SPEC.given().when(DraftFlow(**FIRST, actor=LEAD)).then(DRAFTED)


def test_given_an_unfinished_tree_when_drafted_then_it_is_kept() -> None:
    SPEC.given().when(DraftFlow(**BROKEN, actor=LEAD)).then(FlowDrafted(**BROKEN))


def test_given_a_draft_when_drafted_again_then_it_is_refused() -> None:
    SPEC.given(DRAFTED).when(DraftFlow(**FIRST, actor=LEAD)).then_refused(409, "already_drafted")


def test_given_a_draft_when_published_then_cases_get_its_text_as_version_one() -> None:
    SPEC.given(DRAFTED).when(PublishFlow(actor=LEAD)).then(PUBLISHED)


def test_given_a_draft_with_faults_when_published_then_each_fault_is_named() -> None:
    refusal = SPEC.given(FlowDrafted(**BROKEN)).when(PublishFlow(actor=LEAD)).then_refused(422, "flow_invalid")
    assert [fault["code"] for fault in refusal.facts["faults"]] == ["no_question"]


def test_given_a_published_flow_when_published_again_then_nothing_happens() -> None:
    SPEC.given(DRAFTED, PUBLISHED).when(PublishFlow(actor=LEAD)).then_nothing()


def test_given_a_published_flow_when_revised_and_published_then_the_version_goes_up() -> None:
    revised = FlowRevised(**SECOND)
    SPEC.given(DRAFTED, PUBLISHED).when(ReviseFlow(**SECOND, actor=LEAD)).then(revised)
    SPEC.given(DRAFTED, PUBLISHED, revised).when(PublishFlow(actor=LEAD)).then(FlowPublished(**SECOND, flow_version=2))


def test_given_a_flow_when_revised_to_the_same_then_nothing_happens() -> None:
    SPEC.given(DRAFTED).when(ReviseFlow(**FIRST, actor=LEAD)).then_nothing()


def test_given_two_editors_when_the_second_revises_an_older_version_then_he_is_told() -> None:
    revise = ReviseFlow(**SECOND, actor=LEAD, expected_version=1)
    SPEC.given(DRAFTED, FlowRevised(**dict(content(name="Other")))).when(revise).then_refused(412, "changed")


def test_given_a_flow_when_archived_then_it_is_put_away_once() -> None:
    SPEC.given(DRAFTED, PUBLISHED).when(ArchiveFlow(actor=LEAD)).then(FlowArchived())
    SPEC.given(DRAFTED, PUBLISHED, FlowArchived()).when(ArchiveFlow(actor=LEAD)).then_nothing()


def test_given_an_archived_flow_when_published_then_it_is_refused() -> None:
    SPEC.given(DRAFTED, FlowArchived()).when(PublishFlow(actor=LEAD)).then_refused(409, "archived")


@pytest.mark.parametrize("command", [ReviseFlow(**FIRST, actor=LEAD), PublishFlow(actor=LEAD), ArchiveFlow(actor=LEAD)])
def test_given_nothing_when_a_flow_is_changed_then_it_is_unknown(command: FlowCommand) -> None:
    SPEC.given().when(command).then_refused(404, "unknown_flow")


def test_given_an_engineer_when_he_edits_then_he_is_refused() -> None:
    SPEC.given().when(DraftFlow(**FIRST, actor=ENGINEER)).then_refused(403, "not_an_editor")


def test_given_an_import_when_it_comes_twice_then_it_is_written_and_published_once() -> None:
    command = ImportFlow(**FIRST, actor=LEAD, publish=True)
    SPEC.given().when(command).then(DRAFTED, PUBLISHED)
    SPEC.given(DRAFTED, PUBLISHED).when(command).then_nothing()


def test_given_an_import_of_a_draft_when_imported_then_it_is_not_published() -> None:
    SPEC.given().when(ImportFlow(**BROKEN, actor=LEAD, publish=False)).then(FlowDrafted(**BROKEN))
