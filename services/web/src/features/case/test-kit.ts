import type { BriefingContent, CaseDetail, Content, Fact, Fix, Step } from "@/features/case/types";

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
		answered_by: null,
		answered_by_name: null,
		script_generation_id: null,
		engine: "playbook",
		...changes,
	};
}

export const WORKED = { success: true, details: null, next_hint: null };
export const FAILED = { success: false, details: null, next_hint: null };

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
		awaiting_step: false,
		failure: null,
		match: null,
		max_steps: 30,
		account_id: "account-1",
		stage: "diagnosing",
		matched_flow_version: null,
		psa_connection_id: null,
		ticket_data: null,
		ticket: null,
		pushes: [],
		step_allowance: 30,
		step_owed: false,
		outcome: 0,
		documentation: null,
		documentation_markdown: null,
		documentation_version: null,
		analysis_status: null,
		total_input_tokens: 0,
		total_output_tokens: 0,
		state_version: steps.length,
		facts: [],
		suggested_fixes: [],
		fix_status: null,
		script_generations: [],
		closing_notes: [],
		escalation_reason: null,
		escalated_by_id: null,
		escalated_by_name: null,
		escalated_to_id: null,
		escalated_to_name: null,
		escalated_team_id: null,
		escalated_at: null,
		escalation_package: null,
		picked_up_by_id: null,
		picked_up_by_name: null,
		picked_up_at: null,
		handed_over: null,
		...changes,
	};
}

/** A fact that the engineer added, for tests. */
export function makeFact(number: number, changes: Partial<Fact> = {}): Fact {
	return {
		id: `fact-${number}`,
		text: `Fact ${number}`,
		source_type: "engineer",
		source_summary: null,
		step_id: null,
		created_at: `2026-11-20T09:0${number}:00Z`,
		created_by: "maya",
		updated_at: `2026-11-20T09:0${number}:00Z`,
		updated_by: "maya",
		deleted_at: null,
		history: [],
		...changes,
	};
}

/** A fix that was proposed, for tests. */
export function makeFix(number: number, changes: Partial<Fix> = {}): Fix {
	return {
		id: `fix-${number}`,
		title: `Fix ${number}`,
		description: `Do what fix ${number} says.`,
		confidence_pct: 80,
		status: "proposed",
		script: null,
		step_id: null,
		applied_at: null,
		verified_at: null,
		partial_notes: null,
		pending_reason: null,
		failure_reason: null,
		pending_since: null,
		reminded_at: null,
		superseded_at: null,
		undone_at: null,
		created_at: AT,
		created_by: null,
		updated_at: AT,
		...changes,
	};
}

export const BRIEFING: BriefingContent = {
	type: "briefing",
	text: "All of it in words.",
	escalated_by: "Maya Osei",
	escalation_reason: "I have no rights on the tenant.",
	problem: "Nobody can sign in.",
	steps: ["How many accounts? — One account", "Clear the queue — worked"],
	remaining_hypotheses: ["A conditional access policy"],
	suggested_next_steps: ["Read the sign-in log"],
	steps_ruled_out: ["A wrong password"],
	additional_context: null,
};

export function makeBriefing(order: number, changes: Partial<Step> = {}): Step {
	return makeStep(order, {
		step_type: "action",
		content: BRIEFING,
		options: [],
		allow_free_text: false,
		allow_skip: false,
		...changes,
	});
}
