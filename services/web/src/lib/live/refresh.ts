import type { QueryClient } from "@tanstack/react-query";
import type { Change, LiveMessage } from "@/lib/live/messages";
import { keys } from "@/lib/queries";

const LISTS_MS = 400;

/**
 * Reads anew what a message of the feed makes old: the case at once, lists a moment later and once for many changes.
 * A hidden tab only marks it old and reads when it is looked at.
 */
export class Refresher {
	private readonly waiting = new Set<string>();
	private timer: ReturnType<typeof setTimeout> | undefined;

	constructor(private readonly client: QueryClient) {}

	hear(message: LiveMessage): void {
		if (message.kind === "gap") void this.client.invalidateQueries({ predicate: isLive, refetchType: reads() });
		if (message.kind === "change") this.onChange(message.change);
	}

	stop(): void {
		clearTimeout(this.timer);
	}

	private onChange(change: Change): void {
		if (change.session_id) {
			this.refresh(keys.case(change.session_id));
			this.later("cases");
		}
		const list = LISTS[change.category];
		if (list) this.later(list);
	}

	private refresh(queryKey: readonly string[]): void {
		void this.client.invalidateQueries({ queryKey, refetchType: reads() });
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

const LISTS: Readonly<Record<string, string>> = { flow: "flows", user: "users", client: "clients", account: "users" };

function reads(): "active" | "none" {
	return document.visibilityState === "visible" ? "active" : "none";
}

function isLive({ queryKey }: { queryKey: readonly unknown[] }): boolean {
	return queryKey[0] !== keys.me[0] && queryKey[0] !== keys.demo[0];
}
