import { GitBranchPlus, Repeat2, Sparkles } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ProposalItem } from "@/features/review/api";
import { reviewStrings as text } from "@/features/review/strings";

const LOOKS = {
	new_flow: { icon: Sparkles, tone: "primary" },
	enhancement: { icon: GitBranchPlus, tone: "discovery" },
	auto_reinforced: { icon: Repeat2, tone: "neutral" },
} as const;

/** What kind of proposal it is. */
export function TypeMark({ type }: { type: ProposalItem["proposal_type"] }) {
	const { icon: Icon, tone } = LOOKS[type];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			{text.types[type]}
		</Badge>
	);
}
