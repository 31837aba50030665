import type { Gap } from "@/features/gaps/api";

const AT = "2026-11-20T09:00:00Z";

/** A gap that no flow covers, for tests. */
export function makeGap(changes: Partial<Gap> = {}): Gap {
	return {
		id: "gap-1",
		account_id: "account-1",
		kind: "uncovered",
		title: "Scanner sends no mail, error 5.7.57",
		problem_domain: "email",
		flow_id: null,
		flow_name: null,
		node_id: null,
		keywords: ["scanner", "5.7.57"],
		severity: "high",
		evidence: { sessions: 14, affected: 14, share: 1, period_days: 30, details: {} },
		example_session_ids: ["session-1", "session-2"],
		status: "open",
		assigned_to: null,
		snoozed_until: null,
		closed_reason: null,
		closed_by_flow_id: null,
		closed_note: null,
		drafted_flow_id: null,
		drafting: false,
		draft_error: null,
		found_at: AT,
		updated_at: AT,
		version: 3,
		...changes,
	};
}
