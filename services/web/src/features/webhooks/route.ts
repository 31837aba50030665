import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { requireRole, signedInRoute } from "@/app/root";
import type { DeliveryStatus } from "@/features/webhooks/api";

const STATUSES: readonly DeliveryStatus[] = ["pending", "delivered", "failed", "abandoned"];

export const webhooksRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/webhooks",
	beforeLoad: requireRole("account_admin"),
	component: lazyRouteComponent(() => import("@/features/webhooks/components/WebhooksPage"), "WebhooksPage"),
});

interface WebhookSearch {
	/** Only deliveries that stand so. */
	show?: DeliveryStatus;
	/** The delivery that is read. */
	delivery?: string;
}

export const webhookRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings/webhooks/$endpointId",
	beforeLoad: requireRole("account_admin"),
	validateSearch: ({ show, delivery }: Record<string, unknown>): WebhookSearch => ({
		show: STATUSES.find((known) => known === show),
		delivery: typeof delivery === "string" && delivery ? delivery : undefined,
	}),
	component: lazyRouteComponent(() => import("@/features/webhooks/components/WebhookPage"), "WebhookPage"),
});
