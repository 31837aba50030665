/** Give the row so many further down the focus, from the one that has it, else the first or the last: `[data-row]`. */
export function goToRow(list: HTMLElement | null, by: number): void {
	const rows = [...(list?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
	const focused = document.activeElement?.closest("li")?.querySelector<HTMLElement>("[data-row]");
	const at = focused ? rows.indexOf(focused) : -1;
	const to = at === -1 ? (by > 0 ? 0 : rows.length - 1) : at + by;
	const next = rows[Math.min(Math.max(to, 0), rows.length - 1)];
	next?.focus();
	next?.scrollIntoView({ block: "nearest" });
}
