import { useQuery } from "@tanstack/react-query";
import { PAGE, pendingFixesQuery } from "@/features/fixes/api";
import { fixStrings as text } from "@/features/fixes/strings";

/** How many fixes of my cases wait to be verified, beside the entry of the sidebar; nothing where there are none. */
export function FixCount() {
	const { data } = useQuery(pendingFixesQuery(true));
	const count = data?.length ?? 0;
	if (count === 0) return null;
	const full = count >= PAGE;
	return (
		<span className="ml-auto rounded-full border border-current/30 px-2 font-mono text-warning text-xs leading-5">
			<span aria-hidden="true">{full ? `${PAGE}+` : count}</span>
			<span className="sr-only">, {full ? text.countMore(PAGE) : text.count(count)}</span>
		</span>
	);
}
