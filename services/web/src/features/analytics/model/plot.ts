/** Where things stand in a chart. */

/** Of a share. */
export const SHARE_TICKS = [0, 0.5, 1];

const STEPS = [1, 2, 2.5, 5, 10];

/** Whole, round numbers from 0 to at least `most`, about `count` of them. */
export function ticksOf(most: number, count = 4): number[] {
	if (!(most > 0)) return [0, 1];
	const rough = most / count;
	const size = 10 ** Math.floor(Math.log10(rough));
	const step = (STEPS.find((each) => each * size >= rough) ?? 10) * size;
	const even = Math.max(1, Math.ceil(step));
	return Array.from({ length: Math.ceil(most / even) + 1 }, (_, at) => at * even);
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const TIME_STEPS = [
	...[1, 2, 5, 10, 15, 30],
	...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
	...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
];

/** Round times from 0 to at least so many seconds, as clocks are divided: never 16 min 40 s. */
export function timeTicksOf(most: number, count = 4): number[] {
	const step = TIME_STEPS.find((each) => each * count >= most);
	if (step === undefined) return ticksOf(most / DAY, count).map((tick) => tick * DAY);
	return Array.from({ length: Math.max(1, Math.ceil(most / step)) + 1 }, (_, at) => at * step);
}

/** A place in the chart: across 0 to 1, up 0 to 1. */
interface Place {
	x: number;
	y: number;
}

/** The pieces of a line: it breaks where there is no value. `x` is the middle of each column. */
export function linesOf(values: readonly (number | null)[], most: number): Place[][] {
	const lines: Place[][] = [];
	values.forEach((value, at) => {
		if (value === null) return;
		if (at === 0 || values[at - 1] === null) lines.push([]);
		lines.at(-1)?.push({ x: (at + 0.5) / values.length, y: most > 0 ? value / most : 0 });
	});
	return lines;
}

/** Every which column has its name below it, where so many names have room. */
export function everyOf(count: number, room: number): number {
	return Math.max(1, Math.ceil(count / room));
}
