import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import { searchOf } from "@/features/gaps/filters";

export const gapsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/knowledge-gaps",
	beforeLoad: requireRole("engineer"),
	validateSearch: searchOf,
	component: lazyRouteComponent(() => import("@/features/gaps/components/GapsPage"), "GapsPage"),
});

export const gapRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/knowledge-gaps/$gapId",
	beforeLoad: requireRole("engineer"),
	component: lazyRouteComponent(() => import("@/features/gaps/components/GapPage"), "GapPage"),
});
