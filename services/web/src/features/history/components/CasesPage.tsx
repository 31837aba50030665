import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useMe } from "@/app/shell/session";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { mayAct } from "@/features/auth/api";
import { casesQuery } from "@/features/history/api";
import { CaseList } from "@/features/history/components/CaseList";
import { EmptyCases } from "@/features/history/components/EmptyCases";
import { FilterBar } from "@/features/history/components/FilterBar";
import { type CasesSearch, queryOf, type Scope, withoutFilters } from "@/features/history/filters";
import { itemsOf } from "@/features/history/live-pages";
import { casesRoute } from "@/features/history/route";
import { useLiveCases } from "@/features/history/use-live-cases";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";
import { useNow } from "@/lib/use-now";

const MINUTE_MS = 60_000;
const text = strings.history;

/** Every case that one may see: found, filtered and opened. */
export function CasesPage() {
	const me = useMe();
	const search = casesRoute.useSearch();
	const change = useChange();
	const now = useNow(MINUTE_MS);
	const scope = search.scope ?? (mayAct(me.role, "engineer") ? "mine" : "all");
	const today = now.toDateString();
	// biome-ignore lint/correctness/useExhaustiveDependencies: periods begin with a day, not with a minute
	const query = useMemo(() => queryOf(search, me, scope, now), [search, me, scope, today]);
	useLiveCases(query);
	const cases = useInfiniteQuery(casesQuery(query));
	const items = useMemo(() => itemsOf(cases.data?.pages ?? []), [cases.data]);
	const clear = () => change(withoutFilters(search), false);
	return (
		<Page
			title={text.title}
			className="max-w-[110rem] content-start"
			actions={<Count shown={items.length} more={cases.hasNextPage} known={cases.data !== undefined} />}
		>
			<FilterBar search={search} scope={scope} change={change} clear={clear} />
			{cases.isPending && <ListSkeleton />}
			{cases.isError && !cases.isFetchNextPageError && (
				<div className="grid gap-2">
					<ProblemNote error={cases.error} onRetry={() => void cases.refetch()} />
					{cases.data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{cases.isSuccess && items.length === 0 && (
				<EmptyCases search={search} scope={scope} change={change} clear={clear} />
			)}
			{items.length > 0 && (
				<CaseList
					items={items}
					cases={cases}
					now={now}
					sort={search.sort ?? "newest"}
					fades={cases.isPlaceholderData}
				/>
			)}
		</Page>
	);
}

export type Change = (next: CasesSearch, replace: boolean) => void;

/** Another address of this page. Typing replaces it, a choice is a step that Back undoes. */
function useChange(): Change {
	const navigate = useNavigate();
	return (next, replace) => void navigate({ to: "/cases", search: next, replace, resetScroll: !replace });
}

function Count({ shown, more, known }: { shown: number; more: boolean; known: boolean }) {
	return (
		<p role="status" className="text-muted-foreground text-sm tabular-nums">
			{known && text.count(formatNumber(shown), more)}
		</p>
	);
}

export type Scoped = { search: CasesSearch; scope: Scope; change: Change; clear: () => void };
