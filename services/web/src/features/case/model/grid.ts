/** Where a key leads in a grid of `count` cells, from cell `at` (-1: not in it yet); null for a key that leads nowhere. */
export function moveTo(key: string, at: number, count: number, columns: number): number | null {
	const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
	if (key === "Home") return 0;
	if (key === "End") return count - 1;
	if (by === undefined || count === 0) return null;
	if (at === -1) return by > 0 ? 0 : count - 1;
	const to = at + by;
	return to >= 0 && to < count ? to : at;
}
