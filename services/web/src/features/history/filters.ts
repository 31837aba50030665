import type { operations } from "@/api/schema";
import type { Schema } from "@/lib/api";
import { idOf, namesOf, oneOf, withoutEmpty } from "@/lib/search";
import { strings } from "@/lib/strings";

const NAMES = strings.common;
export const STATUSES = namesOf(NAMES.statuses);
export const DOMAINS = namesOf(NAMES.domains);
export const TIERS = namesOf(NAMES.confidence);
export const SCOPES = ["mine", "team", "all"] as const;
export const PERIODS = ["today", "7d", "30d", "90d"] as const;
export const SORTS = ["newest", "oldest", "updated"] as const;

type Status = (typeof STATUSES)[number];
type Domain = (typeof DOMAINS)[number];
type Tier = (typeof TIERS)[number];
export type Scope = (typeof SCOPES)[number];
type Period = (typeof PERIODS)[number];
export type Sort = (typeof SORTS)[number];

/** What the address of the list holds; what is left out is not filtered by. */
export interface CasesSearch {
	q?: string;
	scope?: Scope;
	status?: Status;
	domain?: Domain;
	tier?: Tier;
	client?: string;
	/** The last days, today included; or days of the reader's own, `from` and `to` included. */
	period?: Period;
	from?: string;
	to?: string;
	sort?: Sort;
	selected?: string;
}

/** What narrows the list; scope and sort always have some value and are not in it. */
const NARROWING = ["q", "status", "domain", "tier", "client", "period", "from", "to"] as const;

export type CasesQuery = NonNullable<operations["list_sessions_api_v1_ai_sessions_get"]["parameters"]["query"]>;

/** Out of the address; what makes no sense there is left out. */
export function searchOf(raw: Record<string, unknown>): CasesSearch {
	const text = (name: string) => (["string", "number"].includes(typeof raw[name]) ? String(raw[name]) : "");
	return withoutEmpty({
		q: text("q").slice(0, 200),
		scope: oneOf(SCOPES, raw.scope),
		status: oneOf(STATUSES, raw.status),
		domain: oneOf(DOMAINS, raw.domain),
		tier: oneOf(TIERS, raw.tier),
		client: idOf(raw.client),
		period: oneOf(PERIODS, raw.period),
		from: dayOf(raw.from),
		to: dayOf(raw.to),
		sort: oneOf(SORTS, raw.sort),
		selected: idOf(raw.selected),
	});
}

/** What to ask the server for. `now` gives the periods their end, `scope` is what an address without one means. */
export function queryOf(
	search: CasesSearch,
	who: Pick<Schema["Profile"], "team_id">,
	scope: Scope,
	now: Date,
): CasesQuery {
	const range = rangeOf(search, now);
	return withoutEmpty({
		mine: scope === "mine",
		team: scope === "team" ? (who.team_id ?? undefined) : undefined,
		status: search.status,
		domain: search.domain,
		tier: search.tier,
		client: search.client,
		q: search.q?.trim(),
		since: range.since?.toISOString(),
		until: range.until?.toISOString(),
		sort: search.sort ?? "newest",
	});
}

const DAYS: Readonly<Record<Period, number>> = { today: 1, "7d": 7, "30d": 30, "90d": 90 };

/** From the beginning of the first day to the end of the last, in the reader's own time zone. */
function rangeOf({ period, from, to }: CasesSearch, now: Date): { since?: Date; until?: Date } {
	if (period) return { since: new Date(now.getFullYear(), now.getMonth(), now.getDate() - DAYS[period] + 1) };
	return { since: from ? midnight(from, 0) : undefined, until: to ? midnight(to, 1) : undefined };
}

function midnight(day: string, later: number): Date {
	const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
	return new Date(year, month - 1, date + later);
}

/** How many filters narrow the list; the two ends of a range of days are one. */
export function countFilters(search: CasesSearch): number {
	return NARROWING.filter((name) => name !== "to" || !search.from).filter((name) => search[name] !== undefined).length;
}

export function withoutFilters(search: CasesSearch): CasesSearch {
	return withoutEmpty({ scope: search.scope, sort: search.sort });
}

function dayOf(value: unknown): string | undefined {
	const isDay = typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
	return isDay ? value : undefined;
}
