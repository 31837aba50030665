import { withoutEmpty, wordsOf } from "@/lib/search";

const NAMES = ["q", "status", "kind", "domain", "severity", "assignee"] as const;
const LENGTH_MAX = 200;

/** What the address of the list holds; the page itself knows which values mean something. */
export type GapsSearch = Partial<Record<(typeof NAMES)[number], string>>;

export function searchOf(raw: Record<string, unknown>): GapsSearch {
	return withoutEmpty(Object.fromEntries(NAMES.map((name) => [name, wordsOf(raw[name], LENGTH_MAX)])));
}
