import { BookCheck, CircleSlash, Hourglass, Repeat2, X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { ProposalItem } from "@/features/review/api";
import { reviewStrings as text } from "@/features/review/strings";

const LOOKS = {
	pending: { icon: Hourglass, tone: "warning" },
	approved: { icon: BookCheck, tone: "success" },
	rejected: { icon: X, tone: "danger" },
	dismissed: { icon: CircleSlash, tone: "neutral" },
	auto_reinforced: { icon: Repeat2, tone: "neutral" },
} as const;

/** What became of a proposal. */
export function StatusMark({ status }: { status: ProposalItem["status"] }) {
	const { icon: Icon, tone } = LOOKS[status];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			{text.statuses[status]}
		</Badge>
	);
}
