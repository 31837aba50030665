import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

interface FixesSearch {
	/** Everyone's pending fixes instead of those of my cases. */
	scope?: "all";
}

export const fixesRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/fixes",
	beforeLoad: requireRole("viewer"),
	validateSearch: (search: Record<string, unknown>): FixesSearch => ({
		scope: search.scope === "all" ? "all" : undefined,
	}),
	component: lazyRouteComponent(() => import("@/features/fixes/components/FixesPage"), "FixesPage"),
});
