import { CircleCheck, CircleOff, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Endpoint } from "@/features/webhooks/api";
import { webhookStrings as text } from "@/features/webhooks/strings";

/** Whether the endpoint is sent to. */
export function EndpointBadge(props: { state: Endpoint["state"]; reason: Endpoint["disabled_reason"] }) {
	if (props.state === "enabled")
		return (
			<Badge tone="success">
				<CircleCheck aria-hidden="true" />
				{text.states.enabled}
			</Badge>
		);
	const Icon = props.reason === "failing" ? TriangleAlert : CircleOff;
	return (
		<Badge tone={props.reason === "failing" ? "danger" : "neutral"}>
			<Icon aria-hidden="true" />
			{text.states.disabled}
		</Badge>
	);
}
