import type { Drill } from "@/features/analytics/model/drill";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { strings } from "@/lib/strings";

type Kind = NonNullable<Drill["of"]>;

const tiers = Object.fromEntries(Object.entries(strings.common.confidence).map(([tier, { word }]) => [tier, word]));
const WORDS: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
	status: strings.common.statuses,
	tier: tiers,
	domain: strings.common.domains,
	push: text.pushClasses,
	proposal: text.proposalOutcomes,
};

/** Our name for one kind of sessions; null where only the server knows one: a team, a company, a model. */
export function kindWord(of: Kind, value: string): string | null {
	return WORDS[of]?.[value] ?? null;
}
