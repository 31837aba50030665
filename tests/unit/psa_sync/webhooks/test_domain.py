"""The decider of a webhook endpoint."""

from datetime import timedelta
from typing import Any

import pytest

from services.psa_sync.webhooks.commands import (
    ChangeEndpoint,
    CreateEndpoint,
    DisableEndpoint,
    EnableEndpoint,
    EndpointChanges,
    EndpointCommand,
    RemoveEndpoint,
    RotateSecret,
    StopEndpoint,
)
from services.psa_sync.webhooks.domain import ENDPOINT_DECIDER, Secret, Subscribed
from services.psa_sync.webhooks.events import (
    EndpointChanged,
    EndpointDisabled,
    EndpointEnabled,
    EndpointRemoved,
    SecretRotated,
)
from shared.message import Actor
from shared.testing.decider_spec import DeciderSpec
from tests.unit.psa_sync.webhooks.examples import ADA, ADMIN, LEAD, NOW, OTTO, content, created

spec = DeciderSpec(ENDPOINT_DECIDER)
LATER = NOW + timedelta(hours=1)

ENABLE, DISABLE = EnableEndpoint(actor=ADMIN, at=LATER), DisableEndpoint(actor=ADMIN, at=LATER)
ROTATE, REMOVE = RotateSecret(actor=ADMIN, at=LATER), RemoveEndpoint(actor=ADMIN, at=LATER)
ASKED = EndpointDisabled(reason="asked", by=ADA, at=LATER)
FAILING = EndpointDisabled(reason="failing", by=None, at=LATER)
ENABLED, REMOVED = EndpointEnabled(by=ADA, at=LATER), EndpointRemoved(by=ADA, at=LATER)


def create(actor: Actor = ADMIN, **changes: Any) -> CreateEndpoint:
    return CreateEndpoint(actor=actor, at=NOW, endpoint=content(**changes))


def change(expected_version: int | None = None, **changes: Any) -> ChangeEndpoint:
    asked = EndpointChanges.model_validate(changes)
    return ChangeEndpoint(actor=ADMIN, at=LATER, expected_version=expected_version, changes=asked)


def test_given_nothing_when_an_endpoint_is_created_then_there_is_one() -> None:
    spec.given().when(create()).then(created())


def test_given_an_endpoint_when_it_is_created_again_then_nothing_happens() -> None:
    spec.given(created()).when(create()).then_nothing()


def test_given_an_endpoint_when_another_is_created_in_its_place_then_it_is_refused() -> None:
    spec.given(created()).when(create(url="https://other.example")).then_refused(409, "already_created")


def test_given_a_type_that_is_not_offered_when_created_then_it_is_refused_by_name() -> None:
    problem = (
        spec.given().when(create(event_types=("session.resolved", "nonsense"))).then_refused(422, "unknown_event_type")
    )
    assert problem.facts["event_types"] == ["nonsense"]


def test_given_the_test_type_when_subscribed_to_then_it_is_refused() -> None:
    spec.given().when(create(event_types=("endpoint.test",))).then_refused(422, "unknown_event_type")


@pytest.mark.parametrize("command", [create(LEAD), *(
    kind(actor=LEAD, at=LATER) for kind in (EnableEndpoint, DisableEndpoint, RotateSecret, RemoveEndpoint)
)])  # fmt: skip
def test_given_a_team_administrator_when_anything_is_asked_then_it_is_refused(command: EndpointCommand) -> None:
    spec.given(created()).when(command).then_refused(403, "not_an_admin")


@pytest.mark.parametrize("command", [ENABLE, DISABLE, ROTATE, REMOVE, change(url="https://x.example")])
@pytest.mark.parametrize("history", [(), (created(), REMOVED)])
def test_given_no_endpoint_or_one_removed_when_changed_then_there_is_none(
    command: EndpointCommand, history: tuple[Any, ...]
) -> None:
    spec.given(*history).when(command).then_refused(404, "unknown_endpoint")


def test_given_an_endpoint_when_changed_in_part_then_the_rest_stays() -> None:
    changed = EndpointChanged(endpoint=content(event_types=("push.failed",)), by=ADA, at=LATER)
    spec.given(created()).when(change(event_types=("push.failed",))).then(changed)


def test_given_an_endpoint_when_changed_to_what_it_is_then_nothing_happens() -> None:
    spec.given(created()).when(change(url=content().url)).then_nothing()


def test_given_somebody_was_faster_when_changed_then_it_is_refused_with_the_version() -> None:
    problem = spec.given(created(), ASKED).when(change(1, url="https://x.example")).then_refused(412, "changed")
    assert problem.facts["version"] == 2


def test_given_an_endpoint_when_it_fails_for_days_then_it_is_disabled_by_nobody() -> None:
    spec.given(created()).when(StopEndpoint(reason="failing", at=LATER)).then(FAILING)


@pytest.mark.parametrize("history", [(), (created(), ASKED), (created(), REMOVED)])
def test_given_nothing_is_sent_when_it_is_to_stop_then_nothing_happens(history: tuple[Any, ...]) -> None:
    spec.given(*history).when(StopEndpoint(reason="gone", at=LATER)).then_nothing()


def test_given_a_disabled_endpoint_when_enabled_twice_then_once() -> None:
    spec.given(created(), FAILING).when(ENABLE).then(ENABLED)
    spec.given(created(), FAILING, ENABLED).when(ENABLE).then_nothing()
    spec.given(created(), ASKED).when(DISABLE).then_nothing()


def test_given_a_disabled_endpoint_when_its_secret_is_rotated_then_it_is() -> None:
    spec.given(created(), ASKED).when(ROTATE).then(SecretRotated(by=ADA, at=LATER))


def test_given_a_history_when_folded_then_state_secret_and_beginning_follow() -> None:
    rotated = SecretRotated(by=OTTO, at=LATER)
    state = ENDPOINT_DECIDER.fold([created(), rotated, FAILING, EndpointEnabled(by=ADA, at=LATER)])
    assert state == Subscribed(content(), "active", Secret(1, OTTO, LATER), LATER, 4)
