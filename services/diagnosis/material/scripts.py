"""Scripts that were made from a template for a session."""

from services.diagnosis import access
from services.diagnosis.limits import Limits
from services.diagnosis.material.commands import RecordScript, RecordScriptResult
from services.diagnosis.material.events import ScriptGenerated
from services.diagnosis.material.state import Material, Script
from services.diagnosis.state import State, open_step
from shared.errors import IllegalState, NotFound


def record(command: RecordScript, state: State, limits: Limits) -> list[ScriptGenerated]:
    """Record that a script was handed out; quiet when it was recorded."""
    session = access.live(access.own(command, state), "scripts")
    material = session.case.material
    if command.generation_id in material.scripts:
        return []
    if len(material.scripts) >= limits.scripts:
        raise IllegalState("script_limit", f"A session makes at most {limits.scripts} scripts.", limit=limits.scripts)
    if command.fix_id is not None and command.fix_id not in material.fixes:
        raise NotFound("unknown_fix", "This session has no such fix.")
    step = open_step(session)
    asked_for = step is not None and step.shape == "action" and step.template_id == command.template_id
    said = command.model_dump(exclude={"actor", "expected_version"})
    return [ScriptGenerated(**said, step_id=step.step_id if step and asked_for else None, by=command.by)]


def unreported(command: RecordScriptResult, material: Material) -> Script | None:
    """The script, if its result is news; None when exactly this one was reported.

    Raises:
        Problem: there is no such script, or another result was reported.
    """
    script = material.scripts.get(command.generation_id)
    if script is None:
        raise NotFound("unknown_script", "This session has no such script.")
    if script.result == (command.success, command.details or None):
        return None
    if script.result is not None:
        raise IllegalState("result_recorded", "The result of this script was reported; generate it once more.")
    return script
