import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

/** A case that waits for another engineer. */
export type Waiting = Schema["Escalation"];

/** How many waiting cases the queue shows at most. */
const PAGE = 100;

/** The queue, oldest first. `mine`: those that I can pick up, and those that I escalated. */
export const escalationsQuery = (mine: boolean) =>
	queryOptions({
		queryKey: [...keys.escalations, mine],
		queryFn: (): Promise<Waiting[]> =>
			answer(api.GET("/api/v1/escalations", { params: { query: { mine, limit: PAGE } } })),
	});

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const sendEscalation = {
	escalate: (session: string, body: Schema["Escalate"], key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/escalate", { ...to(session, key), body })),
	/** Answers as soon as the case is mine: the step after the briefing comes over the feed. */
	pickUp: (session: string, body: Schema["PickUp"], key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/pickup", {
				params: { path: { session } },
				headers: { ...idempotent(key), prefer: "respond-async" },
				body,
			}),
		),
	takeBack: (session: string, key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/take-back", to(session, key))),
	handOver: (session: string, body: Schema["HandOver"], key: string) =>
		answer(api.POST("/api/v1/ai-sessions/{session}/hand-over", { ...to(session, key), body })),
};

function to(session: string, key: string) {
	return { params: { path: { session } }, headers: idempotent(key) };
}
