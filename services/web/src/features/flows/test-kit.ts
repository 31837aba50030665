import { PRINTER } from "@/features/flow-canvas/test-kit";
import type { Flow } from "@/features/flows/api";

/** A flow that was published once, for tests. */
export function makeFlow(changes: Partial<Flow> = {}): Flow {
	return {
		id: "flow-1",
		account_id: "account-1",
		name: "Printer",
		description: "When it does not print.",
		problem_domain: "printing",
		category: null,
		tags: [],
		match_keywords: ["printer"],
		status: "published",
		origin: "manual",
		source_session_id: null,
		flow_version: 1,
		has_draft_changes: false,
		success_rate: 0.8,
		last_matched_at: null,
		created_at: "2026-11-20T09:00:00Z",
		updated_at: "2026-11-20T09:00:00Z",
		updated_by: "lead",
		version: 3,
		tree_structure: PRINTER as unknown as Flow["tree_structure"],
		...changes,
	};
}
