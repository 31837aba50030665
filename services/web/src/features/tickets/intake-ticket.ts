import type { CaseDetail } from "@/features/case/types";

/** The ticket that a case began from: what people call it, and what stands in it as far as the PSA told. */
export function intakeTicketOf({ intake_content: intake, ticket, ticket_data }: CaseDetail): {
	ticket: string | null;
	ticketText: string | null;
} {
	const id = intake?.ticket_id ?? null;
	if (id === null || ticket?.id !== id) return { ticket: id, ticketText: null };
	const description = ticket_data?.description;
	return { ticket: ticket.ref ?? id, ticketText: typeof description === "string" ? description : null };
}
