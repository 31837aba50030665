import { Badge } from "@/components/ui/badge";
import { isTier, tierLook } from "@/features/case/model/confidence";
import { strings } from "@/lib/strings";

/** How sure FlowPilot is: word, icon and colour. */
export function ConfidenceBadge({ tier }: { tier: string | null }) {
	if (!isTier(tier)) return null;
	const { icon: Icon, tone } = tierLook[tier];
	const { word, meaning } = strings.common.confidence[tier];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			<span>{meaning}</span>
			<span className="sr-only">({word})</span>
		</Badge>
	);
}
