import type { CaseDetail, Content, Step } from "@/features/case/types";

const AT = "2026-11-20T09:00:00Z";

/** A question with two options, for tests; `changes` make it another step. */
export function makeStep(order: number, changes: Partial<Step> = {}): Step {
	return {
		step_id: `step-${order}`,
		step_order: order,
		step_type: "question",
		content: { type: "question", text: `Question ${order}?` },
		context_message: null,
		options: [
			{ label: "One account", value: "one", followup_hint: null },
			{ label: "Many accounts", value: "many", followup_hint: "An attack, until proven otherwise" },
		],
		allow_free_text: true,
		allow_skip: true,
		confidence_tier: "guided",
		confidence_score: 0.9,
		confidence_at_step: 0.9,
		selected_option: null,
		free_text_input: null,
		was_free_text: false,
		was_skipped: false,
		action_result: null,
		created_at: AT,
		responded_at: null,
		script_generation_id: null,
		engine: "playbook",
		...changes,
	};
}

export const ACTION: Content = {
	type: "action",
	text: "Clear the queue: stop the spooler.\nThen start it.",
	action_type: "instruction",
	expected_outcome: null,
	template_id: null,
	pre_filled_params: null,
	instructions: null,
};

export const SUGGESTION: Content = {
	type: "resolution_suggestion",
	text: "Replace the battery.",
	resolution_summary: "Caused by a swollen battery, fixed by replacing it.",
	follow_up_recommendations: [],
};

export function makeAction(order: number, changes: Partial<Step> = {}): Step {
	return makeStep(order, { content: ACTION, options: [], allow_free_text: false, ...changes });
}

export function makeSuggestion(order: number, changes: Partial<Step> = {}): Step {
	return makeStep(order, {
		content: SUGGESTION,
		options: [],
		allow_free_text: false,
		allow_skip: false,
		...changes,
	});
}

/** An active case with these steps, for tests. */
export function makeCase(steps: Step[], changes: Partial<CaseDetail> = {}): CaseDetail {
	return {
		id: "case-1",
		status: "active",
		intake_type: "free_text",
		title: "Account locked",
		problem_summary: "Account locked",
		problem_domain: "active_directory",
		urgency: "medium",
		confidence_tier: "guided",
		confidence_score: 0.9,
		step_count: steps.length,
		session_rating: null,
		user_id: "maya",
		user_name: "Maya Osei",
		team_id: null,
		client_id: null,
		matched_flow_id: null,
		matched_flow_name: null,
		psa_ticket_id: null,
		created_at: AT,
		updated_at: AT,
		resolved_at: null,
		version: 3,
		revision: 6,
		resolution_summary: null,
		resolution_action: null,
		session_feedback: null,
		match_score: null,
		psa_context_status: null,
		intake_content: null,
		steps,
		symptoms: [],
		stage: "diagnosing",
		awaiting_step: false,
		failure: null,
		match: null,
		max_steps: 30,
		...changes,
	};
}
