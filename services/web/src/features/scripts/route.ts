import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";

export const templatesRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/script-templates",
	beforeLoad: requireRole("viewer"),
	/** Read by the page itself: its words are not loaded before it is. */
	validateSearch: (raw: Record<string, unknown>): Record<string, unknown> => raw,
	component: lazyRouteComponent(() => import("@/features/scripts/components/TemplatesPage"), "TemplatesPage"),
});

export const newTemplateRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/script-templates/new",
	beforeLoad: requireRole("team_admin"),
	/** `copy`: the template that it begins as. */
	validateSearch: ({ copy }: Record<string, unknown>): { copy?: string } => (typeof copy === "string" ? { copy } : {}),
	component: lazyRouteComponent(() => import("@/features/scripts/components/NewTemplatePage"), "NewTemplatePage"),
});

export const templateRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/script-templates/$templateId",
	beforeLoad: requireRole("viewer"),
	/** `version`: an earlier text, to look at. */
	validateSearch: ({ version }: Record<string, unknown>): { version?: number } =>
		Number.isInteger(Number(version)) && Number(version) > 0 ? { version: Number(version) } : {},
	component: lazyRouteComponent(() => import("@/features/scripts/components/TemplatePage"), "TemplatePage"),
});

export const editTemplateRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/script-templates/$templateId/edit",
	beforeLoad: requireRole("team_admin"),
	component: lazyRouteComponent(() => import("@/features/scripts/components/EditTemplatePage"), "EditTemplatePage"),
});
