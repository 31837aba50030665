import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Notification = Schema["Notification"];
export type Kind = Notification["kind"];
export type Preferences = Schema["Preferences"];
export type NewPreferences = Schema["NewPreferences"];
export type EmailMode = Schema["Choice"]["email"];

const PAGE = 50;
const NEWEST = 6;

/** How many wait to be read. */
export const unreadQuery = queryOptions({
	queryKey: [...keys.notifications, "unread"],
	queryFn: async () => (await answer(api.GET("/api/v1/notifications/unread"))).count,
});

/** The newest, read or not: what the bell opens, there before it is opened. */
export const newestQuery = queryOptions({
	queryKey: [...keys.notifications, "newest"],
	queryFn: () => list({ limit: NEWEST }),
});

export const notificationsQuery = (unread: boolean) =>
	infiniteQueryOptions({
		queryKey: [...keys.notifications, "list", unread],
		queryFn: ({ pageParam: skip }) => list({ unread, skip, limit: PAGE }),
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.length < PAGE ? undefined : pages.length * PAGE),
	});

export const preferencesQuery = queryOptions({
	queryKey: ["notification-preferences"],
	queryFn: () => answer(api.GET("/api/v1/notifications/preferences")),
});

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const send = {
	read: (notification: string, key: string) =>
		answer(
			api.POST("/api/v1/notifications/{notification}/read", {
				params: { path: { notification } },
				headers: idempotent(key),
			}),
		),
	/** Up to the newest that was seen: what came after it stays unread. */
	readAll: (until: string, key: string) =>
		answer(api.POST("/api/v1/notifications/read-all", { headers: idempotent(key), body: { until } })),
	prefer: (body: NewPreferences) => answer(api.PUT("/api/v1/notifications/preferences", { body })),
};

function list(query: { unread?: boolean; skip?: number; limit: number }): Promise<Notification[]> {
	return answer(api.GET("/api/v1/notifications", { params: { query } }));
}
