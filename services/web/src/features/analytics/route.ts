import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

/** As it stands in the address; the pages make sense of it with `searchOf` and `drillOf`. */
type InAddress = Record<string, unknown>;

export const analyticsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/analytics",
	beforeLoad: requireRole("engineer"),
	validateSearch: (search: InAddress) => search,
	component: lazyRouteComponent(() => import("@/features/analytics/components/AnalyticsPage"), "AnalyticsPage"),
});

/** The sessions behind a number. */
export const behindRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/analytics/sessions",
	beforeLoad: requireRole("engineer"),
	validateSearch: (search: InAddress) => search,
	component: lazyRouteComponent(() => import("@/features/analytics/components/BehindPage"), "BehindPage"),
});
