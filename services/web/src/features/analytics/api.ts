import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { operations } from "@/api/schema";
import type { askedOf } from "@/features/analytics/model/drill";
import type { Breakdown, Interval, Scope } from "@/features/analytics/model/search";
import { answer, api, type Schema } from "@/lib/api";
import { fromTop } from "@/lib/from-top";
import { isProblem } from "@/lib/problem";

export type Figure = Schema["Figure"];
export type Summary = Schema["Summary"];
export type BreakdownRow = Schema["BreakdownRow"];
export type TrendPoint = Schema["TrendPoint"];
export type TierRow = Schema["TierRow"];
export type TierComparison = Schema["TierComparison"];
export type CoveragePoint = Schema["CoveragePoint"];
export type ProposalRow = Schema["ProposalRow"];
export type CountedSession = Schema["CountedSession"];
/** Which table is wanted as a file, with what it is asked with. */
export type Exported = NonNullable<operations["export_api_v1_analytics_export_csv_get"]["parameters"]["query"]>;

/** The key of every figure: what happens makes all of them old. */
export const analyticsKey = ["analytics"] as const;

const PAGE = 50;
/** A rebuild is no event: while it runs, how far it is is read again after this. */
const WATCH_MS = 2000;

/** Until the figures are counted for the first time there are none; it is looked again after this. */
const BUILDING = "analytics_building";
const BUILDING_MS = 5000;

/** What was shown stays, faded, until what is asked for now is there. */
const kept = { placeholderData: keepPreviousData } as const;

export const summaryQuery = (query: Scope) =>
	queryOptions({
		queryKey: [...analyticsKey, "summary", query],
		queryFn: ({ signal }) =>
			answer(api.GET("/api/v1/analytics/summary", { params: { query }, signal })).catch(asBuilding),
		refetchInterval: ({ state }) => (state.data === "building" ? BUILDING_MS : false),
		...kept,
	});

/** That they are being counted is what is found, not a failure: it stays until something else is found. */
function asBuilding(error: unknown): "building" {
	if (isProblem(error, BUILDING)) return "building";
	throw error;
}

export const breakdownQuery = (by: Breakdown, scope: Scope) => {
	const query = { by, ...scope };
	return queryOptions({
		queryKey: [...analyticsKey, "breakdown", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/breakdown", { params: { query }, signal })),
		...kept,
	});
};

export const trendQuery = (interval: Interval, scope: Scope) => {
	const query = { interval, ...scope };
	return queryOptions({
		queryKey: [...analyticsKey, "trend", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/trend", { params: { query }, signal })),
		...kept,
	});
};

export const tiersQuery = (query: Scope) =>
	queryOptions({
		queryKey: [...analyticsKey, "tiers", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/tiers", { params: { query }, signal })),
		...kept,
	});

export const pushesQuery = (query: Scope) =>
	queryOptions({
		queryKey: [...analyticsKey, "pushes", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/pushes", { params: { query }, signal })),
		...kept,
	});

export const flywheelQuery = (interval: Interval, scope: Scope) => {
	const query = { interval, ...scope };
	return queryOptions({
		queryKey: [...analyticsKey, "flywheel", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/flywheel", { params: { query }, signal })),
		...kept,
	});
};

export const modelsQuery = (query: Scope) =>
	queryOptions({
		queryKey: [...analyticsKey, "models", query],
		queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/models", { params: { query }, signal })),
		...kept,
	});

export const gapsQuery = queryOptions({
	queryKey: [...analyticsKey, "gaps"],
	queryFn: ({ signal }) => answer(api.GET("/api/v1/analytics/gaps", { signal })),
});

export const statusQuery = queryOptions({
	queryKey: [...analyticsKey, "status"],
	queryFn: async ({ signal }) => {
		const call = api.GET("/api/v1/analytics/status", { signal });
		const status = await answer(call);
		return { ...status, asked_at: timeIn((await call).response) };
	},
	refetchInterval: ({ state }) => (state.data?.rebuilding ? WATCH_MS : false),
});

/** When the server answered by its own clock, in milliseconds; null where the answer does not say. */
function timeIn({ headers }: Response): number | null {
	const time = Date.parse(headers.get("date") ?? "");
	return Number.isNaN(time) ? null : time;
}

/** The sessions behind a number, the newest first. */
export const behindQuery = (asked: ReturnType<typeof askedOf>) =>
	infiniteQueryOptions({
		queryKey: [...analyticsKey, "sessions", asked],
		queryFn: ({ pageParam, signal }) => {
			const query = { ...asked, skip: pageParam, limit: PAGE };
			return answer(api.GET("/api/v1/analytics/sessions", { params: { query }, signal }));
		},
		initialPageParam: 0,
		getNextPageParam: ({ total }, pages) => {
			const read = pages.reduce((sum, { sessions }) => sum + sessions.length, 0);
			return read < total && pages.at(-1)?.sessions.length ? read : undefined;
		},
		...kept,
		...fromTop,
	});

/** Names a row behind a number: a session is there once for each of its notes where these are what is counted. */
export function keyOf({ id, push_id }: CountedSession): string {
	return `${id} ${push_id ?? ""}`;
}

/** A table as a file, with the name that the server gives it. */
export async function readCsv(query: Exported): Promise<{ name: string; content: Blob }> {
	const call = api.GET("/api/v1/analytics/export.csv", { params: { query }, parseAs: "blob" });
	const content = await answer(call as Promise<{ data?: Blob; error?: unknown; response: Response }>);
	const named = (await call).response.headers.get("content-disposition")?.match(/filename="([^"]+)"/)?.[1];
	return { name: named ?? `analytics-${query.table}.csv`, content };
}
