import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api, idempotent, type Schema } from "@/lib/api";
import { keys } from "@/lib/queries";

export type Endpoint = Schema["WebhookEndpoint"];
export type EndpointBody = Schema["NewWebhookEndpoint"];
export type Delivery = Schema["Delivery"];
export type DeliveryStatus = Delivery["status"];
export type EventType = Schema["WebhookEventType"];

const PAGE = 50;
/** Deliveries are no events of the log: while one is on its way they are read again after this. */
const WATCH_MS = 3000;

export const endpointsQuery = queryOptions({
	queryKey: keys.endpoints,
	queryFn: () => answer(api.GET("/api/v1/webhook-endpoints")),
});

export const endpointQuery = (id: string) =>
	queryOptions({
		queryKey: [...keys.endpoints, id],
		queryFn: () => answer(api.GET("/api/v1/webhook-endpoints/{endpoint}", at(id))),
	});

export const eventTypesQuery = queryOptions({
	queryKey: ["webhook-event-types"],
	queryFn: async () => (await answer(api.GET("/api/v1/webhook-event-types"))).event_types,
	staleTime: Number.POSITIVE_INFINITY,
});

export const deliveriesKey = (id: string) => ["webhook-deliveries", id] as const;

/** What was sent to an endpoint, the newest first. */
export const deliveriesQuery = (id: string, status: DeliveryStatus | undefined) =>
	infiniteQueryOptions({
		queryKey: [...deliveriesKey(id), status ?? "all"],
		queryFn: ({ pageParam }) => {
			const params = { path: { endpoint: id }, query: { status, before: pageParam, limit: PAGE } };
			return answer(api.GET("/api/v1/webhook-endpoints/{endpoint}/deliveries", { params }));
		},
		initialPageParam: undefined as string | undefined,
		getNextPageParam: ({ next }) => next ?? undefined,
		staleTime: 0,
		refetchInterval: ({ state }) =>
			state.data?.pages.some(({ deliveries }) => deliveries.some(isOnItsWay)) ? WATCH_MS : false,
	});

function isOnItsWay({ status }: Delivery): boolean {
	return status === "pending";
}

/** Each takes the key of its intention: sent again with it, it is not done twice. */
export const send = {
	create: (body: EndpointBody, key: string) =>
		answer(api.POST("/api/v1/webhook-endpoints", { headers: idempotent(key), body })),
	/** `version` is the one that was read: what somebody else changed meanwhile is not overwritten. */
	change: (id: string, body: EndpointBody, version: number, key: string) =>
		answer(
			api.PATCH("/api/v1/webhook-endpoints/{endpoint}", {
				...at(id),
				headers: { ...idempotent(key), "if-match": `"${version}"` },
				body: body as Schema["WebhookEndpointChanges"],
			}),
		),
	rotate: (id: string, key: string) =>
		answer(api.POST("/api/v1/webhook-endpoints/{endpoint}/rotate-secret", to(id, key))),
	enable: (id: string, key: string) => answer(api.POST("/api/v1/webhook-endpoints/{endpoint}/enable", to(id, key))),
	disable: (id: string, key: string) => answer(api.POST("/api/v1/webhook-endpoints/{endpoint}/disable", to(id, key))),
	remove: (id: string, key: string) => answer(api.DELETE("/api/v1/webhook-endpoints/{endpoint}", to(id, key))),
	test: (id: string, key: string) => answer(api.POST("/api/v1/webhook-endpoints/{endpoint}/test", to(id, key))),
	replay: (id: string, period: Schema["Replay"], key: string) =>
		answer(api.POST("/api/v1/webhook-endpoints/{endpoint}/replay", { ...to(id, key), body: period })),
	resend: (id: string, delivery: string, key: string) =>
		answer(
			api.POST("/api/v1/webhook-endpoints/{endpoint}/deliveries/{delivery}/resend", {
				params: { path: { endpoint: id, delivery } },
				headers: idempotent(key),
			}),
		),
};

function at(endpoint: string) {
	return { params: { path: { endpoint } } };
}

function to(endpoint: string, key: string) {
	return { ...at(endpoint), headers: idempotent(key) };
}
