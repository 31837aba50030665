import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

export const notificationsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/notifications",
	beforeLoad: requireRole("viewer"),
	/** `show`: only those that wait to be read. */
	validateSearch: ({ show }: Record<string, unknown>): { show?: "unread" } => (show === "unread" ? { show } : {}),
	component: lazyRouteComponent(
		() => import("@/features/notifications/components/NotificationsPage"),
		"NotificationsPage",
	),
});

export const preferencesRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/notifications",
	beforeLoad: requireRole("viewer"),
	component: lazyRouteComponent(() => import("@/features/notifications/components/PreferencesPage"), "PreferencesPage"),
});
