import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useMe } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { usersQuery } from "@/lib/people";

/** Who answered each step, by the step's place, as words: "you", a name; undefined where nobody did. */
export function useAnswerers(found: CaseDetail): (string | undefined)[] {
	const me = useMe();
	return useMemo(
		() =>
			found.steps.map(({ answered_by, answered_by_name }) => {
				if (answered_by === null) return undefined;
				return answered_by === me.id ? text.you : (answered_by_name ?? text.somebody);
			}),
		[found.steps, me.id],
	);
}

/** The name of somebody who works here, by id; `self` is what I am called, `somebody` who is not known. */
export function useNames(self: string, somebody: string): (id: string | null | undefined) => string {
	const me = useMe();
	const { data: users } = useQuery({ ...usersQuery, enabled: mayAct(me.role, "engineer") });
	return useCallback(
		(id) => (id === me.id ? self : (users?.find((user) => user.id === id)?.name ?? somebody)),
		[me.id, users, self, somebody],
	);
}

/** The name of somebody who works here, by id: "you", a name; null is FlowPilot. */
export function useNameOf(found: Pick<CaseDetail, "user_id" | "user_name">): (id: string | null) => string {
	const me = useMe();
	const nameOf = useNames(text.you, text.somebody);
	return (id) => {
		if (id === null) return text.pilot;
		return id === found.user_id && id !== me.id ? (found.user_name ?? text.somebody) : nameOf(id);
	};
}
