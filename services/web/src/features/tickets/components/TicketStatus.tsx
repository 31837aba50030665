import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { ticketStrings as text } from "@/features/tickets/strings";

/** The status that the PSA names; that the ticket is closed has a sign of its own. */
export function TicketStatus({ status, closed }: { status: string | null; closed: boolean }) {
	if (!status && !closed) return null;
	return (
		<Badge tone={closed ? "neutral" : "primary"} className="max-w-36 shrink-0">
			{closed && <CircleCheck aria-hidden="true" />}
			<span className="truncate">{status ?? text.closed}</span>
		</Badge>
	);
}
