import type { Presence } from "@/lib/live/messages";

/** Somebody who has the case open, and when that was last heard (ms). */
export interface Here {
	id: string;
	name: string;
	heard: number;
}

/** How often presence is told, and after how long without it somebody counts as gone. */
export const TELL_MS = 20_000;
export const GONE_MS = 50_000;

/** Who is there after one more word. */
export function withPresence(people: readonly Here[], { user_id, name, here }: Presence, now: number): Here[] {
	const others = people.filter(({ id }) => id !== user_id);
	return here ? [...others, { id: user_id, name, heard: now }].sort((a, b) => a.name.localeCompare(b.name)) : others;
}

/** Those who were heard of lately. */
export function stillHere(people: readonly Here[], now: number): readonly Here[] {
	const here = people.filter(({ heard }) => now - heard < GONE_MS);
	return here.length === people.length ? people : here;
}
