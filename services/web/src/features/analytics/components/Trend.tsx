import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { type TrendPoint, trendQuery } from "@/features/analytics/api";
import { Csv } from "@/features/analytics/components/Csv";
import { Columns, HATCHED, type Layer, Legend } from "@/features/analytics/components/charts/Columns";
import { Finger } from "@/features/analytics/components/charts/Finger";
import { Line } from "@/features/analytics/components/charts/Line";
import { Plot } from "@/features/analytics/components/charts/Plot";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Section } from "@/features/analytics/components/Section";
import { Segments } from "@/features/analytics/components/Segments";
import { TableToggle } from "@/features/analytics/components/TableToggle";
import { TrendTable } from "@/features/analytics/components/TrendTable";
import type { View } from "@/features/analytics/hooks/useView";
import { addressOf } from "@/features/analytics/model/drill";
import { SHARE_TICKS, ticksOf, timeTicksOf } from "@/features/analytics/model/plot";
import { type AnalyticsSearch, INTERVALS, intervalOf } from "@/features/analytics/model/search";
import { labelsOf, partsOf, stretchWords, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";

/** The period by day, week or month. */
export function Trend({ view: { search, scope, change } }: { view: View }) {
	const interval = intervalOf(search.interval, scope);
	const query = useQuery(trendQuery(interval, scope));
	const [asTable, setAsTable] = useState(false);
	return (
		<Section
			title={text.trend}
			query={query}
			actions={
				<>
					<Segments
						label={text.interval}
						values={INTERVALS}
						nameOf={(each) => text.intervals[each]}
						value={interval}
						onChange={(next) => change({ interval: next })}
					/>
					<TableToggle of={text.trend} shown={asTable} onChange={setAsTable} />
					<Csv of={text.trend} asked={{ table: "trend", interval, ...scope }} />
				</>
			}
		>
			{({ points }) => (
				<>
					<Charts key={`${scope.since} ${interval} ${points.length}`} points={points} search={search} />
					{asTable && <TrendTable points={points} search={search} />}
				</>
			)}
		</Section>
	);
}

function Charts({ points, search }: { points: readonly TrendPoint[]; search: AnalyticsSearch }) {
	const [at, setAt] = useState<number | null>(null);
	const navigate = useNavigate();
	const chosen = points[at ?? -1];
	const { labels, layers, ticks, escalated, matched, steps, times } = useMemo(() => drawingOf(points), [points]);
	const take = () => {
		if (chosen?.sessions) void navigate({ to: "/analytics/sessions", search: addressOf(search, behind(chosen)) });
	};
	return (
		<div className="grid gap-5">
			<div className="grid gap-2">
				<div className="flex min-h-6 flex-wrap items-center justify-between gap-x-6 gap-y-1">
					<Legend layers={layers} />
					<Readout point={chosen} search={search} />
				</div>
				<Plot ticks={ticks} words={formatNumber} labels={labels} room={12} height="h-56" at={at}>
					<Columns layers={layers} most={ticks.at(-1) || 1} />
					<Finger
						label={text.trendSlider}
						words={chosen ? text.trendWords(stretchWords(chosen), partsOf(chosen)) : text.trendKeys}
						count={points.length}
						at={at}
						onAt={setAt}
						onTake={take}
					/>
				</Plot>
			</div>
			<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2 2xl:grid-cols-4">
				<Small name={text.escalated} unit="count" labels={labels} at={at} of={escalated} />
				<Small name={text.figures.match_rate} unit="share" labels={labels} at={at} of={matched} />
				<Small name={text.trendSteps} unit="steps" labels={labels} at={at} of={steps} />
				<Small name={text.trendTime} unit="seconds" labels={labels} at={at} of={times} />
			</div>
		</div>
	);
}

/** What does not depend on where one points. */
function drawingOf(points: readonly TrendPoint[]) {
	return {
		labels: labelsOf(points),
		layers: layersOf(points),
		ticks: ticksOf(Math.max(0, ...points.map(({ sessions }) => sessions))),
		escalated: points.map((point) => point.escalated),
		matched: points.map(({ match_rate }) => match_rate),
		steps: points.map(({ median_steps }) => median_steps),
		times: points.map(({ median_seconds }) => median_seconds),
	};
}

const ROOM = 5;

function Small(props: {
	name: string;
	unit: "count" | "share" | "steps" | "seconds";
	labels: readonly string[];
	at: number | null;
	of: readonly (number | null)[];
}) {
	const { name, unit, labels, at, of } = props;
	const most = Math.max(0, ...of.map((value) => value ?? 0));
	const ticks = unit === "share" ? SHARE_TICKS : unit === "seconds" ? timeTicksOf(most) : ticksOf(most, 3);
	const top = ticks.at(-1) || 1;
	const layers = useMemo(
		() => [{ key: name, name, fill: "bg-warning", values: of.map((value) => value ?? 0) }],
		[name, of],
	);
	return (
		<figure className="grid min-w-0 content-start gap-1">
			<figcaption className="font-medium text-sm">{name}</figcaption>
			<Plot ticks={ticks} words={(tick) => valueWords(unit, tick)} labels={labels} room={ROOM} height="h-28" at={at}>
				{unit === "count" ? <Columns layers={layers} most={top} /> : <Line values={of} most={top} ink="text-primary" />}
			</Plot>
		</figure>
	);
}

/** What the column that is pointed at says, and the way to its sessions. */
function Readout({ point, search }: { point: TrendPoint | undefined; search: AnalyticsSearch }) {
	if (!point) return <p className="text-muted-foreground text-xs">{text.trendPick}</p>;
	return (
		<p className="text-sm tabular-nums">
			<span className="font-medium">{stretchWords(point)}</span>
			<span className="text-muted-foreground"> {partsOf(point).join(" · ")} </span>
			<DrillLink search={search} to={behind(point)} count={point.sessions}>
				{point.sessions > 0 && text.trendShow}
			</DrillLink>
		</p>
	);
}

function behind({ start, end }: TrendPoint) {
	return { start, end };
}

function layersOf(points: readonly TrendPoint[]): Layer[] {
	return [
		{ key: "resolved", name: text.resolved, fill: "bg-success", values: points.map(({ resolved }) => resolved) },
		{
			key: "other",
			name: text.notResolved,
			fill: `text-muted-foreground ${HATCHED}`,
			values: points.map(({ sessions, resolved }) => sessions - resolved),
		},
	];
}
