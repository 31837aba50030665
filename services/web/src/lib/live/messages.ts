import type { Schema } from "@/lib/api";

/** What happened to which thing; who wants to know more reads it. */
export interface Change {
	/** The event's type, as `step_proposed`. */
	type: string;
	/** The category of the stream: session, document, ticket, push, connection and so on. */
	category: string;
	/** The stream's id. */
	id: string;
	session_id: string | null;
	version: number;
	actor_id: string;
	at: string;
}

/** The text of a step while FlowPilot writes it: the whole of it so far. */
export interface PartialText {
	session_id: Schema["Case"]["id"];
	step_order: number;
	text: string;
}

/** Somebody has a case open, or left it. */
export interface Presence {
	session_id: Schema["Case"]["id"];
	user_id: string;
	name: string;
	here: boolean;
}

/**
 * `open`: what happens is heard. `lost`: nobody answers, it is tried again. `ended`: nobody is signed in.
 * `gap`: what happened before is not known; read anew what is shown.
 */
export type LiveMessage =
	| { kind: "change"; change: Change; id: string }
	| { kind: "partial"; partial: PartialText }
	| { kind: "presence"; presence: Presence }
	| { kind: "gap"; id: string | null }
	| { kind: "open" }
	| { kind: "lost" }
	| { kind: "ended" };
