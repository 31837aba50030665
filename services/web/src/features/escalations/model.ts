import { type Me, mayAct } from "@/features/auth/api";
import { escalationStrings as text } from "@/features/escalations/strings";
import { isProblem } from "@/lib/problem";

/** What tells for whom a case waits. */
export interface WaitsFor {
	escalated_by_id: string | null;
	escalated_to_id: string | null;
	escalated_to_name: string | null;
	escalated_team_id: string | null;
}

/** Why somebody may not pick a waiting case up, in words; null where they may. The server has the last word. */
export function whyNot(waiting: WaitsFor, me: Pick<Me, "id" | "role" | "team_id">): string | null {
	if (!mayAct(me.role, "engineer")) return text.whyNotYou.role;
	if (waiting.escalated_by_id === me.id) return text.whyNotYou.own;
	const { escalated_to_id: to, escalated_to_name: name, escalated_team_id: team } = waiting;
	if (to === me.id || (team && team === me.team_id) || (!to && !team)) return null;
	if (!to) return text.whyNotYou.team;
	return team ? text.whyNotYou.namedOrTeam(name ?? "—") : text.whyNotYou.named(name ?? "—");
}

/** Whether somebody may end a case's waiting: whoever escalated it, or a lead, after which it is its engineer's again. */
export function mayTakeBack(waiting: { user_id: string | null }, me: Pick<Me, "id" | "role">): boolean {
	return mayAct(me.role, "team_admin") || (waiting.user_id === me.id && mayAct(me.role, "engineer"));
}

/** Whose it is once it was taken back, in words. */
export function tookBackWord(
	waiting: { user_id: string | null; user_name: string | null },
	me: Pick<Me, "id">,
): string {
	return waiting.user_id === me.id ? text.tookBack : text.tookBackFor(waiting.user_name ?? "—");
}

/** For whom it waits, in words. */
export function waitsForWord(waiting: WaitsFor, me: Pick<Me, "id" | "team_id" | "team_name">): string {
	if (waiting.escalated_to_id === me.id) return text.forYou;
	if (waiting.escalated_to_id) return waiting.escalated_to_name ?? "—";
	const team = waiting.escalated_team_id;
	if (!team) return text.forAnyone;
	return text.forTeam(team === me.team_id ? (me.team_name ?? null) : null);
}

/** A reason that the server takes: 5 to 2000 characters. */
export function isGoodReason(reason: string): boolean {
	const length = [...reason.trim()].length;
	return length >= 5 && length <= 2000;
}

/** Who was quicker, out of the refusal of a pick-up; null where it was refused for something else. */
export function takenWord(error: unknown): string | null {
	if (!isProblem(error, "wrong_status")) return null;
	const name = error.facts.picked_up_by_name;
	return typeof name === "string" && name ? text.taken(name) : text.takenBack;
}
