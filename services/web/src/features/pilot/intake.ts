import type { Chosen } from "@/features/tickets/model";
import type { Schema } from "@/lib/api";

const MIB = 1024 * 1024;

/** What the server takes; sizes in bytes of UTF-8. */
export const LIMITS = {
	textBytes: 128 * 1024,
	logBytes: 20 * MIB,
	pictures: 5,
	pictureBytes: 5 * MIB,
	picturePixels: 40_000_000,
} as const;

/** What the engineer brings. */
export interface Intake {
	text: string;
	log: string;
	/** Addresses that uploads were given. */
	pictures: readonly string[];
	clientId: string | null;
	ticket: Pick<Chosen, "id" | "connection_id"> | null;
}

type IntakeType = Schema["StartSession"]["intake_type"];

/** What kind of intake this is; null while there is nothing in it. */
export function intakeTypeOf({ text, log, pictures, ticket }: Omit<Intake, "clientId">): IntakeType | null {
	const kinds: IntakeType[] = [];
	if (hasWords(text)) kinds.push("free_text");
	if (hasWords(log)) kinds.push("log_paste");
	if (pictures.length > 0) kinds.push("screenshot");
	if (ticket) kinds.push("psa_ticket");
	return kinds.length > 1 ? "combined" : (kinds[0] ?? null);
}

/** The request that starts the case. Only for an intake that has a type. */
export function bodyOf(intake: Intake): Schema["StartSession"] {
	const { text, log, pictures, clientId, ticket } = intake;
	return {
		intake_type: intakeTypeOf(intake) ?? "free_text",
		intake_content: {
			...(hasWords(text) && { text: text.trim() }),
			...(hasWords(log) && { log_content: log }),
			...(pictures.length > 0 && { image_urls: [...pictures] }),
		},
		...(clientId && { client_id: clientId }),
		...(ticket && { psa_ticket_id: ticket.id, psa_connection_id: ticket.connection_id }),
	};
}

/** Not `trim`: it would copy a long log with each key that is pressed. */
function hasWords(text: string): boolean {
	return /\S/.test(text);
}

/** Whether the text takes more than `limit` bytes; counts only where its length leaves it open. */
export function isOver(text: string, limit: number): boolean {
	if (text.length > limit) return true;
	return text.length * 3 > limit && new TextEncoder().encode(text).length > limit;
}
