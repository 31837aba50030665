import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

export const connectionsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/psa",
	beforeLoad: requireRole("account_admin"),
	component: lazyRouteComponent(() => import("@/features/connections/components/ConnectionsPage"), "ConnectionsPage"),
});

export const newConnectionRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/psa/new",
	beforeLoad: requireRole("account_admin"),
	component: lazyRouteComponent(
		() => import("@/features/connections/components/NewConnectionPage"),
		"NewConnectionPage",
	),
});

interface ConnectionSearch {
	/** What the people are narrowed by. */
	people?: string;
	/** All people instead of those that are matched with nobody. */
	who?: "all";
}

export const connectionRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/psa/$connectionId",
	beforeLoad: requireRole("account_admin"),
	validateSearch: ({ people, who }: Record<string, unknown>): ConnectionSearch => ({
		people: typeof people === "string" && people.trim() ? people.trim() : undefined,
		who: who === "all" ? "all" : undefined,
	}),
	component: lazyRouteComponent(() => import("@/features/connections/components/ConnectionPage"), "ConnectionPage"),
});
