import { type Me, mayAct } from "@/features/auth/api";
import type { CaseDetail } from "@/features/case/types";
import { mayTakeBack, whyNot } from "@/features/escalations/model";

/** What somebody may do with a case as it stands. */
export interface Rights {
	owns: boolean;
	answer: boolean;
	resolve: boolean;
	pause: boolean;
	resume: boolean;
	abandon: boolean;
	reassign: boolean;
	reopen: boolean;
	rate: boolean;
	/** Change what is known. */
	facts: boolean;
	/** Suggest a fix, or make a script. */
	suggest: boolean;
	/** Say how a fix turned out; also after the case was closed. */
	recordFix: boolean;
	escalate: boolean;
	takeBack: boolean;
	handOver: boolean;
	pickUp: boolean;
	linkTicket: boolean;
	/** Have the PSA asked for the ticket again. */
	reloadTicket: boolean;
	/** Have the closing document written to the ticket again. */
	push: boolean;
}

export const NO_RIGHTS: Rights = {
	owns: false,
	answer: false,
	resolve: false,
	pause: false,
	resume: false,
	abandon: false,
	reassign: false,
	reopen: false,
	rate: false,
	facts: false,
	suggest: false,
	recordFix: false,
	escalate: false,
	takeBack: false,
	handOver: false,
	pickUp: false,
	linkTicket: false,
	reloadTicket: false,
	push: false,
};

export function rightsOf(found: CaseDetail, me: Pick<Me, "id" | "role" | "team_id">): Rights {
	const owns = found.user_id === me.id && mayAct(me.role, "engineer");
	const active = found.status === "active";
	const live = isLive(found);
	const closed = isClosed(found);
	const waits = found.status === "requesting_escalation";
	return {
		owns,
		answer: owns && active,
		resolve: owns && live && found.steps.length > 0,
		pause: owns && active,
		resume: owns && found.status === "paused",
		abandon: owns && live,
		reassign: mayAct(me.role, "team_admin") && live,
		reopen: owns && closed,
		rate: owns && closed,
		facts: owns && (live || waits),
		suggest: owns && live,
		recordFix: owns,
		escalate: owns && live && found.steps.length > 0,
		takeBack: waits && mayTakeBack(found, me),
		handOver: waits && (owns || mayAct(me.role, "team_admin")),
		pickUp: waits && whyNot(found, me) === null,
		linkTicket: owns && live,
		reloadTicket: owns && found.ticket !== null && (live || waits),
		push: owns || mayAct(me.role, "team_admin"),
	};
}

export function isLive({ status }: Pick<CaseDetail, "status">): boolean {
	return status === "active" || status === "paused";
}

export function isClosed({ status }: Pick<CaseDetail, "status">): boolean {
	return status === "resolved" || status === "escalated" || status === "abandoned";
}
