/** Dates and durations as the reader's own language writes them. */
const locale = () => navigator.language;

const formats = new Map<string, unknown>();

/** The format of that name, made once for a language: making one takes longer than using it a hundred times. */
function format<T>(name: string, make: (locale: string) => T): T {
	const key = `${locale()} ${name}`;
	if (!formats.has(key)) formats.set(key, make(locale()));
	return formats.get(key) as T;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	return format(JSON.stringify(options), (language) => new Intl.DateTimeFormat(language, options));
}

/** "20 Nov 2026, 14:05" */
export function formatDateTime(instant: string | Date): string {
	return dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** "14:05" */
export function formatTime(instant: string | Date): string {
	return dateFormat({ timeStyle: "short" }).format(new Date(instant));
}

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
	["day", 86_400],
	["hour", 3600],
	["minute", 60],
];

/** "5 minutes ago"; under a minute "now". */
export function formatAgo(instant: string | Date, now: Date = new Date()): string {
	const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
	const ago = format("ago", (language) => new Intl.RelativeTimeFormat(language, { numeric: "auto" }));
	const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
	return unit === "second" ? ago.format(0, "second") : ago.format(Math.round(seconds / size), unit);
}

/** "45s", "12m", "1h 5m" */
export function formatElapsed(seconds: number): string {
	if (seconds < 60) return `${Math.max(0, Math.floor(seconds))}s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes}m` : `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

/** "1,234", "86 %" and the like. */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
	const name = `number ${JSON.stringify(options)}`;
	return format(name, (language) => new Intl.NumberFormat(language, options)).format(value);
}
