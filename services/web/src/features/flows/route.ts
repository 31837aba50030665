import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import type { FlowsSearch } from "@/features/flows/filters";

/** What the address of the library holds the page checks itself (`searchOf`): it weighs nothing before. */
export const flowsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/flows",
	beforeLoad: requireRole("viewer"),
	validateSearch: (raw: Record<string, unknown>) => raw as FlowsSearch,
	component: lazyRouteComponent(() => import("@/features/flows/components/FlowsPage"), "FlowsPage"),
});

/** `node`: the one to begin at. `panel`: what is open beside the picture. */
interface EditorSearch {
	node?: string;
	panel?: "flow" | "walk" | "versions";
	view?: "list";
}

const PANELS = ["flow", "walk", "versions"] as const;

export const flowRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/flows/$flowId",
	beforeLoad: requireRole("viewer"),
	validateSearch: ({ node, panel, view }: Record<string, unknown>): EditorSearch => {
		const known = PANELS.find((one) => one === panel);
		return {
			...(typeof node === "string" && { node }),
			...(known && { panel: known }),
			...(view === "list" && { view }),
		};
	},
	component: lazyRouteComponent(() => import("@/features/flows/components/FlowPage"), "FlowPage"),
});
