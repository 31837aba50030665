"""What a model is shown of a session, by source. Pure."""

import json
from collections.abc import Iterator

from services.flywheel.ports import FlowRequest
from services.flywheel.transcript import Told


def evidence(request: FlowRequest) -> dict[str, str]:
    """The problem, the steps with what came of them, the solution, and the flow that was left."""
    session = request.session
    parts = {"steps": "\n\n".join(_step(number, told) for number, told in enumerate(session.steps, 1))}
    if session.started:
        problem = [session.started.summary, *session.started.symptoms, session.started.intake.text or ""]
        parts = {"problem": "\n".join(part for part in problem if part.strip()), **parts}
    resolved = session.resolutions[request.source.outcome]
    parts["solution"] = "\n".join(part for part in (resolved.resolution_summary, resolved.resolution_action) if part)
    if request.target:
        parts["flow"] = json.dumps(request.target.text.tree_structure, ensure_ascii=False)
    return {source: text for source, text in parts.items() if text.strip()}


def _step(number: int, told: Told) -> str:
    return "\n".join(_lines(number, told))


def _lines(number: int, told: Told) -> Iterator[str]:
    node = f" [node {told.step.node_id}]" if told.step.node_id else ""
    yield f"{number}. {told.kind}{node}: {told.step.content.text}"
    if told.step.options:
        yield f"   offered: {' | '.join(option.label for option in told.step.options)}"
    if told.answer is None or told.answer.was_skipped:
        yield "   skipped"
        return
    if told.said:
        yield f"   answered{' in own words' if told.diverged else ''}: {told.said}"
    if result := told.answer.action_result:
        yield f"   {'it worked' if result.success else 'it did not work'}: {result.details or ''}"
