import type { InvalidateOptions, InvalidateQueryFilters, QueryClient, QueryKey } from "@tanstack/react-query";
import type { Change, LiveMessage } from "@/lib/live/messages";
import { keys } from "@/lib/queries";

const LISTS_MS = 400;
/** Lists that change all the time, and how long each rests between two reads. What one of their things is, is read at once. */
const RESTS_MS: Readonly<Record<string, number>> = { flows: 10_000 };

/**
 * Reads anew what a message of the feed makes old: the case at once, lists a moment later and once for many changes.
 * A hidden tab only marks it old and reads when it is looked at.
 */
export class Refresher {
	private readonly things = new Map<string, QueryKey>();
	private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
	private readonly readAt = new Map<string, number>();

	constructor(private readonly client: QueryClient) {}

	hear(message: LiveMessage): void {
		if (message.kind === "gap") this.invalidate({ predicate: isLive });
		if (message.kind === "change") this.onChange(message.change);
	}

	stop(): void {
		for (const timer of this.waiting.values()) clearTimeout(timer);
		this.waiting.clear();
	}

	private onChange(change: Change): void {
		if (change.session_id) {
			this.soon(keys.case(change.session_id));
			this.later("cases");
		}
		const own = LISTS_BY_CATEGORY[change.category];
		if (own && own in RESTS_MS) this.soon([own, change.id]);
		for (const list of [own, ...(LISTS_BY_TYPE[change.type] ?? [])]) if (list) this.later(list);
	}

	/** Once for all that came in one piece: each further read of the thing would only make the last one wait. */
	private soon(queryKey: QueryKey): void {
		if (this.things.size === 0)
			queueMicrotask(() => {
				for (const key of this.things.values()) this.invalidate({ queryKey: key });
				this.things.clear();
			});
		this.things.set(JSON.stringify(queryKey), queryKey);
	}

	/**
	 * A read that is under way may answer with what was before the change. Where something is shown already it begins
	 * anew, if not told otherwise; the first read of a page that opens is old as soon as it is there.
	 */
	private invalidate(filters: InvalidateQueryFilters, options: InvalidateOptions = {}): void {
		const refetchType = document.visibilityState === "visible" ? "active" : "none";
		for (const query of this.client.getQueryCache().findAll({ ...filters, fetchStatus: "fetching" })) {
			const again = () => this.invalidate({ queryKey: query.queryKey, exact: true }, options);
			const begins = refetchType === "active" && query.isActive() && query.state.data !== undefined;
			if (!begins || options.cancelRefetch === false) void query.promise?.then(again, again);
		}
		void this.client.invalidateQueries({ ...filters, refetchType }, options);
	}

	private later(list: string): void {
		if (this.waiting.has(list)) return;
		const rested = (this.readAt.get(list) ?? Number.NEGATIVE_INFINITY) + (RESTS_MS[list] ?? 0);
		const read = () => {
			this.waiting.delete(list);
			this.readAt.set(list, Date.now());
			// What is being read is read to its end: many changes would keep a long list from ever getting there.
			this.invalidate({ queryKey: [list] }, { cancelRefetch: false });
		};
		this.waiting.set(list, setTimeout(read, Math.max(LISTS_MS, rested - Date.now())));
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

function isLive({ queryKey }: { queryKey: readonly unknown[] }): boolean {
	return queryKey[0] !== keys.me[0] && queryKey[0] !== keys.demo[0];
}
