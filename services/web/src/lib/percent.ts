import { formatNumber } from "@/lib/dates";

const ROUGH = { least: 0.1, most: 0.99 };
const FINE = { least: 0.001, most: 0.999 };

/** "86%"; what is rare or nearly all with a decimal. Only nothing reads as 0 %, and only all as 100 %. */
export function percent(share: number): string {
	if (share <= 0 || share >= 1) return formatNumber(share, { style: "percent" });
	const isFine = share < ROUGH.least || share > ROUGH.most;
	const shown = Math.min(Math.max(share, FINE.least), FINE.most);
	return formatNumber(shown, { style: "percent", maximumFractionDigits: isFine ? 1 : 0 });
}
