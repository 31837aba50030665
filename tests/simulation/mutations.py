"""Fixes that can be taken out. Each stands for a race that the simulation must then find again."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Mutations:
    """What is broken in a run; nothing, unless a test says so."""

    projector_takes_any_later_position: bool = False
    relay_keeps_its_own_cursor: bool = False
    ack_comes_before_the_commit: bool = False
    floor_is_the_highest_ack: bool = False
    step_is_proposed_whatever_is_awaited: bool = False
    escalation_is_picked_up_whoever_has_it: bool = False
    outcome_is_documented_whenever_asked: bool = False
    append_ignores_the_expected_version: bool = False
    command_has_no_key: bool = False
    refusal_overlooks_the_command_s_success: bool = False


NONE = Mutations()
EACH = {item.name: Mutations(**{item.name: True}) for item in fields(Mutations)}
