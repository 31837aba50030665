"""Whether the flywheel has looked at a case."""

import orjson

from services.gateway.projections.case_parts import Document, check_version
from shared.envelope import StoredEvent


def fold_analysis(case: Document, event: StoredEvent) -> None:
    """Fold an opened event: a case that stands resolved is to be analysed, until its end was; that may have failed."""
    match event.type:
        case "session_resolved":
            case["analysis_status"] = "pending"
        case "session_reopened":
            case["analysis_status"] = None
        case "session_analysed" | "analysis_failed":
            check_version(event)
            if orjson.loads(event.data)["outcome"] == case["outcome"] and case["status"] == "resolved":
                case["analysis_status"] = "completed" if event.type == "session_analysed" else "failed"
