import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { useMe } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";
import { historyQuery, usersQuery } from "@/features/case/api";
import { answererOf } from "@/features/case/model/history";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";

/** Who answered each step, by the step's place, as words: "you", a name; undefined where that is not known yet. */
export function useAnswerers(found: CaseDetail): (string | undefined)[] {
	const me = useMe();
	const revision = useDeferredValue(found.revision);
	const { data: history } = useQuery({ ...historyQuery(found.id, revision), placeholderData: (before) => before });
	const actors = useMemo(() => answererOf(history ?? []), [history]);
	const others = actors.some((id) => id !== me.id && id !== found.user_id);
	const { data: users } = useQuery({ ...usersQuery, enabled: others && mayAct(me.role, "engineer") });
	return useMemo(
		() =>
			actors.map((id) => {
				if (id === me.id) return text.you;
				if (id === found.user_id) return found.user_name ?? text.somebody;
				return users?.find((user) => user.id === id)?.name ?? text.somebody;
			}),
		[actors, me.id, found.user_id, found.user_name, users],
	);
}
