import { QueryClient } from "@tanstack/react-query";
import { isProblem } from "@/lib/problem";

const RETRIES = 3;

/** The keys that the live feed knows. A key of a case begins with `keys.case(id)`, one of a list with its name. */
export const keys = {
	me: ["me"],
	demo: ["demo"],
	cases: ["cases"],
	case: (session: string) => ["case", session] as const,
	flows: ["flows"],
	users: ["users"],
	clients: ["clients"],
	escalations: ["escalations"],
	fixes: ["fixes"],
	templates: ["script-templates"],
	connections: ["psa-connections"],
	drafts: ["ticket-drafts"],
	pushes: ["pushes"],
	endpoints: ["webhook-endpoints"],
	gaps: ["knowledge-gaps"],
	notifications: ["notifications"],
	proposals: ["flow-proposals"],
} as const;

/** What is read is current until the live feed says otherwise; what passes is tried again, a refusal is not. */
export function makeQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: 60_000,
				refetchOnWindowFocus: true,
				networkMode: "always",
				retry: (count, error) => count < RETRIES && isProblem(error) && error.isPassing,
				retryDelay: (count) => 300 * 2 ** count,
			},
			mutations: { retry: false, networkMode: "always" },
		},
	});
}
