import type { Ticket } from "@/features/tickets/api";
import { TicketStatus } from "@/features/tickets/components/TicketStatus";
import { formatAgo } from "@/lib/dates";

/** A ticket in a list. */
export function TicketOption({ ticket }: { ticket: Ticket }) {
	const facts = [ticket.company, ticket.board, ticket.last_updated && formatAgo(ticket.last_updated)];
	return (
		<span className="grid gap-1">
			<span className="flex items-start gap-2">
				<span className="shrink-0 font-mono text-primary text-sm leading-6">{ticket.ref}</span>
				<span className="mr-auto line-clamp-2 min-w-0 break-words font-medium">{ticket.summary}</span>
				<TicketStatus status={ticket.status} closed={ticket.closed} />
			</span>
			<span className="truncate text-muted-foreground text-sm">{facts.filter(Boolean).join(" · ")}</span>
		</span>
	);
}
