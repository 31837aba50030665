import type { RefObject } from "react";
import { useCommand } from "@/lib/commands/react";

/** j and k go from one template to the next; Enter follows the link that has the focus. */
export function useRowKeys(list: RefObject<HTMLElement | null>, enabled: boolean): void {
	const go = (by: number) => {
		const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
		const at = rows.indexOf(document.activeElement as HTMLElement);
		const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by;
		const next = rows[Math.min(Math.max(to, 0), rows.length - 1)];
		next?.focus();
		next?.scrollIntoView({ block: "nearest" });
	};
	useCommand("scripts.next", () => go(1), { enabled });
	useCommand("scripts.previous", () => go(-1), { enabled });
}
