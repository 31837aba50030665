import { CircleCheck, CircleDot, CircleOff, CirclePause, type LucideIcon, TrendingUp } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { strings } from "@/lib/strings";

type Tone = "primary" | "warning" | "success" | "neutral";

const LOOKS: Record<keyof typeof strings.common.statuses, { icon: LucideIcon; tone: Tone }> = {
	active: { icon: CircleDot, tone: "primary" },
	paused: { icon: CirclePause, tone: "warning" },
	requesting_escalation: { icon: TrendingUp, tone: "warning" },
	resolved: { icon: CircleCheck, tone: "success" },
	escalated: { icon: TrendingUp, tone: "warning" },
	abandoned: { icon: CircleOff, tone: "neutral" },
};

export function StatusBadge({ status }: { status: string }) {
	if (!isKnown(status)) return <Badge>{status}</Badge>;
	const { icon: Icon, tone } = LOOKS[status];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			{strings.common.statuses[status]}
		</Badge>
	);
}

function isKnown(status: string): status is keyof typeof LOOKS {
	return status in LOOKS;
}
