import { type InfiniteData, infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { fromTop } from "@/lib/from-top";
import { onceEach } from "@/lib/pages";
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

const LISTS = [...keys.notifications, "list"];

export const notificationsQuery = (unread: boolean) =>
	infiniteQueryOptions({
		queryKey: [...LISTS, unread],
		queryFn: ({ pageParam: skip }) => list({ unread, skip, limit: PAGE }),
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.length < PAGE ? undefined : shownOf(pages, unread).length),
		...fromTop,
	});

/** Those that are in a list: of the unread ones, what was read since is not. */
export function shownOf(pages: readonly (readonly Notification[])[] | undefined, unread: boolean): Notification[] {
	return onceEach(pages).filter(({ read_at }) => !unread || read_at === null);
}

/** That they are read is shown at once, however far down they are. */
export function showRead(client: QueryClient, isMeant: (item: Notification) => boolean): void {
	const read_at = new Date().toISOString();
	client.setQueriesData<InfiniteData<Notification[]>>(
		{ queryKey: LISTS },
		(found) =>
			found && {
				...found,
				pages: found.pages.map((page) =>
					page.map((item) => (item.read_at === null && isMeant(item) ? { ...item, read_at } : item)),
				),
			},
	);
}

/** Another tab may have changed them: they are read whenever they are looked at. */
export const preferencesQuery = queryOptions({
	queryKey: ["notification-preferences"],
	staleTime: 0,
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
