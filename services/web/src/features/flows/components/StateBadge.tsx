import { Archive, CircleCheck, PencilLine } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { FlowItem } from "@/features/flows/api";
import { flowStrings as text } from "@/features/flows/strings";

const LOOKS = {
	draft: { icon: PencilLine, tone: "warning" },
	published: { icon: CircleCheck, tone: "success" },
	archived: { icon: Archive, tone: "neutral" },
} as const;

export function StateBadge({ status }: { status: FlowItem["status"] }) {
	const { icon: Icon, tone } = LOOKS[status];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" />
			{text.states[status]}
		</Badge>
	);
}
