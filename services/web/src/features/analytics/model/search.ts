import { addDays, countDays, isDay } from "@/features/analytics/model/days";
import { idOf, namesOf, oneOf, withoutEmpty } from "@/lib/search";
import { strings } from "@/lib/strings";

export const PERIODS = ["7d", "30d", "90d", "quarter", "year"] as const;
export const HELD_DAYS = [1, 7, 30] as const;
export const INTERVALS = ["day", "week", "month"] as const;
export const BREAKDOWNS = ["status", "tier", "domain", "team", "client"] as const;
export const DOMAINS = namesOf(strings.common.domains);

export type Period = (typeof PERIODS)[number];
type HeldDays = (typeof HELD_DAYS)[number];
export type Interval = (typeof INTERVALS)[number];
export type Breakdown = (typeof BREAKDOWNS)[number];
type Domain = (typeof DOMAINS)[number];

/** What the address of the page holds; what is left out is as usual: 30 days, everybody, 7 days without reopening. */
export interface AnalyticsSearch {
	period?: Period;
	/** Days of the reader's own instead of a period, both included. */
	from?: string;
	to?: string;
	team?: string;
	client?: string;
	domain?: Domain;
	/** A case counts as resolved once it was not reopened within so many days. */
	held?: HeldDays;
	interval?: Interval;
	by?: Breakdown;
}

/** What the API is asked about. */
export interface Scope {
	since: string;
	until: string;
	team_id?: string;
	client_id?: string;
	domain?: Domain;
	held_days: HeldDays;
}

const USUAL = "30d";
const USUAL_HELD: HeldDays = 7;
const MOST_DAYS_APART = 31;
const MOST_WEEKS_APART = 190;

/** Out of the address; what makes no sense there is left out. */
export function searchOf(raw: Readonly<Record<string, unknown>>): AnalyticsSearch {
	return withoutEmpty({
		period: oneOf(PERIODS, raw.period),
		from: isDay(raw.from) ? raw.from : undefined,
		to: isDay(raw.to) ? raw.to : undefined,
		team: idOf(raw.team),
		client: idOf(raw.client),
		domain: oneOf(DOMAINS, raw.domain),
		held: oneOf(HELD_DAYS, raw.held),
		interval: oneOf(INTERVALS, raw.interval),
		by: oneOf(BREAKDOWNS, raw.by),
	});
}

/** What is asked for on that day (UTC). Days of one's own that are the wrong way round are turned. */
export function scopeOf(search: AnalyticsSearch, today: string): Scope {
	const [since, until] = rangeOf(search, today);
	return withoutEmpty({
		since,
		until,
		team_id: search.team,
		client_id: search.client,
		domain: search.domain,
		held_days: search.held ?? USUAL_HELD,
	});
}

function rangeOf({ period, from, to }: AnalyticsSearch, today: string): [string, string] {
	if (period || !(from || to)) return [firstOf(period ?? USUAL, today), today];
	const until = to ?? today;
	const since = from ?? addDays(until, 1 - DAYS[USUAL]);
	return since <= until ? [since, until] : [until, since];
}

const DAYS = { "7d": 7, "30d": 30, "90d": 90 } as const;

function firstOf(period: Period, today: string): string {
	const [year, month] = today.split("-").map(Number) as [number, number];
	if (period === "year") return `${year}-01-01`;
	if (period === "quarter") return `${year}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
	return addDays(today, 1 - DAYS[period]);
}

export function isOwn({ period, from, to }: AnalyticsSearch): boolean {
	return period === undefined && (from !== undefined || to !== undefined);
}

/** As chosen, else as fine as can still be read. */
export function intervalOf(chosen: Interval | undefined, { since, until }: Scope): Interval {
	if (chosen) return chosen;
	const days = countDays(since, until);
	return days <= MOST_DAYS_APART ? "day" : days <= MOST_WEEKS_APART ? "week" : "month";
}

/** What narrows the figures, the period and what counts as resolved aside. */
export function countFilters({ team, client, domain }: AnalyticsSearch): number {
	return [team, client, domain].filter(Boolean).length;
}

/** What takes every filter away. */
export const NO_FILTERS = { team: undefined, client: undefined, domain: undefined } as const;
