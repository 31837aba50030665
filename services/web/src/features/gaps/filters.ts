const NAMES = ["q", "status", "kind", "domain", "severity", "assignee"] as const;
const LENGTH_MAX = 200;

/** What the address of the list holds; the page itself knows which values mean something. */
export type GapsSearch = Partial<Record<(typeof NAMES)[number], string>>;

export function searchOf(raw: Record<string, unknown>): GapsSearch {
	return Object.fromEntries(
		NAMES.filter((name) => ["string", "number"].includes(typeof raw[name]))
			.map((name) => [name, String(raw[name]).trim().slice(0, LENGTH_MAX)])
			.filter(([, value]) => value),
	);
}
