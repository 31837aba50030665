import type { Figure } from "@/features/analytics/api";
import { isDay } from "@/features/analytics/model/days";
import type { AnalyticsSearch, Scope } from "@/features/analytics/model/search";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { oneOf, withoutEmpty } from "@/lib/search";

const KINDS = ["status", "tier", "domain", "team", "client", "push", "proposal", "model"] as const;
const FIGURES = Object.keys(text.figures) as Figure["key"][];
const LONGEST = 100;

/** Which sessions of a period are meant: those of a figure, of one kind, of a stretch, or of several of these. */
export interface Drill {
	figure?: Figure["key"];
	/** Of a share: only those that it counts, not all that it is made of. */
	part?: "hits";
	/** What tells them apart, and the one that is meant. */
	of?: (typeof KINDS)[number];
	value?: string;
	/** A stretch of the period, both days included. */
	start?: string;
	end?: string;
}

/** Out of the address; what makes no sense there is left out. */
export function drillOf(raw: Readonly<Record<string, unknown>>): Drill {
	const words = (name: string) => (["string", "number"].includes(typeof raw[name]) ? String(raw[name]) : "");
	const of = oneOf(KINDS, raw.of);
	return withoutEmpty({
		figure: oneOf(FIGURES, raw.figure),
		part: raw.part === "hits" ? ("hits" as const) : undefined,
		of,
		value: of && words("value").slice(0, LONGEST),
		start: isDay(raw.start) ? raw.start : undefined,
		end: isDay(raw.end) ? raw.end : undefined,
	});
}

/** The address of what is behind a number of the page. */
export function addressOf(search: AnalyticsSearch, drill: Drill): Record<string, unknown> {
	return withoutEmpty({ ...search, ...drill });
}

/** What the API is asked for. */
export function askedOf(scope: Scope, { start, end, of, ...drill }: Drill) {
	const within = { ...scope, since: start ?? scope.since, until: end ?? scope.until };
	return { ...within, ...drill, ...(of && { by: of }) };
}
