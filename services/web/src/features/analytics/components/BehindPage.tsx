import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { ChevronLeft, SearchX } from "lucide-react";
import { useMemo } from "react";
import { ListSkeleton } from "@/components/list-skeleton";
import { Page } from "@/components/page";
import { ProblemNote } from "@/components/ui/problem-note";
import { behindQuery, keyOf } from "@/features/analytics/api";
import { BehindList } from "@/features/analytics/components/BehindList";
import { Csv } from "@/features/analytics/components/Csv";
import { useLiveFigures } from "@/features/analytics/hooks/useLiveFigures";
import { rangeWords, today } from "@/features/analytics/model/days";
import { askedOf, type Drill, drillOf } from "@/features/analytics/model/drill";
import { kindWord } from "@/features/analytics/model/kinds";
import { type AnalyticsSearch, type Scope, scopeOf, searchOf } from "@/features/analytics/model/search";
import { partWord } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { allClientsQuery } from "@/lib/clients";
import { formatNumber } from "@/lib/dates";
import { onceEach } from "@/lib/pages";
import { idOf } from "@/lib/search";
import { strings } from "@/lib/strings";
import { teamsQuery } from "@/lib/teams";

/** The sessions that a number of analytics is made of: exactly as many as it says. */
export function BehindPage() {
	const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
	const day = today(new Date());
	const { search, drill, asked } = useMemo(() => {
		const found = { search: searchOf(raw), drill: drillOf(raw) };
		return { ...found, asked: askedOf(scopeOf(found.search, day), found.drill) };
	}, [raw, day]);
	useLiveFigures();
	const sessions = useInfiniteQuery(behindQuery(asked));
	const pages = sessions.data?.pages;
	const items = useMemo(
		() =>
			onceEach(
				pages?.map((page) => page.sessions),
				keyOf,
			),
		[pages],
	);
	const total = pages?.at(-1)?.total;
	return (
		<Page
			title={text.behind}
			className="max-w-[110rem] content-start"
			actions={
				<div className="flex flex-wrap items-center gap-4">
					<p role="status" className="text-muted-foreground text-sm tabular-nums">
						{total !== undefined && text.sessionsCount(total, formatNumber(total))}
					</p>
					<Csv of={text.behind} asked={{ table: "sessions", ...asked }} />
				</div>
			}
		>
			<div className="-mt-3 grid gap-1">
				<Which search={search} drill={drill} scope={asked} />
				<Link
					to="/analytics"
					search={{ ...search }}
					className="inline-flex items-center gap-1 justify-self-start text-primary text-sm underline-offset-4 hover:underline"
				>
					<ChevronLeft aria-hidden="true" className="size-4" />
					{text.back}
				</Link>
			</div>
			{sessions.isPending && <ListSkeleton />}
			{sessions.isError && !sessions.isFetchNextPageError && (
				<ProblemNote error={sessions.error} onRetry={() => void sessions.refetch()} />
			)}
			{sessions.isSuccess && items.length === 0 && <None />}
			{items.length > 0 && (
				<BehindList items={items} total={total ?? items.length} more={sessions} selected={idOf(raw.selected)} />
			)}
		</Page>
	);
}

/** Which number it was, of whom and of when. */
function Which({ search, drill, scope }: { search: AnalyticsSearch; drill: Drill; scope: Scope }) {
	const teams = useQuery(teamsQuery).data;
	const clients = useQuery(allClientsQuery).data;
	const teamName = (id: string) => teams?.find((team) => team.id === id)?.name ?? text.team;
	const clientName = (id: string) => clients?.find((client) => client.id === id)?.name ?? text.client;
	const { of, value } = drill;
	const names = { team: teamName, client: clientName } as const;
	const kindName = (kind: NonNullable<Drill["of"]>, which: string) =>
		kindWord(kind, which) ??
		(which === "none" ? text.unknown : kind === "team" || kind === "client" ? names[kind](which) : which);
	const parts = [
		partWord(drill),
		of && value && kindName(of, value),
		search.team && teamName(search.team),
		search.client && clientName(search.client),
		search.domain && strings.common.domains[search.domain],
		rangeWords(scope.since, scope.until),
		text.heldShort(text.heldDays[scope.held_days]),
	];
	return <p className="text-muted-foreground">{parts.filter(Boolean).join(" · ")}</p>;
}

function None() {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<SearchX aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.behindNone}</h2>
			<p className="max-w-md text-muted-foreground">{text.behindNoneHint}</p>
		</div>
	);
}
