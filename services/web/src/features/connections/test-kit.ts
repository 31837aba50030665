import type { Connection, ConnectionItem, Mapped, PsaMember } from "@/features/connections/api";

const AT = "2026-11-20T09:00:00Z";

/** A connection with ConnectWise that works, for tests. */
export function makeConnection(changes: Partial<Connection> = {}): Connection {
	return {
		id: "psa-1",
		provider: "connectwise",
		name: "ConnectWise",
		state: "active",
		push: { note_kind: "internal", time_entry: false, status_on_resolve: null, status_on_escalate: null },
		base_url: "https://na.myconnectwise.net",
		company: "northwind",
		watched_boards: [],
		pause_reason: null,
		last_test: { ok: true, code: null, at: AT },
		credentials_set: true,
		credentials_rotated_at: AT,
		callbacks: { registered: false, url: "https://rf.example.net/api/v1/bridge/psa/token" },
		mapped_members: 1,
		created_at: AT,
		updated_at: AT,
		version: 4,
		...changes,
	};
}

/** The same as an engineer sees it, for tests. */
export function makeItem(changes: Partial<ConnectionItem> = {}): ConnectionItem {
	const { id, provider, name, state, push } = makeConnection();
	return { id, provider, name, state, push, ...changes };
}

export function makeMapped(number: number, changes: Partial<Mapped> = {}): Mapped {
	return {
		user_id: `user-${number}`,
		user_name: `Person ${String(number).padStart(3, "0")}`,
		email: `person${number}@example.net`,
		member_id: `member-${number}`,
		member_name: `Member ${number}`,
		how: "email",
		...changes,
	};
}

export function makeMember(number: number, changes: Partial<PsaMember> = {}): PsaMember {
	return {
		id: `member-${number}`,
		name: `Member ${number}`,
		email: `member${number}@example.net`,
		active: true,
		...changes,
	};
}
