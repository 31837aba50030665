/** Days as the address and the API write them, in UTC: "2026-11-20". */
const DAY_MS = 86_400_000;

/** Whether it is a day of this century: one that is being typed is not, until its year is. */
export function isDay(value: unknown): value is string {
	return typeof value === "string" && /^20\d\d-\d\d-\d\d$/.test(value) && dayOf(timeOf(value)) === value;
}

export function today(now: Date): string {
	return dayOf(now.getTime());
}

/** The day so many days later; earlier where that is negative. */
export function addDays(day: string, days: number): string {
	return dayOf(timeOf(day) + days * DAY_MS);
}

/** How many days from the first to the last, both included. */
export function countDays(since: string, until: string): number {
	return Math.round((timeOf(until) - timeOf(since)) / DAY_MS) + 1;
}

/** "3 Nov" or, of another year than `beside`, "3 Nov 2025", as the reader's language writes it. */
export function dayWords(day: string, beside: string): string {
	const year = day.slice(0, 4) === beside.slice(0, 4) ? undefined : ("numeric" as const);
	return new Intl.DateTimeFormat(navigator.language, {
		day: "numeric",
		month: "short",
		year,
		timeZone: "UTC",
	}).format(timeOf(day));
}

/** "3 Nov – 9 Nov 2026" */
export function rangeWords(since: string, until: string): string {
	const last = dayWords(until, "");
	return since === until ? last : `${dayWords(since, until)} – ${last}`;
}

function timeOf(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): string {
	return Number.isNaN(time) ? "" : new Date(time).toISOString().slice(0, 10);
}
