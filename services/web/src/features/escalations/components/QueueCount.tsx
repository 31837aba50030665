import { useQuery } from "@tanstack/react-query";
import { escalationsQuery } from "@/features/escalations/api";
import { escalationStrings as text } from "@/features/escalations/strings";

/** How many cases I can pick up, beside the entry of the sidebar; nothing where there are none. */
export function QueueCount() {
	const { data } = useQuery(escalationsQuery(true));
	const count = data?.filter(({ may_pick_up }) => may_pick_up).length ?? 0;
	if (count === 0) return null;
	return (
		<span className="ml-auto rounded-full bg-warning-solid px-2 font-mono text-on-solid text-xs leading-5">
			<span aria-hidden="true">{count}</span>
			<span className="sr-only">, {text.countForMe(count)}</span>
		</span>
	);
}
