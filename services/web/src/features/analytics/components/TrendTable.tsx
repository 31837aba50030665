import type { TrendPoint } from "@/features/analytics/api";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Scroll, TABLE } from "@/features/analytics/components/Scroll";
import type { AnalyticsSearch } from "@/features/analytics/model/search";
import { stretchWords, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";

/** What the charts of the trend show, in numbers. */
export function TrendTable({ points, search }: { points: readonly TrendPoint[]; search: AnalyticsSearch }) {
	return (
		<Scroll label={text.tableOf(text.trend)}>
			<table className={TABLE}>
				<thead>
					<tr>
						<th scope="col">{text.period}</th>
						<th scope="col">{text.sessions}</th>
						<th scope="col">{text.resolved}</th>
						<th scope="col">{text.escalated}</th>
						<th scope="col">{text.figures.match_rate}</th>
						<th scope="col">{text.medianSteps}</th>
						<th scope="col">{text.medianTime}</th>
					</tr>
				</thead>
				<tbody>
					{points.map((point) => (
						<Row key={point.start} point={point} search={search} />
					))}
				</tbody>
			</table>
		</Scroll>
	);
}

function Row({ point, search }: { point: TrendPoint; search: AnalyticsSearch }) {
	const { start, end, sessions, resolved, escalated } = point;
	const stretch = { start, end };
	return (
		<tr>
			<th scope="row" className="whitespace-nowrap">
				{stretchWords(point)}
			</th>
			<td>
				<DrillLink search={search} to={stretch} count={sessions}>
					{formatNumber(sessions)}
				</DrillLink>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "resolved_rate", part: "hits", ...stretch }} count={resolved}>
					{formatNumber(resolved)}
				</DrillLink>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "escalation_rate", part: "hits", ...stretch }} count={escalated}>
					{formatNumber(escalated)}
				</DrillLink>
			</td>
			<td>{valueWords("share", point.match_rate)}</td>
			<td>{valueWords("steps", point.median_steps)}</td>
			<td className="whitespace-nowrap">{valueWords("seconds", point.median_seconds)}</td>
		</tr>
	);
}
