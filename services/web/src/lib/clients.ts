import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Client = Schema["Client"];

const PAGE = 200;

/** Every client company of the account, by name. */
export const allClientsQuery = queryOptions({
	queryKey: [...keys.clients, "all"],
	queryFn: async ({ signal }): Promise<Client[]> => {
		const clients: Client[] = [];
		for (;;) {
			const query = { skip: clients.length, limit: PAGE };
			const page = await answer(api.GET("/api/v1/clients", { params: { query }, signal }));
			clients.push(...page);
			if (page.length < PAGE) return clients;
		}
	},
	staleTime: 5 * 60_000,
});
