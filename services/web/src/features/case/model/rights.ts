import { type Me, mayAct } from "@/features/auth/api";
import type { CaseDetail } from "@/features/case/types";

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
};

export function rightsOf(found: CaseDetail, me: Pick<Me, "id" | "role">): Rights {
	const owns = found.user_id === me.id && mayAct(me.role, "engineer");
	const active = found.status === "active";
	const live = isLive(found);
	const closed = isClosed(found);
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
	};
}

export function isLive({ status }: Pick<CaseDetail, "status">): boolean {
	return status === "active" || status === "paused";
}

export function isClosed({ status }: Pick<CaseDetail, "status">): boolean {
	return status === "resolved" || status === "escalated" || status === "abandoned";
}
