import { CircleCheck, CircleDot, Clock, type LucideIcon, OctagonAlert, Signal, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Gap } from "@/features/gaps/api";
import { gapStrings as text } from "@/features/gaps/strings";

type Tone = "neutral" | "primary" | "success" | "warning" | "danger";
type Look = { icon: LucideIcon; tone: Tone };

const SEVERITIES: Readonly<Record<Gap["severity"], Look>> = {
	high: { icon: OctagonAlert, tone: "danger" },
	medium: { icon: TriangleAlert, tone: "warning" },
	low: { icon: Signal, tone: "neutral" },
};

const STATUSES: Readonly<Record<Gap["status"], Look>> = {
	open: { icon: CircleDot, tone: "primary" },
	snoozed: { icon: Clock, tone: "warning" },
	closed: { icon: CircleCheck, tone: "success" },
};

/** How bad it is. */
export function SeverityBadge({ severity }: { severity: Gap["severity"] }) {
	const { icon: Icon, tone } = SEVERITIES[severity];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			<span className="sr-only">{text.severity}: </span>
			{text.severities[severity]}
		</Badge>
	);
}

export function StatusBadge({ status }: { status: Gap["status"] }) {
	const { icon: Icon, tone } = STATUSES[status];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			{text.statuses[status]}
		</Badge>
	);
}
