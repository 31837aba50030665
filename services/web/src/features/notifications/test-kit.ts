import type { Notification, Preferences } from "@/features/notifications/api";

/** A notification that waits to be read, for tests. */
export function makeNotification(number: number, changes: Partial<Notification> = {}): Notification {
	return {
		id: `notification-${number}`,
		kind: "escalation_to_me",
		title: `Tomasz escalates case ${number} to you`,
		body: "I have no rights on the tenant",
		link: `/pilot/session-${number}`,
		session_id: `session-${number}`,
		created_at: `2026-11-20T09:00:${String(number).padStart(2, "0")}Z`,
		read_at: null,
		email_status: null,
		email_error: null,
		version: 1,
		...changes,
	};
}

export function makePreferences(changes: Partial<Preferences> = {}): Preferences {
	return {
		kinds: {
			escalation_to_me: { in_app: true, email: "at_once" },
			escalation_to_team: { in_app: true, email: "at_once" },
			proposal_pending: { in_app: true, email: "digest" },
			fix_waiting: { in_app: true, email: "digest" },
			push_failed: { in_app: true, email: "digest" },
			gap_found: { in_app: true, email: "digest" },
		},
		digest_hour: 7,
		time_zone: "Europe/Berlin",
		email: "maya@example.net",
		email_available: true,
		...changes,
	};
}
