import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import { searchOf } from "@/features/history/filters";

export const casesRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/cases",
	beforeLoad: requireRole("viewer"),
	validateSearch: searchOf,
	component: lazyRouteComponent(() => import("@/features/history/components/CasesPage"), "CasesPage"),
});
