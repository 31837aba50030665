import { queryOptions } from "@tanstack/react-query";
import { answer, api, mayBeSignedIn, type Schema } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";

export type Me = Schema["Profile"];
export type Role = Me["role"];

/** Who is signed in, or null. */
export const meQuery = queryOptions({
	queryKey: keys.me,
	queryFn: async (): Promise<Me | null> => {
		if (!mayBeSignedIn()) return null;
		try {
			return await answer(api.GET("/api/v1/auth/me"));
		} catch (error) {
			if (isProblem(error) && error.status === 401) return null;
			throw error;
		}
	},
	staleTime: Number.POSITIVE_INFINITY,
});

/** Whether this is a demo, and who can sign in then. */
export const demoQuery = queryOptions({
	queryKey: keys.demo,
	queryFn: () => answer(api.GET("/api/v1/demo")),
	staleTime: Number.POSITIVE_INFINITY,
});

/** Sign in; the session goes into cookies. */
export async function signIn(email: string, password: string): Promise<Me> {
	const { user } = await answer(api.POST("/api/v1/auth/login", { body: { email, password, cookie: true } }));
	return user;
}

export async function signOut(): Promise<void> {
	await answer(api.POST("/api/v1/auth/logout"));
}

const LADDER: readonly Role[] = ["viewer", "engineer", "team_admin", "account_admin"];

/** Whether the role may do what `needed` may. Operators stand beside the ladder. */
export function mayAct(role: Role, needed: Role): boolean {
	return (
		role === needed ||
		(LADDER.includes(role) && LADDER.includes(needed) && LADDER.indexOf(role) >= LADDER.indexOf(needed))
	);
}
