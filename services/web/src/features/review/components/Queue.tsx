import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import type { More } from "@/components/window-rows";
import type { ProposalItem } from "@/features/review/api";
import { QueueRow } from "@/features/review/components/QueueRow";
import type { Selection } from "@/features/review/hooks/useSelection";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;

/** The proposals that the filters leave; j and k go through them. */
export function Queue(props: {
	items: readonly ProposalItem[];
	pages: More & { isPlaceholderData: boolean };
	selection: Selection;
	wide: boolean;
	walks: boolean;
}) {
	const { items, pages, selection } = props;
	const list = useRef<HTMLUListElement>(null);
	const now = useNow(MINUTE_MS);
	const step = useSteps(selection, list);
	useCommand("review.next", () => step(1), { enabled: props.walks && items.length > 0 });
	useCommand("review.previous", () => step(-1), { enabled: props.walks && items.length > 0 });
	return (
		<div className={cn("grid content-start gap-3", pages.isPlaceholderData && "opacity-60")}>
			<ul ref={list} aria-label={text.list} aria-busy={pages.isPlaceholderData} className="grid gap-2">
				{items.map((item) => (
					<li key={item.id}>
						<QueueRow
							item={item}
							now={now}
							selected={item.id === selection.id}
							wide={props.wide}
							onSelect={selection.select}
						/>
					</li>
				))}
			</ul>
			{pages.isFetchNextPageError && <ProblemNote error={pages.error} />}
			{pages.hasNextPage && (
				<Button
					aria-disabled={pages.isFetchingNextPage}
					onClick={() => !pages.isFetchingNextPage && void pages.fetchNextPage()}
				>
					{pages.isFetchingNextPage ? text.loadingMore : text.more}
				</Button>
			)}
		</div>
	);
}

/** Steps through the list; the focus follows, so that it is read out and scrolled to. */
function useSteps(selection: Selection, list: RefObject<HTMLUListElement | null>): (by: number) => void {
	const stepped = useRef(false);
	useEffect(() => {
		if (!stepped.current) return;
		stepped.current = false;
		const row = list.current?.querySelector<HTMLElement>(`[data-proposal="${selection.id}"]`);
		row?.focus({ preventScroll: true });
		row?.scrollIntoView({ block: "nearest" });
	});
	return (by) => {
		stepped.current = true;
		selection.step(by);
	};
}
