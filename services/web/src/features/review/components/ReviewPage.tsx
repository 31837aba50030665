import { onceEach } from "@/lib/pages";
import "@/features/review/commands";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import { type ProposalItem, proposalsQuery } from "@/features/review/api";
import { DoneNote } from "@/features/review/components/DoneNote";
import { EmptyQueue } from "@/features/review/components/EmptyQueue";
import { ProposalPane } from "@/features/review/components/ProposalPane";
import { Queue } from "@/features/review/components/Queue";
import { type Change, QueueFilters } from "@/features/review/components/QueueFilters";
import { countFilters, queryOf } from "@/features/review/filters";
import { useFocusOn, useMovingOn } from "@/features/review/hooks/useMovingOn";
import { useReviewer } from "@/features/review/hooks/useReviewer";
import type { Done, OnDone } from "@/features/review/hooks/useReviewing";
import { useReviewSearch } from "@/features/review/hooks/useReviewSearch";
import { useSelection } from "@/features/review/hooks/useSelection";
import { reviewStrings as text } from "@/features/review/strings";
import { cn } from "@/lib/cn";
import { useCommand } from "@/lib/commands/react";

/** What the flywheel proposes: found, read and decided, one after the other. */
export function ReviewPage() {
	const reviews = useReviewer();
	const search = useReviewSearch();
	const change = useChange();
	const wide = useMedia(WIDE);
	const field = useRef<HTMLInputElement>(null);
	const [done, setDone] = useState<Done | null>(null);
	const query = useMemo(() => queryOf(search), [search]);
	const pages = useInfiniteQuery(proposalsQuery(query));
	const items = useMemo(() => onceEach(pages.data?.pages), [pages.data]);
	// The one that was just decided may still be in the list.
	const first = wide && !pages.isPlaceholderData ? items.find(({ id }) => id !== done?.id) : undefined;
	const selection = useSelection(items, JSON.stringify(query), first);
	const editing = search.edit === true && selection.id === search.selected;
	const alone = editing || (!wide && selection.id !== null);
	const focus = useFocusOn();
	const moveOn = useMovingOn({ selection, wide, focus });
	const onDone: OnDone = (outcome, { id, title }) => {
		setDone({ outcome, id, title });
		moveOn(outcome, id);
	};
	const hide = () => {
		setDone(null);
		focus(null);
	};
	useCommand("review.search", () => field.current?.select(), { enabled: !alone });
	return (
		<Page
			title={text.title}
			className="max-w-[120rem] content-start"
			actions={
				!alone && pages.data && <Count items={items} waiting={countFilters(search) === 0} more={pages.hasNextPage} />
			}
		>
			{!alone && (
				<>
					<p className="-mt-4 text-muted-foreground">{reviews ? text.hint : text.readOnly}</p>
					<QueueFilters search={search} change={change} field={field} />
				</>
			)}
			<DoneNote done={done} onClose={hide} onDone={onDone} />
			<div
				className={cn("grid min-w-0 items-start gap-6", !alone && selection.id && "lg:grid-cols-[22rem_minmax(0,1fr)]")}
			>
				{!alone && (
					<div className="lg:sticky lg:top-[calc(var(--banner)+1rem)] lg:-m-1 lg:max-h-[calc(100dvh-var(--banner)-2rem)] lg:overflow-y-auto lg:p-1">
						{pages.isPending && <ListSkeleton />}
						{pages.isError && !pages.isFetchNextPageError && (
							<div className="grid gap-2">
								<ProblemNote error={pages.error} onRetry={() => void pages.refetch()} />
								{pages.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
							</div>
						)}
						{pages.isSuccess && items.length === 0 && <EmptyQueue search={search} change={change} />}
						<Queue items={items} pages={pages} selection={selection} wide={wide} walks={!alone} />
					</div>
				)}
				{selection.id && (
					<ProposalPane key={selection.id} id={selection.id} editing={editing} alone={alone} onDone={onDone} />
				)}
			</div>
		</Page>
	);
}

/** Another address of this page. Typing replaces it, a choice is a step that Back undoes. */
function useChange(): Change {
	const navigate = useNavigate();
	return (next, replace) => void navigate({ to: "/review-queue", search: next, replace, resetScroll: !replace });
}

function Count({ items, waiting, more }: { items: readonly ProposalItem[]; waiting: boolean; more: boolean }) {
	return (
		<p role="status" className="text-muted-foreground text-sm tabular-nums">
			{(waiting ? text.count : text.shown)(items.length, more)}
		</p>
	);
}
