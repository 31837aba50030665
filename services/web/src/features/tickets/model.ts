import type { ConnectionItem } from "@/features/connections/api";
import type { CaseTicket, Ticket, TicketChange } from "@/features/tickets/api";
import { ticketStrings as text } from "@/features/tickets/strings";

/** A ticket that was chosen, with the connection that it came through. */
export interface Chosen {
	connection_id: string;
	id: string;
	ref: string;
	summary: string;
}

export function chosenOf(connection: string, { id, ref, summary }: Ticket): Chosen {
	return { connection_id: connection, id, ref, summary };
}

/** What was kept in the tab; null where it is nothing, or of another shape. */
export function readChosen(kept: string): Chosen | null {
	try {
		const value: unknown = JSON.parse(kept);
		const fields = ["connection_id", "id", "ref", "summary"] as const;
		if (typeof value !== "object" || value === null) return null;
		return fields.every((name) => typeof (value as Record<string, unknown>)[name] === "string")
			? (value as Chosen)
			: null;
	} catch {
		return null;
	}
}

/** Why no ticket can be pulled; null where one can. */
export function whyNoTickets(read: {
	data: readonly ConnectionItem[] | undefined;
	isError: boolean;
}): keyof typeof text.why | null {
	if (!read.data) return read.isError ? "unknown" : "loading";
	if (read.data.length === 0) return "none";
	return read.data.some(({ state }) => state === "active") ? null : "paused";
}

/** The connections that can be asked. */
export function usable(connections: readonly ConnectionItem[] | undefined): readonly ConnectionItem[] {
	return (connections ?? []).filter(({ state }) => state === "active");
}

/** What happened to the ticket, a line for each. */
export function changeWords({ changes, new_notes, closed }: TicketChange): string[] {
	const names: Readonly<Record<string, string>> = text.fields;
	const lines = changes.map(({ field, before, after }) =>
		text.changed(names[field] ?? field.replaceAll("_", " "), before ?? text.nothing, after ?? text.nothing),
	);
	return [...lines, ...(new_notes > 0 ? [text.newNotes(new_notes)] : []), ...(closed ? [text.wasClosed] : [])];
}

/** Why the PSA did not tell of the ticket, in words; null where it did. */
export function unavailableWords({ context_status, unavailable_reason }: CaseTicket): string | null {
	if (context_status === "unavailable") return `${text.unavailable[unavailable_reason ?? "away"]} ${text.goesOn}`;
	return unavailable_reason ? `${text.unavailable[unavailable_reason]} ${text.asOf}` : null;
}
