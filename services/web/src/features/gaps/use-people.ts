import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/app/shell/session";
import { mayAct } from "@/features/auth/api";
import { useNames } from "@/features/case/hooks/usePeople";
import { gapStrings as text } from "@/features/gaps/strings";
import { usersQuery } from "@/lib/people";

/** Who can take care of a gap, and the name of whoever has one. */
export function usePeople() {
	const me = useMe();
	const { data: users, error } = useQuery(usersQuery);
	const people = (users ?? []).filter(({ active, role }) => active && role !== "operator" && mayAct(role, "engineer"));
	const nameOf = useNames(me.name, text.somebody);
	return { people, nameOf, error };
}
