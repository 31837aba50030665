import { queryOptions } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/lib/api";
import { readAll } from "@/lib/pages";
import { keys } from "@/lib/queries";

export type Client = Schema["Client"];

/** Every client company of the account, by name. */
export const allClientsQuery = queryOptions({
	queryKey: [...keys.clients, "all"],
	queryFn: ({ signal }) => readAll((query) => answer(api.GET("/api/v1/clients", { params: { query }, signal }))),
	staleTime: 5 * 60_000,
});
