import { Ticket, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { ticketStrings as text } from "@/features/tickets/strings";

/** The ticket that the case is begun from; nothing where there is none. */
export function ChosenTicket({ form }: { form: IntakeForm }) {
	const { ticket } = form;
	if (!ticket) return null;
	return (
		<div className="mx-3 mb-3 flex items-center gap-3 rounded-xl border border-primary/40 bg-primary/5 py-1.5 pr-1.5 pl-4 text-sm sm:mx-5">
			<Ticket aria-hidden="true" className="size-4 shrink-0 text-primary" />
			<p className="min-w-0 flex-1 break-words">
				<span className="font-medium">{text.chosen(ticket.ref)}</span>{" "}
				<span className="text-muted-foreground">{ticket.summary}</span>
			</p>
			<Button
				variant="ghost"
				size="icon"
				aria-label={text.removeChosen(ticket.ref)}
				onClick={() => form.setTicket(null)}
			>
				<X aria-hidden="true" />
			</Button>
		</div>
	);
}
