import type { Endpoint, EndpointBody } from "@/features/webhooks/api";
import { webhookStrings as text } from "@/features/webhooks/strings";

/** An endpoint as its form holds it. */
export interface EndpointDraft {
	url: string;
	description: string;
	/** Every event, whatever is chosen. */
	all: boolean;
	types: readonly string[];
}

export const EMPTY: EndpointDraft = { url: "", description: "", all: true, types: [] };

export function draftOf({ url, description, event_types }: Endpoint): EndpointDraft {
	return { url, description: description ?? "", all: event_types.length === 0, types: event_types };
}

export function bodyOf({ url, description, all, types }: EndpointDraft): EndpointBody {
	return { url: url.trim(), description: description.trim() || null, event_types: all ? [] : [...types] };
}

/** What is wrong with it; nothing where it can be sent. The server knows which addresses may be called. */
export function faultsOf({ url, all, types }: EndpointDraft): Partial<Record<"url" | "types", string>> {
	return {
		...(!isHttps(url) && { url: text.urlError }),
		...(!all && types.length === 0 && { types: text.typesNone }),
	};
}

function isHttps(typed: string): boolean {
	try {
		const { protocol, hostname } = new URL(typed.trim());
		return hostname !== "" && (protocol === "https:" || protocol === "http:"); // http: where an operator allows it
	} catch {
		return false;
	}
}

export function typesWord(types: readonly string[]): string {
	return types.length === 0 ? text.allTypes : text.typesCount(types.length);
}

/** What kept a delivery from getting through, in words; null where nothing did. */
export function errorWord(code: string | null): string | null {
	if (code === null) return null;
	if (code.startsWith("blocked_")) return text.errorBlocked;
	const words: Readonly<Record<string, string>> = text.errors;
	return words[code] ?? code;
}

/** The period of two local times as the server takes it; null where it is none. */
export function periodOf(from: string, until: string, now: Date): { since: string; until: string } | null {
	const [since, end] = [new Date(from), new Date(until)];
	if (Number.isNaN(since.getTime()) || Number.isNaN(end.getTime())) return null;
	const last = end > now ? now : end;
	return since < last ? { since: since.toISOString(), until: last.toISOString() } : null;
}

/** As a field for local times takes it: "2026-11-20T14:05". */
export function localTime(instant: Date): string {
	const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
	return shifted.toISOString().slice(0, 16);
}
