"""The fixed names of the API, as existing clients know them. Anything may be added, nothing renamed."""

STARTED = {
    "session_id", "status", "confidence_tier", "problem_summary", "problem_domain", "matched_flow_id",
    "matched_flow_name", "match_score", "psa_context_status", "first_step",
}  # fmt: skip
STEP = {
    "step_id", "step_order", "step_type", "content", "context_message", "options", "allow_free_text", "allow_skip",
    "confidence_tier", "confidence_score", "selected_option", "free_text_input", "was_free_text", "was_skipped",
    "action_result", "created_at", "responded_at", "confidence_at_step", "script_generation_id", "engine",
}  # fmt: skip
OPTION = {"label", "value", "followup_hint"}
CONTENT = {"text", "type"}
ACTION_CONTENT = CONTENT | {"action_type", "expected_outcome"}
SUGGESTION_CONTENT = CONTENT | {"resolution_summary", "follow_up_recommendations"}
STEP_TYPES = {"question", "action", "script_generation", "verification", "info_request", "note", "intake_analysis"}
RESPONDED = {
    "session_id", "status", "confidence_tier", "confidence_score", "next_step", "resolution_suggested",
    "resolution_summary",
}  # fmt: skip
CLOSED = {
    "session_id", "status", "documentation", "psa_push_status", "psa_push_error", "member_mapping_warning",
}  # fmt: skip
DOCUMENTATION = {
    "problem_summary", "problem_domain", "intake_summary", "diagnostic_steps", "resolution_summary",
    "escalation_reason", "total_steps", "duration_display", "generated_at",
}  # fmt: skip
DOCUMENTED_STEP = {"step_number", "step_type", "description", "engineer_response", "outcome"}
ITEM = {
    "id", "status", "intake_type", "problem_summary", "problem_domain", "confidence_tier", "step_count",
    "session_rating", "created_at", "updated_at", "resolved_at",
}  # fmt: skip
DETAIL = ITEM | {
    "title", "user_id", "account_id", "team_id", "client_id", "intake_content", "matched_flow_id",
    "matched_flow_name", "match_score", "psa_ticket_id", "psa_connection_id", "ticket_data", "resolution_summary",
    "resolution_action", "escalation_reason", "escalated_to_id", "escalation_package", "session_feedback",
    "analysis_status", "total_input_tokens", "total_output_tokens", "state_version", "version", "revision", "facts",
    "suggested_fixes", "script_generations", "steps",
}  # fmt: skip
FACT = {"id", "text", "source_type", "source_summary", "created_at", "deleted_at"}
FIX = {
    "id", "title", "description", "confidence_pct", "status", "applied_at", "verified_at", "partial_notes",
    "pending_reason", "failure_reason", "superseded_at", "undone_at",
}  # fmt: skip
ESCALATION_PACKAGE = {
    "original_user_id", "problem_summary", "problem_domain", "intake_content", "confidence_at_escalation",
    "steps_tried", "escalation_reason", "remaining_hypotheses", "suggested_next_steps", "steps_ruled_out",
    "picked_up_by", "picked_up_at",
}  # fmt: skip
STEP_TRIED = {"step_type", "description", "response", "action_result"}
SIGNED_IN = {"access_token", "refresh_token", "expires_in", "user"}
FLOW = {
    "name", "description", "problem_domain", "category", "tags", "match_keywords", "status", "origin",
    "source_session_id", "success_rate", "last_matched_at", "tree_structure",
}  # fmt: skip
FLOW_MATCH = {"flow_id", "flow_name", "score", "reasons"}
