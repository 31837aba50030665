"""The decider of a script template."""

from typing import Any

import pytest

from services.documentation.scripts.commands import (
    ActivateTemplate,
    CreateTemplate,
    DeactivateTemplate,
    ReviseTemplate,
    ScriptCommand,
    TemplateChanges,
)
from services.documentation.scripts.domain import script_decider
from services.documentation.scripts.events import (
    TemplateActivated,
    TemplateContent,
    TemplateCreated,
    TemplateDeactivated,
    TemplateRevised,
)
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec
from tests.unit.documentation.scripts.examples import (
    ADMIN,
    ENGINEER,
    LEAD,
    LIMITS,
    NOW,
    OTHER_LEAD,
    OTHER_TEAM,
    TEAM,
    template,
)

spec = DeciderSpec(script_decider(LIMITS))
OURS, THEIRS, ALL_S = template(team_id=TEAM), template(team_id=OTHER_TEAM), template()


def created(content: TemplateContent = ALL_S, by: Actor = LEAD) -> TemplateCreated:
    return TemplateCreated(template=content, by=_id(by), at=NOW)


def create(content: TemplateContent = ALL_S, actor: Actor = LEAD) -> CreateTemplate:
    return CreateTemplate(actor=actor, at=NOW, template=content)


def revise(actor: Actor = LEAD, expected_version: int | None = None, **changes: Any) -> ReviseTemplate:
    return ReviseTemplate(
        actor=actor, at=NOW, expected_version=expected_version, changes=TemplateChanges.model_validate(changes)
    )


def _id(actor: Actor) -> Any:
    return actor.user_id


DEACTIVATED = TemplateDeactivated(by=_id(LEAD), at=NOW)
ACTIVATED = TemplateActivated(by=_id(LEAD), at=NOW)
ACTIVATE = ActivateTemplate(actor=LEAD, at=NOW)
DEACTIVATE = DeactivateTemplate(actor=LEAD, at=NOW)


def test_given_nothing_when_a_template_is_written_then_there_is_one() -> None:
    spec.given().when(create()).then(created())


def test_given_a_template_when_it_is_written_again_then_nothing_happens() -> None:
    spec.given(created()).when(create()).then_nothing()


def test_given_a_template_when_another_is_written_in_its_place_then_it_is_refused() -> None:
    spec.given(created()).when(create(template(name="Other"))).then_refused(409, "already_written")


def test_given_a_template_with_a_fault_when_written_then_it_is_refused_with_place_and_line() -> None:
    problem = spec.given().when(create(template("\necho '{{ service }}'"))).then_refused(422, "template_invalid")
    [fault] = problem.facts["faults"]
    assert (fault["where"], fault["code"], fault["line"]) == ("body", "not_an_argument", 2)


def test_given_a_template_when_revised_in_part_then_the_rest_stays_and_its_version_counts_on() -> None:
    revised = spec.given(created()).when(revise(ADMIN, name="Start a service", team_id=TEAM))
    revised.then(
        TemplateRevised(
            template_version=2, template=template(name="Start a service", team_id=TEAM), by=_id(ADMIN), at=NOW
        )
    )


def test_given_a_template_when_revised_to_what_it_says_then_nothing_happens() -> None:
    spec.given(created()).when(revise(name=ALL_S.name)).then_nothing()


def test_given_a_template_when_revised_with_a_fault_then_it_is_refused() -> None:
    spec.given(created()).when(revise(body="sudo {{ service }}")).then_refused(422, "template_invalid")


def test_given_a_template_when_revised_as_of_an_older_version_then_it_is_refused_with_the_present_one() -> None:
    problem = spec.given(created(), DEACTIVATED).when(revise(expected_version=1, name="x"))
    assert problem.then_refused(412, "changed").facts == {"version": 2}


def test_given_a_template_when_taken_out_and_back_then_each_is_told_once() -> None:
    spec.given(created()).when(ACTIVATE).then_nothing()
    spec.given(created()).when(DEACTIVATE).then(DEACTIVATED)
    spec.given(created(), DEACTIVATED).when(DEACTIVATE).then_nothing()
    spec.given(created(), DEACTIVATED).when(ACTIVATE).then(ACTIVATED)


def test_given_a_template_that_is_not_offered_when_revised_then_it_stays_so() -> None:
    revised = TemplateRevised(template_version=2, template=template(name="x"), by=_id(LEAD), at=NOW)
    spec.given(created(), DEACTIVATED, revised).when(DEACTIVATE).then_nothing()


@pytest.mark.parametrize("command", [revise(name="x"), ACTIVATE, DEACTIVATE], ids=["revise", "activate", "deactivate"])
def test_given_nothing_when_a_template_is_changed_then_there_is_none(command: ScriptCommand) -> None:
    spec.given().when(command).then_refused(404, "unknown_template")


@pytest.mark.parametrize("actor", [ENGINEER, ENGINEER.model_copy(update={"role": "viewer"}), Actor(account_id=TEAM)])
def test_given_anybody_else_when_templates_are_edited_then_it_is_refused(actor: Actor) -> None:
    spec.given().when(create(actor=actor)).then_refused(403, "not_an_editor")
    spec.given(created()).when(revise(actor, name="x")).then_refused(403, "not_an_editor")
    for kind in (ActivateTemplate, DeactivateTemplate):
        spec.given(created()).when(kind(actor=actor, at=NOW)).then_refused(403, "not_an_editor")


def test_given_team_administrators_when_they_edit_then_their_team_s_and_everybody_s_are_theirs() -> None:
    spec.given(created(OURS)).when(revise(OTHER_LEAD, name="x")).then_refused(403, "other_team")
    spec.given().when(create(THEIRS)).then_refused(403, "other_team")
    spec.given(created()).when(revise(LEAD, team_id=OTHER_TEAM)).then_refused(403, "other_team")
    assert spec.given(created()).when(revise(OTHER_LEAD, name="x")).events
    assert spec.given(created(THEIRS)).when(revise(ADMIN, name="x", team_id=TEAM)).events


def test_given_everybody_s_template_when_a_team_administrator_takes_it_for_the_team_then_it_is_refused() -> None:
    spec.given(created()).when(revise(LEAD, team_id=TEAM)).then_refused(403, "account_wide")
    assert spec.given(created()).when(revise(ADMIN, team_id=TEAM)).events
    assert spec.given(created(OURS)).when(revise(LEAD, team_id=None)).events
