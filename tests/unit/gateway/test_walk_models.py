"""What the editor may say of a walk is what diagnosis offers."""

import pytest
from pydantic import ValidationError

from services.diagnosis.adapters.playbook.tree import parse
from services.gateway.routes.flow_models import WalkFlow

LONGEST = "n" * 100


def test_given_an_option_without_an_id_at_a_node_with_the_longest_when_it_is_chosen_then_the_answer_is_taken() -> None:
    options = [{"label": "Yes", "next_node_id": "end"}, {"label": "No", "next_node_id": "end"}]
    tree = {"id": LONGEST, "type": "decision", "question": "Well?", "options": options}

    for option in parse(tree).root.options:
        body = {"tree_structure": tree, "answers": [{"step_id": LONGEST, "selected_option": option.id}]}
        assert WalkFlow.model_validate(body).answers[0].selected_option == option.id


def test_given_an_option_that_no_step_can_have_offered_when_it_is_chosen_then_it_is_refused() -> None:
    with pytest.raises(ValidationError):
        WalkFlow.model_validate({"tree_structure": {}, "answers": [{"selected_option": "n" * 121}]})
