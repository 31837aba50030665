import { type Proposal, type Publish, type Reviewed, send } from "@/features/review/api";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

export type Outcome = "approved" | "dismissed" | "rejected" | "reopened" | "undone";
/** What was done last, told where the next proposal stands already. */
export interface Done {
	outcome: Outcome;
	id: string;
	title: string;
}
export type OnDone = (outcome: Outcome, proposal: Proposal) => void;

/**
 * What a reviewer does with a proposal. Nothing is shown as done before the server says so; what it refuses is shown
 * where it was asked for, or in passing to whoever went on.
 */
export function useReviewing(proposal: Proposal, onDone: OnDone) {
	const about = `“${proposal.title}”`;
	const what = (outcome: Outcome) => ({ ...AFTER, about, onDone: () => onDone(outcome, proposal) });
	const on: Reviewed = { id: proposal.id, version: proposal.version };
	return {
		approve: useSend((key, now: Reviewed) => send.approve(now, key), what("approved")),
		publish: useSend((key, body: Publish) => send.publish(on, body, key), what("approved")),
		dismiss: useSend((key, now: Reviewed) => send.dismiss(now, key), what("dismissed")),
		reject: useSend((key, reason: string) => send.reject(on, reason, key), what("rejected")),
		reopen: useSend((key, now: Reviewed) => send.reopen(now, key), what("reopened")),
		undo: useSend((key, now: Reviewed) => send.undo(now, key), what("undone")),
	};
}

const AFTER = { old: [keys.proposals, keys.flows], quiet: true } as const;
