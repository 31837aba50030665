import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { homeOf, rootRoute, signedInRoute } from "@/app/root";
import { signInRoute } from "@/features/auth/route";
import { caseRoute } from "@/features/case/route";
import { ErrorPage } from "@/features/errors/components/ErrorPage";
import { NotFoundPage } from "@/features/errors/components/NotFoundPage";
import { casesRoute } from "@/features/history/route";
import { pilotRoute } from "@/features/pilot/route";

const homeRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/",
	beforeLoad: ({ context }) => {
		throw redirect({ to: homeOf(context.me.role), replace: true });
	},
});

const routeTree = rootRoute.addChildren([
	signInRoute,
	signedInRoute.addChildren([homeRoute, pilotRoute, caseRoute, casesRoute]),
]);

/** Which page belongs to which address. */
export function makeRouter(queryClient: QueryClient) {
	return createRouter({
		routeTree,
		context: { queryClient },
		scrollRestoration: true,
		defaultPreload: "intent",
		defaultPreloadStaleTime: 0, // TanStack Query caches
		defaultErrorComponent: ErrorPage,
		defaultNotFoundComponent: NotFoundPage,
	});
}

declare module "@tanstack/react-router" {
	interface Register {
		router: ReturnType<typeof makeRouter>;
	}
}
