import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ReviewQuery } from "@/features/review/filters";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type ProposalItem = Schema["ProposalItem"];
export type Proposal = Schema["Proposal"];
export type Effects = Schema["UndoEffects"];
export type Publish = Schema["PublishProposal"];

export const PAGE = 50;

/** The queue, page by page. */
export const proposalsQuery = (query: ReviewQuery) =>
	infiniteQueryOptions({
		queryKey: [...keys.proposals, "list", query],
		queryFn: ({ pageParam, signal }): Promise<ProposalItem[]> => {
			const params = { query: { ...query, skip: pageParam, limit: PAGE } };
			return answer(api.GET("/api/v1/flow-proposals", { params, signal }));
		},
		initialPageParam: 0,
		getNextPageParam: (last, pages) => (last.length < PAGE ? null : pages.length * PAGE),
		placeholderData: keepPreviousData,
	});

export const proposalQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.proposals, id],
		queryFn: (): Promise<Proposal> =>
			answer(api.GET("/api/v1/flow-proposals/{proposal}", { params: { path: { proposal: id } } })),
	});

/** What undoing the approval would do, asked anew each time. */
export const effectsQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.proposals, id, "undo"],
		queryFn: (): Promise<Effects> =>
			answer(api.GET("/api/v1/flow-proposals/{proposal}/undo", { params: { path: { proposal: id } } })),
		gcTime: 0,
	});

/** Each takes the key of its intention and the version that the reviewer decides on. */
export const send = {
	approve: (on: Reviewed, key: string) => answer(api.POST("/api/v1/flow-proposals/{proposal}/approve", to(on, key))),
	publish: (on: Reviewed, body: Publish, key: string) =>
		answer(api.POST("/api/v1/flow-proposals/{proposal}/publish", { ...to(on, key), body })),
	dismiss: (on: Reviewed, key: string) => answer(api.POST("/api/v1/flow-proposals/{proposal}/dismiss", to(on, key))),
	reject: (on: Reviewed, reason: string, key: string) =>
		answer(api.POST("/api/v1/flow-proposals/{proposal}/reject", { ...to(on, key), body: { reason } })),
	reopen: (on: Reviewed, key: string) => answer(api.POST("/api/v1/flow-proposals/{proposal}/reopen", to(on, key))),
	undo: (on: Reviewed, key: string) => answer(api.POST("/api/v1/flow-proposals/{proposal}/undo", to(on, key))),
} as const;

/** What is decided on. */
export type Reviewed = Pick<Proposal, "id" | "version">;

function to({ id, version }: Reviewed, key: string) {
	return { params: { path: { proposal: id } }, headers: { ...idempotent(key), "if-match": `"${version}"` } };
}
