import type { Gap } from "@/features/gaps/api";
import type { GapsSearch } from "@/features/gaps/filters";
import { gapStrings as text } from "@/features/gaps/strings";
import type { Schema } from "@/lib/api";
import { formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";
import { idOf, namesOf, oneOf, withoutEmpty } from "@/lib/search";
import { strings } from "@/lib/strings";

export const STATUSES = namesOf(text.statuses);
export const KINDS = namesOf(text.kinds);
export const SEVERITIES = namesOf(text.severities);
export const DOMAINS = namesOf(strings.common.domains);
export const UNTILS = namesOf(text.untils);
export const HOWS = namesOf(text.hows);

const MORNING = "08:00";
const YEAR_DAYS = 365;

/** What to ask the server for; what makes no sense in the address is left out. */
export function filtersOf(search: GapsSearch) {
	return {
		q: search.q,
		status: oneOf(STATUSES, search.status) ?? "open",
		kind: oneOf(KINDS, search.kind),
		domain: oneOf(DOMAINS, search.domain),
		severity: oneOf(SEVERITIES, search.severity),
		assigned_to: idOf(search.assignee),
	};
}

/** How many filters narrow the list. */
export function countFilters(search: GapsSearch): number {
	const { status, ...others } = filtersOf(search);
	return Object.keys(withoutEmpty(others)).length + (status === "open" ? 0 : 1);
}

/** Whether nobody decided anything about the gap between the two. */
export function standsAlike(before: Gap, now: Gap): boolean {
	return (["status", "assigned_to", "snoozed_until"] as const).every((name) => before[name] === now[name]);
}

/** "18 of 41 cases handed on" */
export function evidenceWord({ kind, evidence: { affected, sessions, details } }: Gap): string {
	const unused = details.never_taken ?? 0;
	if (kind === "weak_options" && unused > 0 && affected === sessions)
		return text.neverTaken(unused, formatNumber(sessions));
	return text.evidences[kind](formatNumber(affected), formatNumber(sessions));
}

export function domainWord(domain: string | null): string {
	const words: Readonly<Record<string, string>> = strings.common.domains;
	return domain === null ? text.noDomain : (words[domain] ?? domain);
}

/** The figures behind the evidence, by name; one that is not known yet reads as it is called. */
export function detailWords({ kind, evidence }: Gap): [name: string, value: string][] {
	const names: Readonly<Record<string, string>> = text.detailNames;
	const { low, high, ...figures } = evidence.details;
	const rows = Object.entries(figures).map(([key, value]): [string, string] => [
		names[key] ?? key.replaceAll("_", " "),
		key.startsWith("success_") ? percent(value) : formatNumber(value, { maximumFractionDigits: 1 }),
	]);
	if (low === undefined || high === undefined) return rows;
	const name = kind === "falling_success" ? text.fellSurely : text.surely;
	return [...rows, [name, text.between(percent(low), percent(high))]];
}

export type How = keyof typeof text.hows;

/** How a gap is closed, as it is sent; null where something is missing. */
export function closingOf(how: How, flow: string | null, note: string): Schema["CloseGap"] | null {
	const words = note.trim() || null;
	if (how === "flow") return flow ? { flow_id: flow, note: words } : null;
	return words ? { flow_id: null, note: words } : null;
}

/** Why no draft came of it, in words. */
export function draftErrorWord(code: string): string {
	const words: Readonly<Record<string, string>> = text.draftErrors;
	return words[code] ?? text.draftErrors.other;
}

export type Until = keyof typeof text.untils;

/** When a snoozed gap comes back: in the morning of that day, in the reader's own time zone; null where that is no day to choose. */
export function untilOf(choice: Until, ownDay: string, now: Date): Date | null {
	if (choice === "tomorrow") return morning(now, 0, 1);
	if (choice === "week") return morning(now, 0, 7);
	if (choice === "month") return morning(now, 1, 0);
	const own = /^\d{4}-\d\d-\d\d$/.test(ownDay) ? new Date(`${ownDay}T${MORNING}`) : null;
	return own && own >= morning(now, 0, 1) && own <= morning(now, 0, YEAR_DAYS) ? own : null;
}

/** A month without that day has its last one instead. */
function morning(now: Date, months: number, days: number): Date {
	const [year, month] = [now.getFullYear(), now.getMonth() + months];
	const last = new Date(year, month + 1, 0).getDate();
	return new Date(year, month, Math.min(now.getDate(), last) + days, Number.parseInt(MORNING, 10));
}
