import { queryOptions } from "@tanstack/react-query";
import type { Answer } from "@/features/case/model/answer";
import type { CaseDetail, Documentation } from "@/features/case/types";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

const PAST_MS = 30_000;

export const caseQuery = (id: string) =>
	queryOptions({
		queryKey: keys.case(id),
		queryFn: () => read(id),
	});

/** The case as it stood at a revision: that never changes. */
export const pastCaseQuery = (id: string, revision: number) =>
	queryOptions({
		queryKey: ["case-at", id, revision],
		queryFn: () => read(id, revision),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: PAST_MS,
	});

function read(id: string, revision?: number): Promise<CaseDetail> {
	const params = { path: { session: id }, query: { at_version: revision } };
	return answer(api.GET("/api/v1/ai-sessions/{session}", { params }));
}

/** What happened up to a revision, one entry an event. */
export const historyQuery = (id: string, revision: number) =>
	queryOptions({
		queryKey: ["case-history", id, revision],
		queryFn: () => answer(api.GET("/api/v1/ai-sessions/{session}/history", { params: { path: { session: id } } })),
		staleTime: Number.POSITIVE_INFINITY,
		gcTime: 0, // a long case has hundreds of revisions: only the latest history is kept
	});

export const documentationQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.case(id), "documentation"],
		queryFn: () => {
			const call = api.GET("/api/v1/ai-sessions/{session}/documentation", { params: { path: { session: id } } });
			return answer(call as Promise<{ data?: Documentation; error?: unknown; response: Response }>); // it has other forms
		},
	});

/** The documentation as Markdown. */
export async function readMarkdown(id: string): Promise<string> {
	const params = { path: { session: id }, header: { accept: "text/markdown" } };
	const call = api.GET("/api/v1/ai-sessions/{session}/documentation", { params, parseAs: "text" });
	return answer(call as Promise<{ data?: string; error?: unknown; response: Response }>);
}

/** Each command takes the key of its intention: sent again with it, it is not done twice. */
export const send = {
	respond: (id: string, stepId: string, body: Answer, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/respond", {
				...to(id, key),
				body: { step_id: stepId, ...body, was_skipped: body.was_skipped ?? false },
			}),
		),
	retryStep: (id: string, key: string) => answer(api.POST("/api/v1/ai-sessions/{session}/retry-step", to(id, key))),
	pause: (id: string, key: string) => answer(api.POST("/api/v1/ai-sessions/{session}/pause", to(id, key))),
	resume: (id: string, key: string) => answer(api.POST("/api/v1/ai-sessions/{session}/resume", to(id, key))),
	reopen: (id: string, key: string) => answer(api.POST("/api/v1/ai-sessions/{session}/reopen", to(id, key))),
	abandon: (id: string, key: string) => answer(api.POST("/api/v1/ai-sessions/{session}/abandon", to(id, key))),
	reassign: (id: string, userId: string, key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/reassign", { ...to(id, key), body: { user_id: userId } })),
	resolve: (id: string, body: Schema["Resolve"], key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/resolve", { ...to(id, key), body })),
	scriptResult: (id: string, generation: string, body: { success: boolean; details: string | null }, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/scripts/{generation}/result", {
				params: { path: { session: id, generation } },
				headers: idempotent(key),
				body,
			}),
		),
	rate: (id: string, body: Schema["Rate"], key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/rate", { ...to(id, key), body })),
};

/** Tell the others on the case that somebody has it open, or left it. Nothing depends on it being heard. */
export async function sayPresence(id: string, here: boolean): Promise<void> {
	const params = { path: { session: id } };
	await api
		.POST("/api/v1/ai-sessions/{session}/presence", { params, body: { here }, keepalive: !here })
		.catch(() => undefined);
}

function to(id: string, key: string) {
	return { params: { path: { session: id } }, headers: idempotent(key) };
}
