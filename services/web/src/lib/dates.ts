/** Dates and durations as the reader's own language writes them. */
const locale = () => navigator.language;

/** "20 Nov 2026, 14:05" */
export function formatDateTime(instant: string | Date): string {
	return new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** "14:05" */
export function formatTime(instant: string | Date): string {
	return new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).format(new Date(instant));
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
];

/** "5 minutes ago"; under a minute "now". */
export function formatAgo(instant: string | Date, now: Date = new Date()): string {
	const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
	const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
	const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
	return unit === "second" ? format.format(0, "second") : format.format(Math.round(seconds / size), unit);
}

/** "45s", "12m", "1h 5m" */
export function formatElapsed(seconds: number): string {
	if (seconds < 60) return `${Math.max(0, Math.floor(seconds))}s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

/** "1,234", "86 %" and the like. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
	return new Intl.NumberFormat(locale(), options).format(value);
}
