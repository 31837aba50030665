import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { homeOf, rootRoute, signedInRoute } from "@/app/root";
import { analyticsRoute, behindRoute } from "@/features/analytics/route";
import { signInRoute } from "@/features/auth/route";
import { caseRoute } from "@/features/case/route";
import { connectionRoute, connectionsRoute, newConnectionRoute } from "@/features/connections/route";
import { ErrorPage } from "@/features/errors/components/ErrorPage";
import { NotFoundPage } from "@/features/errors/components/NotFoundPage";
import { escalationsRoute } from "@/features/escalations/route";
import { fixesRoute } from "@/features/fixes/route";
import { flowRoute, flowsRoute } from "@/features/flows/route";
import { gapRoute, gapsRoute } from "@/features/gaps/route";
import { casesRoute } from "@/features/history/route";
import { installationRoute } from "@/features/installation/route";
import { notificationsRoute, preferencesRoute } from "@/features/notifications/route";
import { pilotRoute } from "@/features/pilot/route";
import { reviewRoute } from "@/features/review/route";
import { editTemplateRoute, newTemplateRoute, templateRoute, templatesRoute } from "@/features/scripts/route";
import { webhookRoute, webhooksRoute } from "@/features/webhooks/route";

const homeRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/",
	beforeLoad: ({ context }) => {
		throw redirect({ to: homeOf(context.me.role), replace: true });
	},
});

/** What is nowhere, for whoever is signed in: inside the shell. */
const nowhereRoute = createRoute({ getParentRoute: () => signedInRoute, path: "$", component: NotFoundPage });

const routeTree = rootRoute.addChildren([
	signInRoute,
	signedInRoute.addChildren([
		homeRoute,
		pilotRoute,
		caseRoute,
		casesRoute,
		escalationsRoute,
		fixesRoute,
		templatesRoute,
		newTemplateRoute,
		templateRoute,
		editTemplateRoute,
		flowsRoute,
		flowRoute,
		reviewRoute,
		gapsRoute,
		gapRoute,
		notificationsRoute,
		preferencesRoute,
		analyticsRoute,
		behindRoute,
		connectionsRoute,
		newConnectionRoute,
		connectionRoute,
		webhooksRoute,
		webhookRoute,
		installationRoute,
		nowhereRoute,
	]),
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

/** Load what the address shows while it is being asked who is signed in. */
export function loadPage(router: ReturnType<typeof makeRouter>): void {
	const routes = router
		.matchRoutes(router.latestLocation)
		.map(({ routeId }) => router.routesById[routeId as keyof typeof router.routesById]);
	// Where that fails the router tries again, and says so.
	void Promise.allSettled(routes.map((route) => router.loadRouteChunk(route)));
}

declare module "@tanstack/react-router" {
	interface Register {
		router: ReturnType<typeof makeRouter>;
	}
}
