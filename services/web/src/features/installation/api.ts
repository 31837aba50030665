import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/lib/api";

export type Consumer = Schema["Consumer"];
export type ReadModel = Schema["ReadModel"];
export type DeadLetter = Schema["DeadLetter"];

/** The live feed is of an account, and operators are of none: what they look at is read again and again. */
const AGAIN_MS = 5000;
const live = { refetchInterval: AGAIN_MS, staleTime: 0 } as const;

export const consumersQuery = queryOptions({
	queryKey: ["installation", "consumers"],
	queryFn: () => answer(api.GET("/api/v1/admin/consumers")),
	...live,
});

export const readModelsQuery = queryOptions({
	queryKey: ["installation", "projections"],
	queryFn: () => answer(api.GET("/api/v1/admin/projections")),
	...live,
});

export const deadLettersQuery = queryOptions({
	queryKey: ["installation", "dead-letters"],
	queryFn: () => answer(api.GET("/api/v1/admin/dead-letters")),
	...live,
});

/** What the gateway needs, part by part: "ok" or "away". */
export const readinessQuery = queryOptions({
	queryKey: ["installation", "ready"],
	queryFn: async (): Promise<Record<string, string>> => {
		const { data, error } = await api.GET("/readyz");
		return data ?? (error as unknown as Record<string, string>); // 503 says the same, of a part that is away
	},
	...live,
});

export const versionQuery = queryOptions({
	queryKey: ["installation", "version"],
	queryFn: () => answer(api.GET("/version")),
});
