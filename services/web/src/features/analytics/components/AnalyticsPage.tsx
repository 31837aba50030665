import { useQuery } from "@tanstack/react-query";
import { ChartColumn, Hourglass } from "lucide-react";
import { Page } from "@/components/page";
import { Button } from "@/components/ui/button";
import { type Summary, summaryQuery } from "@/features/analytics/api";
import { Breakdown } from "@/features/analytics/components/Breakdown";
import { FilterBar } from "@/features/analytics/components/FilterBar";
import { Flywheel } from "@/features/analytics/components/Flywheel";
import { AsOf, Freshness } from "@/features/analytics/components/Freshness";
import { Gaps } from "@/features/analytics/components/Gaps";
import { Guided } from "@/features/analytics/components/Guided";
import { Models } from "@/features/analytics/components/Models";
import { Pushes } from "@/features/analytics/components/Pushes";
import { Tiles } from "@/features/analytics/components/Tiles";
import { Trend } from "@/features/analytics/components/Trend";
import { useLiveFigures } from "@/features/analytics/hooks/useLiveFigures";
import { useView, type View } from "@/features/analytics/hooks/useView";
import { rangeWords } from "@/features/analytics/model/days";
import { countFilters, NO_FILTERS } from "@/features/analytics/model/search";
import { analyticsStrings as text } from "@/features/analytics/strings";

/** How cases are solved, by period, team, client company and domain; each number leads to its sessions. */
export function AnalyticsPage() {
	const view = useView();
	useLiveFigures();
	const { data, isPlaceholderData } = useQuery(summaryQuery(view.scope));
	const isBuilding = data === "building";
	return (
		<Page title={text.title} className="max-w-[110rem] content-start" actions={<AsOf />}>
			<p className="-mt-4 text-muted-foreground">{text.hint}</p>
			<div className="grid gap-2">
				<FilterBar view={view} />
				<Asked view={view} before={isBuilding ? undefined : data?.previous_period} />
			</div>
			{isBuilding ? <Building /> : <Figures view={view} summary={data} isOld={isPlaceholderData} />}
		</Page>
	);
}

function Figures({ view, summary, isOld }: { view: View; summary: Summary | undefined; isOld: boolean }) {
	const sessions = summary?.figures.find(({ key }) => key === "sessions")?.value;
	const isEmpty = sessions === 0 && !isOld;
	return (
		<>
			<Freshness />
			<Tiles view={view} />
			{isEmpty ? (
				<Empty view={view} />
			) : (
				<>
					<Trend view={view} />
					<div className="grid items-start gap-6 xl:grid-cols-2">
						<Guided view={view} />
						<Breakdown view={view} />
					</div>
				</>
			)}
			<div className="grid items-start gap-6 xl:grid-cols-2">
				<div className="grid min-w-0 gap-6">
					<Flywheel view={view} />
					<Models view={view} />
				</div>
				<div className="grid min-w-0 gap-6">
					<Pushes view={view} />
					<Gaps />
				</div>
			</div>
		</>
	);
}

/** They are counted for the first time; the page comes by itself. */
function Building() {
	return (
		<div role="status" className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<Hourglass aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.buildingTitle}</h2>
			<p className="max-w-md text-muted-foreground">{text.buildingHint}</p>
		</div>
	);
}

/** In words: which days, beside which, and what counts as resolved. */
function Asked({ view: { scope }, before }: { view: View; before: { since: string; until: string } | undefined }) {
	const range = rangeWords(scope.since, scope.until);
	return (
		<p className="text-muted-foreground text-sm">
			{before ? text.compared(range, rangeWords(before.since, before.until)) : text.range(range)}{" "}
			{text.heldMeans(text.heldDays[scope.held_days])} {text.heldHistory}
		</p>
	);
}

function Empty({ view: { search, scope, change } }: { view: View }) {
	const isFiltered = countFilters(search) > 0;
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<ChartColumn aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">
				{isFiltered ? text.emptyFiltered : text.emptyHint(rangeWords(scope.since, scope.until))}
			</p>
			<div className="flex flex-wrap justify-center gap-3">
				{isFiltered && (
					<Button variant="primary" onClick={() => change(NO_FILTERS)}>
						{text.clear}
					</Button>
				)}
				<Button onClick={() => change({ period: "90d", from: undefined, to: undefined })}>{text.wider}</Button>
			</div>
		</div>
	);
}
