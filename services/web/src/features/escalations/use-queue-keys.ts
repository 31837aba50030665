import type { RefObject } from "react";
import type { Me } from "@/features/auth/api";
import type { Waiting } from "@/features/escalations/api";
import { mayTakeBack } from "@/features/escalations/model";
import { useCommand } from "@/lib/commands/react";

interface Acts {
	take: (id: string) => void;
	takeBack: (id: string) => void;
	open: (id: string) => void;
}

/** j and k go from row to row, p picks up, u takes back, o opens: the row with the focus, else the one that is read, else the first. */
export function useQueueKeys(
	list: RefObject<HTMLElement | null>,
	waiting: readonly Waiting[],
	read: string | null,
	me: Me,
	{ take, takeBack, open }: Acts,
): void {
	const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-case]") ?? [])];
	const focused = () => document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-case]") ?? null;
	const go = (by: number) => {
		const all = rows();
		const row = focused();
		const at = row ? all.indexOf(row) : -1;
		const to = at === -1 ? (by > 0 ? 0 : all.length - 1) : at + by;
		const next = all[Math.min(Math.max(to, 0), all.length - 1)];
		next?.focus();
		next?.scrollIntoView({ block: "nearest" });
	};
	const meant = () => focused()?.dataset.case ?? read ?? waiting[0]?.id;
	const act = (how: (id: string) => void) => {
		const id = meant();
		if (id) how(id);
	};
	const some = { enabled: waiting.length > 0 };
	useCommand("escalations.next", () => go(1), some);
	useCommand("escalations.previous", () => go(-1), some);
	useCommand("escalations.read", () => (document.activeElement as HTMLElement | null)?.click(), some);
	useCommand("escalations.pickUp", () => act(take), { enabled: waiting.some(({ may_pick_up }) => may_pick_up) });
	useCommand("case.takeBack", () => act(takeBack), { enabled: waiting.some((item) => mayTakeBack(item, me)) });
	useCommand("escalations.open", () => act(open), some);
}
