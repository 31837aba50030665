import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

const UUID = /^[0-9a-f-]{36}$/;

/** `case` is the one that was started here and is being analysed. */
export const pilotRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/pilot",
	beforeLoad: requireRole("engineer"),
	validateSearch: (search: Record<string, unknown>): { case?: string } =>
		typeof search.case === "string" && UUID.test(search.case) ? { case: search.case } : {},
	component: lazyRouteComponent(() => import("@/features/pilot/components/NewCasePage"), "NewCasePage"),
});
