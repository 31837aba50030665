import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import { AppShell } from "@/app/shell/AppShell";
import { type Me, mayAct, meQuery, type Role } from "@/features/auth/api";
import { NotAllowed } from "@/features/errors/not-allowed";
import { keepDraftsOf } from "@/lib/draft";

/** The parents of every page; a feature hangs its routes under `signedInRoute`. */
export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({ component: Outlet });

/** Pages inside the shell, for whoever is signed in; others sign in first and come back. */
export const signedInRoute = createRoute({
	getParentRoute: () => rootRoute,
	id: "signed-in",
	beforeLoad: async ({ context, location }) => {
		const me = await context.queryClient.ensureQueryData(meQuery);
		if (!me) throw redirect({ to: "/sign-in", search: { next: location.href } });
		keepDraftsOf(me.id);
		return { me };
	},
	component: AppShell,
});

/** For `beforeLoad`: only this role and those above it see the page. */
export function requireRole(needed: Role) {
	return ({ context }: { context: { me: Me } }) => {
		if (!mayAct(context.me.role, needed)) throw new NotAllowed(needed);
	};
}

/** Where somebody of this role begins. */
export function homeOf(role: Role): "/pilot" | "/cases" | "/installation" {
	if (role === "operator") return "/installation";
	return mayAct(role, "engineer") ? "/pilot" : "/cases";
}
