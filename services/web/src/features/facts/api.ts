import { answer, api, idempotent, type Schema } from "@/lib/api";

export type NewFact = Schema["AddFact"];

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const sendFact = {
	add: (session: string, body: NewFact, key: string) =>
		answer(
			api.POST("/api/v1/ai-sessions/{session}/facts", {
				params: { path: { session } },
				headers: idempotent(key),
				body,
			}),
		),
	revise: (session: string, fact: string, text: string, key: string) =>
		answer(
			api.PATCH("/api/v1/ai-sessions/{session}/facts/{fact}", {
				params: { path: { session, fact } },
				headers: idempotent(key),
				body: { text },
			}),
		),
	retract: (session: string, fact: string, key: string) =>
		answer(
			api.DELETE("/api/v1/ai-sessions/{session}/facts/{fact}", {
				params: { path: { session, fact } },
				headers: idempotent(key),
			}),
		),
};
