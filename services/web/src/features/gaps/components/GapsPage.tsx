import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Puzzle, SearchX } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { onceEach } from "@/lib/pages";
import "@/features/gaps/commands";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Gap, gapsQuery } from "@/features/gaps/api";
import { GapFilters } from "@/features/gaps/components/GapFilters";
import { GapRow } from "@/features/gaps/components/GapRow";
import type { GapsSearch } from "@/features/gaps/filters";
import { countFilters } from "@/features/gaps/model";
import { gapsRoute } from "@/features/gaps/route";
import { gapStrings as text } from "@/features/gaps/strings";
import { usePeople } from "@/features/gaps/use-people";
import { useCommand } from "@/lib/commands/react";
import { formatNumber } from "@/lib/dates";
import { goToRow } from "@/lib/rows";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;

/** Where the library does not help yet; the filters are in the address. */
export function GapsPage() {
	const search = gapsRoute.useSearch();
	const navigate = useNavigate();
	const change = (next: GapsSearch, replace: boolean) =>
		void navigate({ to: "/knowledge-gaps", search: next, replace, resetScroll: false });
	return <GapsView search={search} change={change} />;
}

export function GapsView(props: { search: GapsSearch; change: (next: GapsSearch, replace: boolean) => void }) {
	const { search, change } = props;
	const gaps = useInfiniteQuery(gapsQuery(search));
	const items = onceEach(gaps.data?.pages);
	return (
		<Page
			title={text.title}
			className="max-w-[88rem] content-start"
			actions={
				<p role="status" className="text-muted-foreground text-sm tabular-nums">
					{gaps.isSuccess && text.count(formatNumber(items.length), gaps.hasNextPage)}
				</p>
			}
		>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			<GapFilters search={search} change={change} />
			{gaps.isPending && <ListSkeleton />}
			{gaps.isError && (
				<div className="grid gap-2">
					<ProblemNote error={gaps.error} onRetry={() => void gaps.refetch()} />
					{gaps.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{gaps.isSuccess && items.length === 0 && (
				<Empty filtered={countFilters(search) > 0} onClear={() => change({}, false)} />
			)}
			<Rows gaps={items} fades={gaps.isPlaceholderData} />
			{gaps.hasNextPage && (
				<Button
					className="justify-self-center"
					aria-disabled={gaps.isFetching}
					onClick={() => gaps.isFetching || void gaps.fetchNextPage()}
				>
					{text.more}
				</Button>
			)}
		</Page>
	);
}

function Rows({ gaps, fades }: { gaps: readonly Gap[]; fades: boolean }) {
	const list = useRef<HTMLOListElement>(null);
	const now = useNow(MINUTE_MS);
	const { nameOf } = usePeople();
	const some = { enabled: gaps.length > 0 };
	useCommand("gaps.next", () => goToRow(list.current, 1), some);
	useCommand("gaps.previous", () => goToRow(list.current, -1), some);
	return (
		<ol
			ref={list}
			aria-label={text.list}
			aria-busy={fades}
			className="grid gap-3 transition-opacity empty:hidden aria-busy:opacity-60"
		>
			{gaps.map((gap) => (
				<li key={gap.id} className="grid">
					<GapRow gap={gap} nameOf={nameOf} now={now} />
				</li>
			))}
		</ol>
	);
}

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
	if (!filtered) return <Notice icon={Puzzle} title={text.emptyTitle} hint={text.emptyHint} />;
	return (
		<Notice icon={SearchX} title={text.noneTitle} hint={text.noneHint}>
			<Button variant="primary" onClick={onClear}>
				{text.clear}
			</Button>
		</Notice>
	);
}

function Notice(props: { icon: typeof Puzzle; title: string; hint: string; children?: ReactNode }) {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<props.icon aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{props.title}</h2>
			<p className="max-w-md text-muted-foreground">{props.hint}</p>
			{props.children}
		</div>
	);
}
