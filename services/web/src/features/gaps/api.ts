import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { GapsSearch } from "@/features/gaps/filters";
import { filtersOf, standsAlike } from "@/features/gaps/model";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { fromTop } from "@/lib/from-top";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";

export type Gap = Schema["Gap"];

export const PAGE = 50;
const FLOWS = 8;
const TRIES = 3;
const BEHIND_MS = 250;

export const gapsQuery = (search: GapsSearch) =>
	infiniteQueryOptions({
		queryKey: [...keys.gaps, "list", search],
		queryFn: ({ pageParam: skip }) => {
			const query = { ...filtersOf(search), skip, limit: PAGE };
			return answer(api.GET("/api/v1/knowledge-gaps", { params: { query } }));
		},
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.length < PAGE ? undefined : pages.length * PAGE),
		placeholderData: (before) => before,
		...fromTop,
	});

export const gapQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.gaps, id],
		queryFn: () => answer(api.GET("/api/v1/knowledge-gaps/{gap}", { params: { path: { gap: id } } })),
	});

export type FlowChoice = Schema["FlowItem"];

/** Published flows by a part of their name. */
export const flowsQuery = (q: string) =>
	queryOptions({
		queryKey: [...keys.flows, "published", q],
		queryFn: () => {
			const query = { status: "published", q: q || undefined, limit: FLOWS } as const;
			return answer(api.GET("/api/v1/flows", { params: { query } }));
		},
		placeholderData: (before) => before,
	});

/** Each takes the key of its intention, and the gap as it was read: what somebody else changed meanwhile is not undone. */
export const send = {
	assign: (gap: Gap, user_id: string | null, key: string) =>
		asItStands(gap, (gap) =>
			answer(api.POST("/api/v1/knowledge-gaps/{gap}/assign", { ...to(gap, key), body: { user_id } })),
		),
	snooze: (gap: Gap, until: string, key: string) =>
		asItStands(gap, (gap) =>
			answer(api.POST("/api/v1/knowledge-gaps/{gap}/snooze", { ...to(gap, key), body: { until } })),
		),
	close: (gap: Gap, body: Schema["CloseGap"], key: string) =>
		asItStands(gap, (gap) => answer(api.POST("/api/v1/knowledge-gaps/{gap}/close", { ...to(gap, key), body }))),
	reopen: (gap: Gap, key: string) =>
		asItStands(gap, (gap) => answer(api.POST("/api/v1/knowledge-gaps/{gap}/reopen", to(gap, key)))),
	draftFlow: (gap: Gap, key: string) =>
		asItStands(gap, (gap) => answer(api.POST("/api/v1/knowledge-gaps/{gap}/draft-flow", to(gap, key)))),
};

/**
 * Where only its evidence was counted anew since it was read, the gap is read and the command sent once more: that may
 * come a few times in a row, and what is read may be behind what refused.
 */
async function asItStands(gap: Gap, act: (gap: Gap) => Promise<Gap>, tries = TRIES): Promise<Gap> {
	try {
		return await act(gap);
	} catch (error) {
		if (!isProblem(error, "changed") || tries === 0) throw error;
		if (tries < TRIES) await new Promise((resolve) => setTimeout(resolve, BEHIND_MS));
		const now = await answer(api.GET("/api/v1/knowledge-gaps/{gap}", { params: { path: { gap: gap.id } } }));
		if (!standsAlike(gap, now)) throw error;
		return asItStands(now, act, tries - 1);
	}
}

function to({ id, version }: Gap, key: string) {
	return { params: { path: { gap: id } }, headers: { ...idempotent(key), "if-match": `"${version}"` } };
}
