import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

interface EscalationsSearch {
	/** The case whose escalation is read. */
	read?: string;
	/** All waiting cases instead of those that are for me. */
	scope?: "all";
}

export const escalationsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/escalations",
	beforeLoad: requireRole("viewer"),
	validateSearch: (search: Record<string, unknown>): EscalationsSearch => ({
		read: typeof search.read === "string" && search.read ? search.read : undefined,
		scope: search.scope === "all" ? "all" : undefined,
	}),
	component: lazyRouteComponent(() => import("@/features/escalations/components/QueuePage"), "QueuePage"),
});
