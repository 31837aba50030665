import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { homeOf, rootRoute } from "@/app/root";
import { demoQuery, meQuery } from "@/features/auth/api";

/** `next` is an address of ours to go on to. */
export const signInRoute = createRoute({
	getParentRoute: () => rootRoute,
	path: "/sign-in",
	validateSearch: (search: Record<string, unknown>): { next?: string } => ({ next: ownAddress(search.next) }),
	beforeLoad: async ({ context, search }) => {
		const me = await context.queryClient.ensureQueryData(meQuery);
		if (me) throw redirect({ href: search.next ?? homeOf(me.role), replace: true });
	},
	// Waited for, once: the page would jump when the people of the demo came in.
	loader: ({ context }) => context.queryClient.ensureQueryData({ ...demoQuery, retry: false }).catch(() => undefined),
	component: lazyRouteComponent(() => import("@/features/auth/components/SignInPage"), "SignInPage"),
});

/** Never another site's: one slash, then no second one. */
export function ownAddress(next: unknown): string | undefined {
	return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : undefined;
}
