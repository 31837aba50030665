import type { Consumer, DeadLetter } from "@/features/installation/api";

/** How many events the log has. */
export function logEnd(consumers: readonly Consumer[]): number {
	return Math.max(0, ...consumers.map(({ floor, lag }) => floor + lag));
}

/** How many consumers have something before them. */
export function countBehind(consumers: readonly Consumer[]): number {
	return consumers.filter(({ lag }) => lag > 0).length;
}

/** How many dead letters wait for somebody to decide. */
export function countUndecided(letters: readonly DeadLetter[]): number {
	return letters.filter(({ state }) => state === "dead").length;
}
