import type { Figure } from "@/features/analytics/api";
import { points, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";

/** Of fewer sessions than this nothing is said about a change: any one more would turn it round. */
const FEW = 5;

export interface Change {
	direction: "up" | "down" | "same" | "none";
	/** Whether that is good; null where it is neither, or may be chance. */
	better: boolean | null;
	words: string;
}

const LOWER_IS_BETTER = new Set([
	"escalation_rate",
	"median_time_to_resolution",
	"median_steps_to_resolution",
	"reopened_rate",
	"cost_per_resolved",
]);
const NEITHER = new Set(["sessions"]);

/** How a figure stands to the period before, or why that cannot be said. */
export function changeOf(figure: Figure): Change {
	const { value, previous, unit, count, previous_count } = figure;
	if (previous_count === 0) return none(text.nothingBefore);
	if (value === null || previous === null) return none(text.tooFew);
	if (unit !== "count" && Math.min(count, previous_count) < FEW) return none(text.tooFew);
	const before = valueWords(unit, previous);
	if (valueWords(unit, value) === before) return { direction: "same", better: null, words: text.asBefore(before) };
	const direction = value > previous ? "up" : "down";
	const isChance = mayBeChance(figure, previous);
	return {
		direction,
		better: isChance || NEITHER.has(figure.key) ? null : (direction === "down") === LOWER_IS_BETTER.has(figure.key),
		words: text.changed(direction, distance(unit, value, previous), before, isChance),
	};
}

function none(words: string): Change {
	return { direction: "none", better: null, words };
}

/** A share that was before where this one may well lie. */
function mayBeChance({ low, high }: Figure, previous: number): boolean {
	return low !== null && high !== null && low <= previous && previous <= high;
}

function distance(unit: Figure["unit"], value: number, previous: number): string {
	if (unit === "share") return points(value - previous);
	if (unit === "rating") return formatNumber(Math.abs(value - previous), { maximumFractionDigits: 1 });
	return previous === 0 ? valueWords(unit, value) : percent(Math.abs(value - previous) / previous);
}
