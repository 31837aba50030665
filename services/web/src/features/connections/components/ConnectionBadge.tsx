import { CircleCheck, CirclePause, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Connection } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";

/** Whether the PSA is asked. */
export function ConnectionBadge({ state, pause_reason }: Pick<Connection, "state" | "pause_reason">) {
	if (state === "active")
		return (
			<Badge tone="success">
				<CircleCheck aria-hidden="true" />
				{text.states.active}
			</Badge>
		);
	const Icon = pause_reason === "unauthorized" ? TriangleAlert : CirclePause;
	return (
		<Badge tone={pause_reason === "unauthorized" ? "danger" : "warning"}>
			<Icon aria-hidden="true" />
			{text.states.paused}
		</Badge>
	);
}
