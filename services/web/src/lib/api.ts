import createClient, { type Middleware } from "openapi-fetch";
import type { components as events } from "@/api/events";
import type { components, paths } from "@/api/schema";
import { problemOf, unreachable } from "@/lib/problem";

/** The shapes of the API by name: `Schema["Step"]`. */
export type Schema = components["schemas"];

/** What the events of the log hold, by name: `EventData["StepProposed"]`. */
export type EventData = events["schemas"];

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const CSRF_COOKIE = "rf_csrf";
const CSRF_HEADER = "x-csrf-token";

const signsOut = new Set<() => void>();
const reachability = new Set<(reached: boolean) => void>();

/** Called whenever the server says that nobody is signed in any more. Returns how to stop that. */
export function onSignedOut(listener: () => void): () => void {
	signsOut.add(listener);
	return () => signsOut.delete(listener);
}

/** Called after each request with whether anybody answered. Returns how to stop that. */
export function onReached(listener: (reached: boolean) => void): () => void {
	reachability.add(listener);
	return () => reachability.delete(listener);
}

/** The request with the session's CSRF token, where it changes something. */
export function withCsrf(request: Request): Request {
	const token = cookie(CSRF_COOKIE);
	if (token && !SAFE.has(request.method)) request.headers.set(CSRF_HEADER, token);
	return request;
}

/** False where there is no session for certain: nobody needs to be asked. */
export function mayBeSignedIn(): boolean {
	return cookie(CSRF_COOKIE) !== undefined;
}

function cookie(name: string): string | undefined {
	const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
	return found && decodeURIComponent(found.slice(name.length + 1));
}

async function send(request: Request): Promise<Response> {
	try {
		const response = await fetch(request);
		tell(![502, 504].includes(response.status));
		return response;
	} catch (error) {
		if (request.signal.aborted) throw error;
		tell(false);
		throw unreachable();
	}
}

function tell(reached: boolean): void {
	for (const listener of reachability) listener(reached);
}

const session: Middleware = {
	onRequest: ({ request }) => withCsrf(request),
	onResponse: ({ request, response }) => {
		if (response.status === 401 && !request.url.endsWith("/auth/login")) for (const listener of signsOut) listener();
	},
};

/** The API. Wrap each call in `answer`: `answer(api.GET("/api/v1/auth/me"))`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });
api.use(session);

/** What was answered. Throws a Problem where the request was refused or nobody answered. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
	const { data, error, response } = await call;
	if (!response.ok) throw problemOf(response, error);
	return data as T;
}

/** Headers that let a command be sent again without being done twice. Keep the key for every try of one intention. */
export function idempotent(key: string): { "idempotency-key": string } {
	return { "idempotency-key": key };
}

/** A new key for one intention. */
export function newKey(): string {
	// randomUUID exists in secure contexts only; an installation on the local network is served over plain HTTP.
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
