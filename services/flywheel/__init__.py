"""Makes flows of resolved sessions, and tells what the flow library lacks."""

SERVICE = "flywheel"
