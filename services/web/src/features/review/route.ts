import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import type { ReviewSearch } from "@/features/review/filters";

/** What the address holds is read by the page itself (`useReviewSearch`): it is not loaded before it. */
export const reviewRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/review-queue",
	beforeLoad: requireRole("viewer"),
	validateSearch: (raw: Record<string, unknown>): ReviewSearch => raw,
	component: lazyRouteComponent(() => import("@/features/review/components/ReviewPage"), "ReviewPage"),
});
