import { useQuery } from "@tanstack/react-query";
import { ArrowDownRight, ArrowUpRight, Equal, Minus } from "lucide-react";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type Figure, summaryQuery } from "@/features/analytics/api";
import { Csv } from "@/features/analytics/components/Csv";
import { DefinitionButton, Meaning, useDefinition } from "@/features/analytics/components/Definition";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import type { View } from "@/features/analytics/hooks/useView";
import { type Change, changeOf } from "@/features/analytics/model/change";
import type { AnalyticsSearch } from "@/features/analytics/model/search";
import { intervalWords, nameOf, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";

const STAND_INS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const GRID = "grid grid-cols-2 gap-3 sm:gap-4 md:grid-cols-3 xl:grid-cols-5";

/** The figures at a glance, each beside the period before. */
export function Tiles({ view: { search, scope } }: { view: View }) {
	const { data, error, refetch, isPlaceholderData } = useQuery(summaryQuery(scope));
	return (
		<section aria-labelledby="analytics-summary" className="grid gap-3">
			<header className="flex items-center justify-between gap-4">
				<h2 id="analytics-summary" className="font-semibold text-lg">
					{text.summary}
				</h2>
				<Csv of={text.summary} asked={{ table: "summary", ...scope }} />
			</header>
			{error !== null && (
				<div className="grid gap-2">
					<ProblemNote error={error} onRetry={() => void refetch()} />
					{data && <p className="text-muted-foreground text-sm">{text.refreshFailed}</p>}
				</div>
			)}
			{data && data !== "building" ? (
				<ul aria-busy={isPlaceholderData} className={cn(GRID, "transition-opacity aria-busy:opacity-60")}>
					{data.figures.map((figure) => (
						<Tile key={figure.key} figure={figure} search={search} />
					))}
				</ul>
			) : (
				error === null && (
					<div className={GRID}>
						{STAND_INS.map((each) => (
							<Skeleton key={each} className="h-40" />
						))}
					</div>
				)
			)}
		</section>
	);
}

function Tile({ figure, search }: { figure: Figure; search: AnalyticsSearch }) {
	const definition = useDefinition();
	const name = nameOf(figure);
	const value = valueWords(figure.unit, figure.value);
	const interval = intervalWords(figure);
	return (
		<li className="glass grid content-start gap-2 p-4">
			<header className="flex items-start justify-between gap-2">
				<h3 className="font-medium text-muted-foreground text-sm">{name}</h3>
				<DefinitionButton of={name} definition={definition} />
			</header>
			<p className="font-display font-semibold text-2xl tabular-nums leading-tight sm:text-3xl">
				{figure.value === null ? (
					<span className="font-normal font-sans text-base text-muted-foreground">{text.noValue}</span>
				) : (
					<DrillLink
						search={search}
						to={{ figure: figure.key, part: figure.hits === null ? undefined : "hits" }}
						count={figure.hits ?? figure.count}
						label={text.showBehind(name, value)}
					>
						{value}
					</DrillLink>
				)}
			</p>
			<MadeOf figure={figure} search={search} />
			{interval && <p className="text-muted-foreground text-xs tabular-nums">{text.rangeOf(interval)}</p>}
			<ChangeWords change={changeOf(figure)} />
			<Meaning words={figure.definition} definition={definition} />
		</li>
	);
}

/** How many sessions a figure is made of, and of a share how many it counts. */
function MadeOf({ figure, search }: { figure: Figure; search: AnalyticsSearch }) {
	const { key, count, hits } = figure;
	if (figure.unit === "count") return null;
	const shown = formatNumber(count);
	return (
		<p className="text-muted-foreground text-sm tabular-nums">
			{hits !== null && formatNumber(hits)}{" "}
			<DrillLink search={search} to={{ figure: key }} count={count}>
				{text.ofSessions(count, shown)}
			</DrillLink>
		</p>
	);
}

const ARROWS = { up: ArrowUpRight, down: ArrowDownRight, same: Equal, none: Minus } as const;

/** Which way it went: an arrow, words, and whether that is good where it can be said. */
function ChangeWords({ change: { direction, better, words } }: { change: Change }) {
	const Arrow = ARROWS[direction];
	const ink = better === null ? "text-muted-foreground" : better ? "text-success" : "text-warning";
	return (
		<p className="flex items-start gap-1.5 text-muted-foreground text-xs tabular-nums leading-snug">
			<Arrow aria-hidden="true" className={cn("mt-px size-3.5 shrink-0", ink)} />
			<span>
				{words}
				{better !== null && <span className={cn("font-medium", ink)}> ({better ? text.better : text.worse})</span>}
			</span>
		</p>
	);
}
