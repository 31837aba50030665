import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/lib/api";
import { readAll } from "@/lib/pages";
import { keys } from "@/lib/queries";

/** Everybody of the account, by name. */
export const usersQuery = queryOptions({
	queryKey: keys.users,
	queryFn: ({ signal }) => readAll((query) => answer(api.GET("/api/v1/users", { params: { query }, signal }))),
});
