import type { Figure, TrendPoint } from "@/features/analytics/api";
import { dayWords, rangeWords } from "@/features/analytics/model/days";
import type { Drill } from "@/features/analytics/model/drill";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";

type Unit = Figure["unit"];

const MINUTE = 60;
/** Below this many seconds they are told, too. */
const EXACT = 10 * MINUTE;
const NOTHING = "–";

/** A number as its unit is written: "86 %", "1 h 5 min", "$0.04". A dash where there is none. */
export function valueWords(unit: Unit, value: number | null): string {
	return value === null ? NOTHING : WORDS[unit](value);
}

const WORDS: Readonly<Record<Unit, (value: number) => string>> = {
	count: (value) => formatNumber(value),
	share: percent,
	seconds: duration,
	steps: (value) => formatNumber(value, { maximumFractionDigits: 1 }),
	rating: (value) => text.ofFive(formatNumber(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })),
	usd: money,
};

/** The two largest units: "45 s", "2 min 30 s", "12 min", "1 h 5 min", "2 d 3 h". */
export function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	if (whole === 0 && seconds > 0) return text.instant;
	if (whole < MINUTE) return text.seconds(whole);
	if (whole < EXACT) return two(text.minutes, Math.floor(whole / MINUTE), text.seconds, whole % MINUTE);
	const minutes = Math.round(whole / MINUTE);
	if (minutes < 60) return text.minutes(minutes);
	if (minutes < 60 * 24) return two(text.hours, Math.floor(minutes / 60), text.minutes, minutes % 60);
	const hours = Math.round(minutes / 60);
	return two(text.days, Math.floor(hours / 24), text.hours, hours % 24);
}

type Say = (count: number) => string;

function two(large: Say, many: number, small: Say, few: number): string {
	return few === 0 ? large(many) : `${large(many)} ${small(few)}`;
}

/** Sums under a tenth of a dollar to the hundredth of a cent: a playbook's step costs nothing, a model's little. */
function money(value: number): string {
	const digits = value > 0 && value < 0.1 ? 4 : 2;
	return formatNumber(value, {
		style: "currency",
		currency: "USD",
		minimumFractionDigits: 2,
		maximumFractionDigits: digits,
	});
}

/** "64% to 88%"; null where the figure has none. */
export function intervalWords({ low, high }: Pick<Figure, "low" | "high">): string | null {
	return low === null || high === null ? null : text.between(percent(low), percent(high));
}

/** "12 points": how far two shares are apart. */
export function points(difference: number): string {
	const shown = Math.abs(difference * 100);
	const rounded = shown < 1 ? Math.round(shown * 10) / 10 : Math.round(shown);
	return text.points(formatNumber(rounded, { maximumFractionDigits: 1 }), rounded === 1);
}

/** What a figure is called. */
export function nameOf({ key }: Pick<Figure, "key">): string {
	return text.figures[key];
}

/** The days of a stretch. */
export function stretchWords({ start, end }: Pick<TrendPoint, "start" | "end">): string {
	return rangeWords(start, end);
}

/** Names below a chart: the day on which each stretch begins, with its year where it is not that of the last one. */
export function labelsOf(points: readonly Pick<TrendPoint, "start">[]): string[] {
	const last = points.at(-1)?.start ?? "";
	return points.map(({ start }) => dayWords(start, last));
}

/** What a stretch of time says, part by part; what is not known is left out. */
export function partsOf(point: TrendPoint): string[] {
	const { sessions, resolved, escalated, match_rate, median_steps, median_seconds } = point;
	return [
		text.sessionsCount(sessions, formatNumber(sessions)),
		sessions > 0 && text.resolvedCount(formatNumber(resolved)),
		escalated > 0 && text.escalatedCount(formatNumber(escalated)),
		match_rate !== null && text.matchedShare(percent(match_rate)),
		median_steps !== null && text.stepsCount(valueWords("steps", median_steps)),
		median_seconds !== null && duration(median_seconds),
	].filter((part): part is string => typeof part === "string");
}

/** Which sessions of a figure are meant. */
export function partWord({ figure, part }: Pick<Drill, "figure" | "part">): string {
	const names: Readonly<Record<string, string>> = part === "hits" ? { ...text.figures, ...text.hits } : text.allOf;
	return names[figure ?? "sessions"] ?? figure ?? "";
}
