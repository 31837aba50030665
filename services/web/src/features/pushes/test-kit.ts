import type { Push } from "@/features/pushes/api";

const AT = "2026-11-20T09:00:00Z";

/** A resolution note that stands in its ticket, for tests. */
export function makePush(changes: Partial<Push> = {}): Push {
	return {
		id: "case-1-1",
		outcome: 1,
		kind: "resolution_note",
		connection_id: "psa-1",
		ticket_id: "48213",
		ticket_ref: "CW #48213",
		note_kind: "internal",
		ticket_status: null,
		status: "succeeded",
		attempts: 1,
		last_error: null,
		last_error_code: null,
		next_try_at: null,
		note_id: "77",
		time_entry_id: null,
		status_set: false,
		found: false,
		warning: null,
		late_duplicates: [],
		member_warning: null,
		requested_at: AT,
		updated_at: AT,
		version: 3,
		...changes,
	};
}
