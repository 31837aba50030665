import { useQuery } from "@tanstack/react-query";
import { type BreakdownRow, breakdownQuery } from "@/features/analytics/api";
import { Csv } from "@/features/analytics/components/Csv";
import { Bar } from "@/features/analytics/components/charts/Bar";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Scroll, TABLE } from "@/features/analytics/components/Scroll";
import { Section } from "@/features/analytics/components/Section";
import { Segments } from "@/features/analytics/components/Segments";
import type { View } from "@/features/analytics/hooks/useView";
import { kindWord } from "@/features/analytics/model/kinds";
import { type AnalyticsSearch, BREAKDOWNS, type Breakdown as By } from "@/features/analytics/model/search";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";

const USUAL: By = "domain";

/** The sessions by what tells them apart, the most first. */
export function Breakdown({ view: { search, scope, change } }: { view: View }) {
	const by = search.by ?? USUAL;
	const query = useQuery(breakdownQuery(by, scope));
	return (
		<Section
			title={text.breakdown}
			query={query}
			actions={
				<>
					<Segments
						label={text.breakdownBy}
						values={BREAKDOWNS}
						nameOf={(each) => text.breakdowns[each]}
						value={by}
						onChange={(next) => change({ by: next })}
					/>
					<Csv of={text.breakdown} asked={{ table: "breakdown", by, ...scope }} />
				</>
			}
		>
			{(found) => <Rows rows={found.rows} by={found.by} search={search} />}
		</Section>
	);
}

function Rows({ rows, by, search }: { rows: readonly BreakdownRow[]; by: By; search: AnalyticsSearch }) {
	const most = Math.max(1, ...rows.map(({ sessions }) => sessions));
	return (
		<Scroll label={text.tableOf(text.breakdown)}>
			<table className={TABLE}>
				<thead>
					<tr>
						<th scope="col" className="w-1/2">
							{text.breakdowns[by]}
						</th>
						<th scope="col">{text.sessions}</th>
						<th scope="col">{text.resolved}</th>
						<th scope="col">{text.escalated}</th>
						<th scope="col">{text.before}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<Row key={row.key} row={row} by={by} most={most} search={search} />
					))}
				</tbody>
			</table>
		</Scroll>
	);
}

function Row(props: { row: BreakdownRow; by: By; most: number; search: AnalyticsSearch }) {
	const { row, by, search } = props;
	const of = { of: by, value: row.key };
	return (
		<tr>
			<th scope="row" className="min-w-32">
				{kindWord(by, row.key) ?? row.label}
				<Bar share={row.sessions / props.most} />
			</th>
			<td>
				<DrillLink search={search} to={of} count={row.sessions}>
					{formatNumber(row.sessions)}
				</DrillLink>
				<span className="block text-muted-foreground text-xs">{percent(row.share)}</span>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "resolved_rate", part: "hits", ...of }} count={row.resolved}>
					{formatNumber(row.resolved)}
				</DrillLink>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "escalation_rate", part: "hits", ...of }} count={row.escalated}>
					{formatNumber(row.escalated)}
				</DrillLink>
			</td>
			<td className="text-muted-foreground">{formatNumber(row.previous)}</td>
		</tr>
	);
}
