import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type CoveragePoint, flywheelQuery, type ProposalRow } from "@/features/analytics/api";
import { CountTable } from "@/features/analytics/components/CountTable";
import { Csv } from "@/features/analytics/components/Csv";
import { Line } from "@/features/analytics/components/charts/Line";
import { Plot } from "@/features/analytics/components/charts/Plot";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Scroll, TABLE } from "@/features/analytics/components/Scroll";
import { Section } from "@/features/analytics/components/Section";
import { TableToggle } from "@/features/analytics/components/TableToggle";
import type { View } from "@/features/analytics/hooks/useView";
import { SHARE_TICKS, ticksOf } from "@/features/analytics/model/plot";
import { type AnalyticsSearch, intervalOf } from "@/features/analytics/model/search";
import { labelsOf, stretchWords, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";

/** What the flywheel proposed, what came of it, and how far the library reaches. */
export function Flywheel({ view: { search, scope } }: { view: View }) {
	const interval = intervalOf(search.interval, scope);
	const query = useQuery(flywheelQuery(interval, scope));
	const [asTable, setAsTable] = useState(false);
	return (
		<Section
			title={text.flywheel}
			query={query}
			actions={
				<>
					<TableToggle of={text.coverage} shown={asTable} onChange={setAsTable} />
					<Csv of={text.flywheel} asked={{ table: "flywheel", interval, ...scope }} />
				</>
			}
		>
			{({ proposals, coverage }) => (
				<>
					<Proposals rows={proposals} search={search} />
					<Coverage points={coverage} />
					{asTable && <CoverageTable points={coverage} />}
				</>
			)}
		</Section>
	);
}

function Proposals({ rows, search }: { rows: readonly ProposalRow[]; search: AnalyticsSearch }) {
	if (rows.every(({ count }) => count === 0))
		return <p className="text-muted-foreground text-sm">{text.noProposals}</p>;
	return (
		<CountTable
			kind={text.proposals}
			rows={rows.map(({ key, count, sessions }) => ({
				key,
				name: text.proposalOutcomes[key],
				count,
				shown: (
					<DrillLink search={search} to={{ of: "proposal", value: key }} count={sessions}>
						{formatNumber(count)}
					</DrillLink>
				),
			}))}
		/>
	);
}

const ROOM = 4;

/** Two small charts below each other, so that neither hides behind the other's scale. */
function Coverage({ points }: { points: readonly CoveragePoint[] }) {
	const labels = useMemo(() => labelsOf(points), [points]);
	const flows = points.map((point) => point.flows);
	const ticks = ticksOf(Math.max(0, ...flows.map((count) => count ?? 0)), 3);
	const frame = { labels, room: ROOM, height: "h-28", at: null };
	return (
		<div className="grid gap-x-6 gap-y-5 sm:grid-cols-2">
			<figure className="grid min-w-0 content-start gap-1">
				<figcaption className="font-medium text-sm">{text.coverageFlows}</figcaption>
				<Plot ticks={ticks} words={formatNumber} {...frame}>
					<Line values={flows} most={ticks.at(-1) || 1} ink="text-success" />
				</Plot>
			</figure>
			<figure className="grid min-w-0 content-start gap-1">
				<figcaption className="font-medium text-sm">{text.coverageMatched}</figcaption>
				<Plot ticks={SHARE_TICKS} words={(tick) => valueWords("share", tick)} {...frame}>
					<Line values={points.map(({ matched_share }) => matched_share)} most={1} ink="text-primary" />
				</Plot>
			</figure>
		</div>
	);
}

function CoverageTable({ points }: { points: readonly CoveragePoint[] }) {
	return (
		<Scroll label={text.tableOf(text.coverage)}>
			<table className={TABLE}>
				<thead>
					<tr>
						<th scope="col">{text.period}</th>
						<th scope="col">{text.coverageFlows}</th>
						<th scope="col">{text.coverageMatched}</th>
					</tr>
				</thead>
				<tbody>
					{points.map((point) => (
						<tr key={point.start}>
							<th scope="row">{stretchWords(point)}</th>
							<td>{valueWords("count", point.flows)}</td>
							<td>{valueWords("share", point.matched_share)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Scroll>
	);
}
