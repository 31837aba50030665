import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Connection = Schema["Connection"];
export type ConnectionItem = Schema["ConnectionItem"];
export type Provider = Connection["provider"];
export type NoteKind = Connection["push"]["note_kind"];
export type PushSettings = Schema["PushSettings"];
export type Changes = Schema["ConnectionChanges"];
export type Mapped = Schema["MappedUser"];
export type PsaMember = Schema["PsaMember"];
export type Members = Schema["Members"];
export type Options = Schema["Options"];
/** Keys of a PSA, by name. They are sent, and kept nowhere. */
export type Keys = Readonly<Record<string, string>>;

/** The connections as everybody may know them. */
export const connectionItemsQuery = queryOptions({
	queryKey: [...keys.connections, "items"],
	queryFn: () => answer(api.GET("/api/v1/psa/connections")) as Promise<ConnectionItem[]>,
});

/** The connections as an administrator sees them. */
export const connectionsQuery = queryOptions({
	queryKey: [...keys.connections, "all"],
	queryFn: () => answer(api.GET("/api/v1/psa/connections")) as Promise<Connection[]>,
});

export const connectionQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.connections, id],
		queryFn: () => answer(api.GET("/api/v1/psa/connections/{connection}", at(id))),
	});

/** What the PSA offers to choose from. Not below the connection's key: the PSA is asked, and not at every event. */
export const optionsQuery = (id: string) =>
	queryOptions({
		queryKey: ["psa-options", id],
		queryFn: () => answer(api.GET("/api/v1/psa/connections/{connection}/options", at(id))),
		staleTime: 5 * 60_000,
	});

export const membersKey = (id: string) => ["psa-members", id] as const;

export const membersQuery = (id: string) =>
	queryOptions({
		queryKey: membersKey(id),
		queryFn: () => answer(api.GET("/api/v1/psa/connections/{connection}/members", at(id))),
		staleTime: 5 * 60_000,
	});

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const send = {
	add: (body: Schema["NewConnection"], key: string) =>
		answer(api.POST("/api/v1/psa/connections", { headers: idempotent(key), body })),
	/** `version` is the one that was read: what somebody else changed meanwhile is not overwritten. */
	change: (id: string, body: Changes, version: number, key: string) =>
		answer(
			api.PATCH("/api/v1/psa/connections/{connection}", {
				...at(id),
				headers: { ...idempotent(key), "if-match": `"${version}"` },
				body,
			}),
		),
	rotate: (id: string, credentials: Keys, key: string) =>
		answer(api.PUT("/api/v1/psa/connections/{connection}/credentials", { ...to(id, key), body: { credentials } })),
	test: (id: string, key: string) => answer(api.POST("/api/v1/psa/connections/{connection}/test", to(id, key))),
	pause: (id: string, key: string) => answer(api.POST("/api/v1/psa/connections/{connection}/pause", to(id, key))),
	resume: (id: string, key: string) => answer(api.POST("/api/v1/psa/connections/{connection}/resume", to(id, key))),
	remove: (id: string, key: string) => answer(api.DELETE("/api/v1/psa/connections/{connection}", to(id, key))),
	registerCallbacks: (id: string, key: string) =>
		answer(api.POST("/api/v1/psa/connections/{connection}/callbacks", to(id, key))),
	mapMember: (id: string, user_id: string, member_id: string | null, key: string) =>
		answer(
			api.PUT("/api/v1/psa/connections/{connection}/members", {
				...to(id, key),
				body: { members: [{ user_id, member_id }] },
			}),
		),
	matchMembers: (id: string, key: string) =>
		answer(api.POST("/api/v1/psa/connections/{connection}/members/match", to(id, key))),
};

function at(connection: string) {
	return { params: { path: { connection } } };
}

function to(connection: string, key: string) {
	return { ...at(connection), headers: idempotent(key) };
}
