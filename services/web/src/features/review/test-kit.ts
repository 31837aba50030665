import type { FlowNode } from "@/features/flow-canvas/tree";
import type { Flow, PublishedFlow } from "@/features/flows/api";
import type { Effects, Proposal } from "@/features/review/api";
import { MAYA } from "@/test/render";

const AT = "2026-11-20T09:00:00Z";

/** Lena, who leads Maya's team. */
export const LENA = { ...MAYA, id: "lena", name: "Lena Ruiz", role: "team_admin" } as const;

/** One question with two ends. */
export const TREE: FlowNode = {
	id: "root",
	type: "decision",
	question: "Is the lamp on?",
	options: [
		{ id: "yes", label: "Yes", next_node_id: "belt" },
		{ id: "no", label: "No", next_node_id: "fuse" },
	],
	children: [
		{ id: "belt", type: "solution", title: "Tighten the belt" },
		{ id: "fuse", type: "solution", title: "Change the fuse" },
	],
};

/** A new flow that waits, for tests; `changes` make it another proposal. */
export function makeProposal(changes: Partial<Proposal> = {}): Proposal {
	return {
		id: "proposal-1",
		account_id: "account-1",
		proposal_type: "new_flow",
		title: "Loom prints PICKFAULT",
		description: "When the loom prints PICKFAULT.",
		problem_domain: "hardware",
		status: "pending",
		confidence_score: 0.45,
		source_session_id: "case-1",
		supporting_session_ids: ["case-1"],
		supporting_session_count: 1,
		contradicting_session_ids: [],
		target_flow_id: null,
		target_flow_version: null,
		engine: "playbook",
		publication: null,
		publication_error: null,
		published_flow_id: null,
		published_flow_version: null,
		decided_by: null,
		decided_at: null,
		supporting_since_decision: 0,
		reject_reason: null,
		created_at: AT,
		updated_at: AT,
		version: 3,
		proposed_flow_data: { tree_structure: TREE, match_keywords: ["PICKFAULT", "loom"] },
		proposed_diff: null,
		...changes,
	};
}

const ADDED = { id: "hums", label: "It hums", next_node_id: "new-1" };
const NODE = { id: "new-1", type: "solution", title: "Oil the bearing", attach_after_node_id: "root" };
const DIFF = { new_nodes: [NODE], modified_options: [{ node_id: "root", add_option: ADDED }] };

/** A change of `makeFlow()` that waits. */
export function makeChange(changes: Partial<Proposal> = {}): Proposal {
	return makeProposal({
		proposal_type: "enhancement",
		title: "Enhancement: It hums",
		target_flow_id: "flow-1",
		target_flow_version: 2,
		proposed_flow_data: DIFF,
		proposed_diff: { ...DIFF, diff_description: "Adds the answer “It hums”." },
		...changes,
	});
}

export function makeFlow(changes: Partial<Flow> = {}): Flow {
	return {
		...makePublished(),
		account_id: "account-1",
		status: "published",
		has_draft_changes: false,
		success_rate: null,
		last_matched_at: null,
		created_at: AT,
		updated_at: AT,
		updated_by: null,
		version: 4,
		...changes,
	};
}

export function makePublished(changes: Partial<PublishedFlow> = {}): PublishedFlow {
	return {
		id: "flow-1",
		flow_version: 2,
		published_at: AT,
		published_by: null,
		name: "Loom stands still",
		origin: "manual",
		description: "",
		problem_domain: "hardware",
		category: null,
		tags: [],
		match_keywords: ["loom"],
		source_session_id: null,
		tree_structure: TREE as unknown as PublishedFlow["tree_structure"],
		...changes,
	};
}

export function makeEffects(changes: Partial<Effects> = {}): Effects {
	return {
		action: "archive",
		flow_id: "flow-9",
		flow_name: "Loom prints PICKFAULT",
		flow_version: 1,
		restored_version: null,
		edited_since: false,
		already_archived: false,
		sessions_led: 0,
		refused: null,
		...changes,
	};
}
