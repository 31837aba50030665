import type { TierComparison, TierRow } from "@/features/analytics/api";
import { points } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

/** What the figures say about the two tiers, and no more. */
export function verdictWords(comparison: TierComparison, rows: readonly TierRow[]): string {
	const { first, second, difference, low, high, verdict, least_ended } = comparison;
	if (verdict === "too_few" || difference === null || low === null || high === null)
		return text.verdictFew(endedWords(rows, first), endedWords(rows, second), formatNumber(least_ended));
	const range = text.between(signed(low), text.points(signed(high), false));
	return text.verdict[verdict](
		tierWord(first).toLowerCase(),
		tierWord(second).toLowerCase(),
		points(difference),
		range,
	);
}

/** What a tier is called; what is no tier keeps its name. */
export function tierWord(tier: string): string {
	const words: Readonly<Record<string, { word: string }>> = strings.common.confidence;
	return words[tier]?.word ?? tier;
}

function endedWords(rows: readonly TierRow[], tier: string): string {
	const ended = rows.find((row) => row.tier === tier)?.ended ?? 0;
	return text.tierCount(formatNumber(ended), tierWord(tier).toLowerCase());
}

/** A difference of shares in points, with its sign. */
function signed(difference: number): string {
	return formatNumber(Math.round(difference * 100), { signDisplay: "exceptZero" });
}
