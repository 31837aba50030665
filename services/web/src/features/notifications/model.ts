import { type Me, mayAct, type Role } from "@/features/auth/api";
import type { Kind, Notification, Preferences } from "@/features/notifications/api";

/** From which role on somebody is told of what. */
const FROM: Readonly<Record<Kind, Role>> = {
	escalation_to_me: "engineer",
	escalation_to_team: "engineer",
	fix_waiting: "engineer",
	push_failed: "engineer",
	proposal_pending: "team_admin",
	gap_found: "team_admin",
};

/** What somebody of this role can be told of. */
export function kindsFor({ role }: Pick<Me, "role">): Kind[] {
	if (role === "operator") return [];
	return (Object.keys(FROM) as Kind[]).filter((kind) => mayAct(role, FROM[kind]));
}

/** What was changed of the preferences, and not yet saved. */
export type Changes = Partial<Pick<Preferences, "kinds" | "digest_hour" | "time_zone">>;

/** The preferences with the changes. */
export function withChanges(saved: Preferences, { kinds, ...changes }: Changes): Preferences {
	return { ...saved, ...changes, kinds: { ...saved.kinds, ...kinds } };
}

/** Whether what is chosen differs from what holds. */
export function isChanged(chosen: Preferences, saved: Preferences): boolean {
	return JSON.stringify(bodyOf(chosen)) !== JSON.stringify(bodyOf(saved));
}

/** The preferences as they are sent. */
export function bodyOf({ kinds, digest_hour, time_zone }: Preferences) {
	return { kinds, digest_hour, time_zone };
}

const COUNT_MAX = 99;

/** As it stands on the bell: "3", "99+". */
export function badgeWord(count: number): string {
	return count > COUNT_MAX ? `${COUNT_MAX}+` : String(count);
}

/** Every time zone that can be chosen, the one that is set among them. */
export function timeZones(set: string): string[] {
	const known = Intl.supportedValuesOf?.("timeZone") ?? [];
	return known.includes(set) ? known : [set, ...known];
}

/**
 * Those of the newest that are to be said aloud, the oldest first: they are unread, came after what was there when the page
 * opened, and no tab of this browser has said them. From then on they count as said.
 */
export function claimTelling(newest: readonly Notification[], opened: string, user: string): Notification[] {
	const name = `rf.told.${user}`;
	const told = lastTold(name);
	const fresh = newest
		.filter(({ read_at, created_at }) => !read_at && created_at > opened && created_at > told)
		.toSorted((one, other) => (one.created_at < other.created_at ? -1 : 1));
	const last = fresh.at(-1);
	if (last) keepTold(name, last.created_at);
	return fresh;
}

/** What was said here, where the browser keeps nothing: its storage is full or forbidden. */
const toldHere = new Map<string, string>();

function lastTold(name: string): string {
	const here = toldHere.get(name) ?? "";
	try {
		const kept = localStorage.getItem(name) ?? "";
		return kept > here ? kept : here;
	} catch {
		return here;
	}
}

function keepTold(name: string, at: string): void {
	try {
		localStorage.setItem(name, at);
	} catch {
		toldHere.set(name, at);
	}
}
