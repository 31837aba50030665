import { queryOptions } from "@tanstack/react-query";
import type { Outcome } from "@/features/fixes/model";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

/** How many pending fixes the page shows at most. */
export const PAGE = 100;

/** A fix that waits to be verified, with its case. */
export type PendingFix = Schema["FixOfSession"];
export type NewFix = Schema["SuggestFix"];

export const pendingFixesQuery = (mine: boolean) =>
	queryOptions({
		queryKey: [...keys.fixes, mine],
		queryFn: () => {
			const query = { status: "applied_pending", mine, limit: PAGE } as const;
			return answer(api.GET("/api/v1/suggested-fixes", { params: { query } }));
		},
	});

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const sendFix = {
	suggest: (session: string, body: NewFix, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/suggested-fixes", {
				params: { path: { session } },
				headers: idempotent(key),
				body,
			}),
		),
	record: (session: string, fix: string, outcome: Outcome, notes: string | null, key: string) =>
		answer(
			api.PATCH("/api/v1/ai-sessions/{session}/suggested-fixes/{fix}/outcome", {
				params: { path: { session, fix } },
				headers: idempotent(key),
				body: { outcome, notes },
			}),
		),
};
