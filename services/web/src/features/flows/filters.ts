import { flowStrings as text } from "@/features/flows/strings";
import { namesOf, withoutEmpty, wordsOf } from "@/lib/search";
import { strings } from "@/lib/strings";

export const STATES = namesOf(text.states);
export const ORIGINS = namesOf(text.origins);
export const SORTS = namesOf(text.sorts);
export const DOMAINS = namesOf(strings.common.domains);

/** What the address of the library holds, as the server takes it. */
export interface FlowsSearch {
	q?: string;
	status?: (typeof STATES)[number];
	domain?: (typeof DOMAINS)[number];
	origin?: (typeof ORIGINS)[number];
	category?: string;
	tag?: string;
	sort?: (typeof SORTS)[number];
}

const NARROWING = ["q", "status", "domain", "origin", "category", "tag"] as const;
const TEXT_MAX = 100;

/** The filters that an address names; what is none is left out. */
export function searchOf(raw: Record<string, unknown>): FlowsSearch {
	return withoutEmpty({
		q: wordsOf(raw.q, TEXT_MAX),
		status: STATES.find((known) => known === raw.status),
		domain: DOMAINS.find((known) => known === raw.domain),
		origin: ORIGINS.find((known) => known === raw.origin),
		category: wordsOf(raw.category, TEXT_MAX),
		tag: wordsOf(raw.tag, TEXT_MAX),
		sort: SORTS.find((known) => known === raw.sort && known !== "name"),
	});
}

export function countFilters(search: FlowsSearch): number {
	return NARROWING.filter((name) => search[name] !== undefined).length;
}

export function withoutFilters({ sort }: FlowsSearch): FlowsSearch {
	return withoutEmpty({ sort });
}
