import { ListChecks, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Change } from "@/features/review/components/QueueFilters";
import { countFilters, type ReviewSearch } from "@/features/review/filters";
import { reviewStrings as text } from "@/features/review/strings";

/** Why there is nothing, and what to do about it. */
export function EmptyQueue({ search, change }: { search: ReviewSearch; change: Change }) {
	const narrowed = countFilters(search) > 0;
	const Icon = narrowed ? SearchX : ListChecks;
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-12 text-center">
			<Icon aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{narrowed ? text.noneTitle : text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">{narrowed ? text.noneHint : text.emptyHint}</p>
			{narrowed && (
				<Button variant="primary" onClick={() => change({}, false)}>
					{text.clear}
				</Button>
			)}
		</div>
	);
}
