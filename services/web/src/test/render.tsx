import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
	createMemoryHistory,
	createRootRoute,
	createRoute,
	createRouter,
	Outlet,
	RouterProvider,
} from "@tanstack/react-router";
import { act, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useSyncExternalStore } from "react";
import { SessionContext } from "@/app/shell/session";
import type { Me } from "@/features/auth/api";
import { CommandKeys } from "@/lib/commands/react";

/** Maya, an engineer of a team. */
export const MAYA: Me = {
	id: "maya",
	name: "Maya Osei",
	email: "maya@example.net",
	role: "engineer",
	account_id: "account-1",
	account_name: "Northwind",
	team_id: "team-1",
	team_name: "Service Desk",
	active: true,
	time_zone: "UTC",
};

/** Draws a part of the app as `me` sees it, with the keyboard's commands; `show` draws another state of it. */
export async function renderAs(me: Me, part: ReactNode) {
	const shown = makeShown(part);
	const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
	const root = createRootRoute({ component: Outlet });
	const page = createRoute({ getParentRoute: () => root, path: "$", component: () => <Shown of={shown} /> });
	const router = createRouter({
		routeTree: root.addChildren([page]),
		history: createMemoryHistory({ initialEntries: ["/"] }),
	});
	await router.load();
	render(
		<QueryClientProvider client={client}>
			<SessionContext value={{ me, leave: async () => undefined }}>
				<CommandKeys />
				<RouterProvider router={router as never} />
			</SessionContext>
		</QueryClientProvider>,
	);
	await act(async () => undefined);
	return { client, router, user: userEvent.setup(), show: (next: ReactNode) => act(() => shown.set(next)) };
}

interface Drawn {
	get: () => ReactNode;
	set: (next: ReactNode) => void;
	watch: (listener: () => void) => () => void;
}

function makeShown(first: ReactNode): Drawn {
	let part = first;
	const listeners = new Set<() => void>();
	return {
		get: () => part,
		set: (next) => {
			part = next;
			for (const listener of listeners) listener();
		},
		watch: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};
}

function Shown({ of }: { of: Drawn }) {
	return useSyncExternalStore(of.watch, of.get);
}

/** A request that the part sent: how, where, and what. */
export interface Sent {
	method: string;
	path: string;
	body: unknown;
	key: string | null;
}

/** What the server answers: to each "METHOD path" a body, or a function that makes the response. */
export type Answers = Record<string, unknown | (() => Response | Promise<Response>)>;

/** A server that answers and remembers what it was sent; what it was not told is 404. Give it to `vi.stubGlobal`. */
export function makeServer(answers: Answers): { sent: Sent[]; fetch: (request: Request) => Promise<Response> } {
	const sent: Sent[] = [];
	const fetch = async (request: Request) => {
		const path = new URL(request.url).pathname.replace("/api/v1", "");
		const body =
			request.method === "GET"
				? undefined
				: await request
						.clone()
						.json()
						.catch(() => undefined);
		if (request.method !== "GET")
			sent.push({ method: request.method, path, body, key: request.headers.get("idempotency-key") });
		const found = answers[`${request.method} ${path}`];
		if (typeof found === "function") return found();
		return found === undefined ? problem(404, "not_found", "There is no such thing.") : json(found);
	};
	return { sent, fetch };
}

export function json(body: unknown, status = 200): Response {
	return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

export function problem(status: number, code: string, detail: string, facts: Record<string, unknown> = {}): Response {
	return new Response(JSON.stringify({ code, detail, status, title: code, request_id: "req-1", ...facts }), {
		status,
		headers: { "content-type": "application/problem+json" },
	});
}
