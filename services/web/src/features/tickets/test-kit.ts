import type { CaseTicket, Ticket, TicketChange, TicketContext, TicketDraft } from "@/features/tickets/api";

const AT = "2026-11-20T09:00:00Z";

/** An open ticket, for tests. */
export function makeTicket(number: number, changes: Partial<Ticket> = {}): Ticket {
	return {
		id: String(number),
		ref: `CW #${number}`,
		summary: `Ticket ${number}`,
		status: "New",
		closed: false,
		board: "Help Desk",
		priority: "Medium",
		type: null,
		company: "Fabrikam",
		contact: "Ada Byrne",
		owner: null,
		url: `https://na.myconnectwise.net/ticket/${number}`,
		entered_at: AT,
		last_updated: AT,
		...changes,
	};
}

export function makeContext(ticket: Ticket, changes: Partial<TicketContext> = {}): TicketContext {
	return {
		ticket,
		description: `All about ${ticket.ref}`,
		company: null,
		contact: null,
		configurations: [],
		notes: [],
		...changes,
	};
}

/** The ticket of a case, loaded, for tests. */
export function makeCaseTicket(changes: Partial<CaseTicket> = {}): CaseTicket {
	return {
		...makeTicket(48213),
		connection_id: "psa-1",
		context_status: "loaded",
		unavailable_reason: null,
		changes: [],
		version: 1,
		...changes,
	};
}

export function makeChange(changes: Partial<TicketChange> = {}): TicketChange {
	return { at: AT, changes: [], new_notes: 0, closed: false, ...changes };
}

export function makeDraft(number: number): TicketDraft {
	return {
		id: `draft-${number}`,
		connection_id: "psa-1",
		ticket: makeTicket(number),
		drafted_at: AT,
		updated_at: AT,
		version: 1,
	};
}
