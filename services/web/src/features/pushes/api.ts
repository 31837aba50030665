import { queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Push = Schema["Push"];
export type PushItem = Schema["PushItem"];

const PAGE = 50;

/** Pushes of all cases that somebody may have to look at. */
export const pushesQuery = (status: "failed" | "abandoned") =>
	queryOptions({
		queryKey: [...keys.pushes, status],
		queryFn: () => answer(api.GET("/api/v1/pushes", { params: { query: { status, limit: PAGE } } })),
	});

/** Ask for the case's latest document to be written to its ticket now. The key is the intention's. */
export function pushAgain(session: string, key: string) {
	return answer(
		api.POST("/api/v1/ai-sessions/{session}/push", {
			params: { path: { session } },
			headers: idempotent(key),
			body: {},
		}),
	);
}
