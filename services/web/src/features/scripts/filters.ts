import type { Shell } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";
import { namesOf, withoutEmpty, wordsOf } from "@/lib/search";

export const SHELLS = namesOf(text.shells);
export const STATES = namesOf(text.states);
export const SORTS = namesOf(text.sorts);

/** What the address of the library holds. */
export interface TemplatesSearch {
	q?: string;
	category?: string;
	shell?: Shell;
	state?: (typeof STATES)[number];
	order?: (typeof SORTS)[number];
}

const NARROWING = ["q", "category", "shell", "state"] as const;
const TEXT_MAX = 200;

/** The filters that an address names; what is none is left out. */
export function searchOf(raw: Record<string, unknown>): TemplatesSearch {
	return withoutEmpty({
		q: wordsOf(raw.q, TEXT_MAX),
		category: wordsOf(raw.category, TEXT_MAX),
		shell: SHELLS.find((known) => known === raw.shell),
		state: STATES.find((known) => known === raw.state && known !== "offered"),
		order: SORTS.find((known) => known === raw.order && known !== "name"),
	});
}

export function countFilters(search: TemplatesSearch): number {
	return NARROWING.filter((name) => search[name] !== undefined).length;
}

export function withoutFilters({ order }: TemplatesSearch): TemplatesSearch {
	return withoutEmpty({ order });
}
