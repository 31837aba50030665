import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

export const installationRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/installation",
	beforeLoad: requireRole("operator"),
	component: lazyRouteComponent(
		() => import("@/features/installation/components/InstallationPage"),
		"InstallationPage",
	),
});
