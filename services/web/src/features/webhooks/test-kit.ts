import type { Delivery, Endpoint } from "@/features/webhooks/api";

const AT = "2026-11-20T09:00:00Z";

/** An endpoint that hears of everything, for tests. */
export function makeEndpoint(changes: Partial<Endpoint> = {}): Endpoint {
	return {
		id: "endpoint-1",
		url: "https://hooks.example.net/rf",
		event_types: [],
		description: "Reporting",
		state: "enabled",
		disabled_reason: null,
		disabled_at: null,
		secret_rotated_at: AT,
		created_at: AT,
		updated_at: AT,
		version: 2,
		...changes,
	};
}

export function makeDelivery(number: number, changes: Partial<Delivery> = {}): Delivery {
	return {
		id: `delivery-${number}`,
		event_type: "session.resolved",
		event_id: `event-${number}`,
		session_id: null,
		status: "delivered",
		attempts: 1,
		last_status: 204,
		last_error: null,
		tries: [],
		next_at: null,
		created_at: AT,
		delivered_at: AT,
		...changes,
	};
}
