import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { readAll } from "@/lib/pages";
import { keys } from "@/lib/queries";

/** Every team of the account, by name. */
export const teamsQuery = queryOptions({
	queryKey: [...keys.users, "teams"],
	queryFn: ({ signal }) => readAll((query) => answer(api.GET("/api/v1/teams", { params: { query }, signal }))),
});
