import type { operations } from "@/api/schema";
import { idOf, namesOf, oneOf, withoutEmpty } from "@/lib/search";
import { strings } from "@/lib/strings";

export const STATUSES = ["approved", "rejected", "dismissed", "auto_reinforced", "all"] as const;
export const TYPES = ["new_flow", "enhancement"] as const;
export const DOMAINS = namesOf(strings.common.domains);
/** The least confidence, in percent. */
export const LEAST = [40, 60, 80] as const;

/** What the address of the queue holds; without a status it is what waits. */
export interface ReviewSearch {
	q?: string;
	status?: (typeof STATUSES)[number];
	type?: (typeof TYPES)[number];
	domain?: (typeof DOMAINS)[number];
	least?: (typeof LEAST)[number];
	/** The changes of this flow alone. */
	flow?: string;
	selected?: string;
	/** The selected proposal's tree is being edited. */
	edit?: true;
}

export type ReviewQuery = NonNullable<operations["list_all_api_v1_flow_proposals_get"]["parameters"]["query"]>;

/** Out of the address; what makes no sense there is left out. */
export function searchOf(raw: Record<string, unknown>): ReviewSearch {
	return withoutEmpty({
		q: textOf(raw.q),
		status: oneOf(STATUSES, raw.status),
		type: oneOf(TYPES, raw.type),
		domain: oneOf(DOMAINS, raw.domain),
		least: oneOf(LEAST, raw.least),
		flow: idOf(raw.flow),
		selected: idOf(raw.selected),
		edit: raw.edit === true ? true : undefined,
	});
}

/** What to ask the server for. */
export function queryOf({ q, status, type, domain, least, flow }: ReviewSearch): ReviewQuery {
	return withoutEmpty({
		q,
		status: status === "all" ? undefined : (status ?? "pending"),
		type,
		domain,
		flow,
		min_confidence: least && least / 100,
	});
}

/** How many filters narrow what waits. */
export function countFilters(search: ReviewSearch): number {
	const { q, status, type, domain, least, flow } = search;
	return [q, status, type, domain, least, flow].filter((value) => value !== undefined).length;
}

/** The address with another filter: what was selected need not be in that list. */
export function filtered(search: ReviewSearch, changes: ReviewSearch): ReviewSearch {
	return withoutEmpty({ ...search, ...changes, selected: undefined, edit: undefined });
}

function textOf(value: unknown): string | undefined {
	return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 200) : undefined;
}
