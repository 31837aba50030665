import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import { caseQuery } from "@/features/case/api";

interface CaseSearch {
	/** The revision that is looked at; without it the case as it is. */
	at?: number;
	/** A closed case's steps instead of its story. */
	view?: "steps";
}

export const caseRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/pilot/$sessionId",
	beforeLoad: requireRole("viewer"),
	validateSearch: (search: Record<string, unknown>): CaseSearch => ({
		at: positive(search.at),
		view: search.view === "steps" ? "steps" : undefined,
	}),
	loader: ({ context, params }) => void context.queryClient.prefetchQuery(caseQuery(params.sessionId)),
	component: lazyRouteComponent(() => import("@/features/case/components/CasePage"), "CasePage"),
});

function positive(value: unknown): number | undefined {
	const number = Number(value);
	return Number.isInteger(number) && number > 0 ? number : undefined;
}
