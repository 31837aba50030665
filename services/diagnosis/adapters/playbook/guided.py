"""A place in a flow, put into words as a step."""

import re
from dataclasses import dataclass

from contracts.places import END
from services.diagnosis.adapters.playbook import sureness
from services.diagnosis.adapters.playbook.scripts import script_of
from services.diagnosis.adapters.playbook.tree import Node, Tree, parse
from services.diagnosis.adapters.playbook.walk import Manner, Place, Walk, walk
from services.diagnosis.events import FlowGuide, Option
from services.diagnosis.known import OfferedScript
from services.diagnosis.nearest import NONE_OF_THESE
from services.diagnosis.ports import Action, CaseView, Question, ResolutionSuggestion

_EXPECT = re.compile(r"\s*\bExpect(?:ed)?(?: result| outcome)?:\s*", re.IGNORECASE)
_CAUSE_AND_FIX = re.compile(
    r"Cause:\s*(?P<cause>.+?)\s*Fix:\s*(?P<fix>.+?)(?:(?<=[.;])\s*(?P<confirm>Confirm\b.+))?",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Here:
    """What the wording of a step may draw on."""

    flow: FlowGuide
    walk: Walk
    sure: float
    scripts: tuple[OfferedScript, ...]


def next_on_flow(case: CaseView, tree: Tree | None = None) -> Question | Action | ResolutionSuggestion | None:
    """The next step of the case's flow; None when there is no flow, or nothing left in it. See `walk_of` for `tree`."""
    so_far = walk_of(case, tree)
    if case.flow is None or so_far is None or so_far.place is None:
        return None
    steps = [step for step in case.steps if step.order >= (case.adopted_before or 0)]
    chosen = case.adopted_before is not None
    here = Here(case.flow, so_far, sureness.on_flow(case.flow.score, steps, chosen=chosen), case.offered_scripts)
    return _put(here, so_far.place)


def walk_of(case: CaseView, tree: Tree | None = None) -> Walk | None:
    """How far the session has come in the flow that guides it; what was answered while it guided before counts too.

    `tree` is the flow's, where somebody has read it already.
    """
    if case.flow is None:
        return None
    return walk(tree or parse(case.flow.tree), (step for step in case.steps if step.flow_id == case.flow.id))


def cause_of(node: Node) -> str:
    """The cause that a solution names; its name where it names none."""
    parts = _CAUSE_AND_FIX.fullmatch(node.description or "")
    return parts["cause"].rstrip(".") if parts else node.name


def _put(here: Here, place: Place) -> Question | Action | ResolutionSuggestion:
    if place.end or place.node.type == "solution":
        return _suggestion(here, place)
    if place.node.type == "action":
        return _action(here, place.node)
    return _question(here, place.node, place.manner)


def _question(here: Here, node: Node, manner: Manner) -> Question:
    rest = manner == "rest"
    branches = here.walk.untried(node) if rest else node.options
    options = [Option(label=branch.label, value=branch.id) for branch in branches]
    if rest:
        options.append(Option(label="None of these fits", value=NONE_OF_THESE))
    return Question(
        text=_asked(here, node, manner),
        why=_why_asked(here, node, manner),
        options=tuple(options),
        confidence=here.sure,
        node_id=node.id,
    )


def _asked(here: Here, node: Node, manner: Manner) -> str:
    question = node.question or node.name
    match manner:
        case "first":
            return question
        case "clarify":
            return f"Which of these comes closest to what you found? {question}"
        case "again":
            return f"Now, after “{_name_of(here.walk.last_action)}”: {question}"
        case "rest":
            tried = here.walk.tried.get(node.id, set())
            led_nowhere = ", ".join(f"“{option.label}”" for option in node.options if option.id in tried)
            return f"{led_nowhere} has not led to the cause. Look again: {question}"


def _why_asked(here: Here, node: Node, manner: Manner) -> str:
    if manner == "rest":
        return "That branch is exhausted, so the earlier answer is worth a second look before leaving the flow."
    if manner == "clarify":
        return "Your note is kept. The flow goes on differently for each of these answers."
    leads = [here.walk.tree.get(option.next_node_id) for option in node.options]
    names = dict.fromkeys(lead.name.rstrip(".") for lead in leads if lead is not None)
    reason = f"The answer tells which way to go: {_ended('; '.join(names))}"
    return f"{node.help_text}\n\n{reason}" if node.help_text else reason


def _action(here: Here, node: Node) -> Action:
    text, expected = _split(node.description or node.name)
    script = script_of(node, here.scripts)
    return Action(
        text=f"{node.title}: {text}" if node.title and node.title not in text else text,
        kind="script_generation" if script else "verification" if expected else "instruction",
        expected_outcome=expected,
        template_id=script.template_id if script else None,
        pre_filled_params=script.parameters if script else None,
        why=_why_done(here, node),
        confidence=here.sure,
        node_id=node.id,
    )


def _why_done(here: Here, node: Node) -> str:
    following = here.walk.tree.get(node.next_node_id)
    because = _because(here)
    if following is None:
        return f"{because}This is the last step of “{here.flow.name}” on this branch."
    if following.type == "solution":
        return f"{because}If it works, this is it: {_ended(following.name)}"
    return f"{because}It prepares what comes next: {_ended(following.name)}"


def _because(here: Here) -> str:
    path = here.walk.path()
    return f"You found “{path[-1][1].label}”. " if path else ""


def _suggestion(here: Here, place: Place) -> ResolutionSuggestion:
    node = place.node
    description = node.description or node.name
    parts = _CAUSE_AND_FIX.fullmatch(description)
    confirm = parts["confirm"] if parts else None
    script = script_of(node, here.scripts)
    return ResolutionSuggestion(
        title=node.title or None,
        summary=f"{node.title}: {description}" if node.title and node.title != description else description,
        resolution_summary=_sentence(parts["cause"], parts["fix"]) if parts else _plain(here, place, description),
        follow_up_recommendations=(confirm.strip(),) if confirm else (),
        template_id=script.template_id if script else None,
        pre_filled_params=script.parameters if script else None,
        why=f"The answers so far lead to this end of the flow “{here.flow.name}”.",
        confidence=sureness.at_solution(here.sure),
        node_id=node.id + END if place.end else node.id,
    )


def _plain(here: Here, place: Place, description: str) -> str:
    """For a node that does not name cause and fix: what was found last, and the node itself."""
    path = here.walk.path()
    found = path[-1][1].label if path else here.flow.name
    return _sentence(found if place.end else place.node.name, description)


def _sentence(cause: str, fix: str) -> str:
    return f"Caused by: {cause.rstrip('.')}. Fixed by: {fix.rstrip('.')}."


def _split(description: str) -> tuple[str, str | None]:
    found = _EXPECT.search(description)
    if found is None:
        return description, None
    return description[: found.start()].strip(), description[found.end() :].strip() or None


def _ended(text: str) -> str:
    return text if text.endswith("?") else f"{text.rstrip('.')}."


def _name_of(node: Node | None) -> str:
    return node.name if node else ""
