"""What becomes of a resolved session. Pure."""

from services.flywheel.analysis.events import Verdict
from services.flywheel.transcript import Transcript


def judge(session: Transcript, *, flow_gone: bool) -> Verdict:
    """Matched and left: the flow lacks something. Matched and followed: it is right. Otherwise there is none yet.

    A flow that was followed to its end without the problem being solved was not the right one.

    `flow_gone`: the flow that the session was matched with is published no more.
    """
    if session.flow is None:
        return "new_flow"
    if not session.divergences:
        return "new_flow" if session.outran else "auto_reinforced"
    return "new_flow" if flow_gone else "enhancement"
