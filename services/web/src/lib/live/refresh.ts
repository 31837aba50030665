import type { InvalidateQueryFilters, QueryClient } from "@tanstack/react-query";
import type { Change, LiveMessage } from "@/lib/live/messages";
import { keys } from "@/lib/queries";

const LISTS_MS = 400;

/**
 * Reads anew what a message of the feed makes old: the case at once, lists a moment later and once for many changes.
 * A hidden tab only marks it old and reads when it is looked at.
 */
export class Refresher {
	private readonly cases = new Set<string>();
	private readonly waiting = new Set<string>();
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly client: QueryClient) {}

	hear(message: LiveMessage): void {
		if (message.kind === "gap") this.invalidate({ predicate: isLive });
		if (message.kind === "change") this.onChange(message.change);
	}

	stop(): void {
		clearTimeout(this.timer);
	}

	private onChange(change: Change): void {
		if (change.session_id) {
			this.soon(change.session_id);
			this.later("cases");
		}
		const lists = [LISTS_BY_CATEGORY[change.category], ...(LISTS_BY_TYPE[change.type] ?? [])];
		for (const list of lists) if (list) this.later(list);
	}

	/** Once for all that came in one piece: each further read of the case would only make the last one wait. */
	private soon(session: string): void {
		if (this.cases.size === 0)
			queueMicrotask(() => {
				for (const id of this.cases) this.refresh(keys.case(id));
				this.cases.clear();
			});
		this.cases.add(session);
	}

	private refresh(queryKey: readonly string[]): void {
		this.invalidate({ queryKey });
	}

	/**
	 * A read that is under way may answer with what was before the change. Where something is shown already it begins
	 * anew; the first read of a page that opens is old as soon as it is there.
	 */
	private invalidate(filters: InvalidateQueryFilters): void {
		const refetchType = reads();
		for (const query of this.client.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" })) {
			const again = () => this.invalidate({ queryKey: query.queryKey, exact: true });
			const begins = refetchType === "active" && query.isActive() && query.state.data !== undefined;
			if (!begins) void query.promise?.then(again, again);
		}
		void this.client.invalidateQueries({ ...filters, refetchType });
	}

	private later(list: string): void {
		this.waiting.add(list);
		this.timer ??= setTimeout(() => {
			this.timer = undefined;
			for (const name of this.waiting) this.refresh([name]);
			this.waiting.clear();
		}, LISTS_MS);
	}
}

const TEMPLATES = "script-templates";
const LISTS = {
	flow: "flows",
	user: "users",
	client: "clients",
	account: "users",
	script: TEMPLATES,
	connection: "psa-connections",
	push: "pushes",
	webhook: "webhook-endpoints",
	gap: "knowledge-gaps",
	notification: "notifications",
	proposal: "flow-proposals",
} as const satisfies Readonly<Record<string, string>>;
/** The list that every event of a category makes old. */
const LISTS_BY_CATEGORY: Readonly<Record<string, string>> = LISTS;

const QUEUE = ["escalations"];
const FIXES = ["fixes"];
const DRAFTS = ["ticket-drafts"];
/** The lists that only some events make old. */
const LISTS_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
	escalation_requested: QUEUE,
	escalation_insight_gained: QUEUE,
	escalation_picked_up: [...QUEUE, ...FIXES],
	escalation_taken_back: QUEUE,
	handed_over: QUEUE,
	case_erased: [...QUEUE, ...FIXES, LISTS.gap, LISTS.proposal, LISTS.notification],
	fix_suggested: FIXES,
	fix_outcome_recorded: FIXES,
	fix_reminder_sent: FIXES,
	session_reassigned: FIXES,
	script_generated: [TEMPLATES],
	ticket_drafted: DRAFTS,
	draft_refreshed: DRAFTS,
	draft_taken: DRAFTS,
	draft_dismissed: DRAFTS,
};

function reads(): "active" | "none" {
	return document.visibilityState === "visible" ? "active" : "none";
}

function isLive({ queryKey }: { queryKey: readonly unknown[] }): boolean {
	return queryKey[0] !== keys.me[0] && queryKey[0] !== keys.demo[0];
}
