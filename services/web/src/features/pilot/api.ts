import { queryOptions } from "@tanstack/react-query";
import { keyFor } from "@/features/pilot/attempt";
import { bodyOf, type Intake } from "@/features/pilot/intake";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

/** Start a case without waiting for its first step. The same intake sent again starts no second one. */
export function startCase(intake: Intake): Promise<Schema["Started"]> {
	const body = bodyOf(intake);
	const header = { ...idempotent(keyFor(body)), prefer: "respond-async" };
	return answer(api.POST("/api/v1/ai-sessions", { params: { header }, body }));
}

/** What I was working on last. */
export const openCasesQuery = queryOptions({
	queryKey: [...keys.cases, "open"],
	queryFn: ({ signal }) => {
		const query = { mine: true, status: "active", sort: "updated", limit: 3 } as const;
		return answer(api.GET("/api/v1/ai-sessions", { params: { query }, signal }));
	},
});
