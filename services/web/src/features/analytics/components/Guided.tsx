import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleHelp, Equal, TriangleAlert } from "lucide-react";
import { type TierComparison, type TierRow, tiersQuery } from "@/features/analytics/api";
import { Csv } from "@/features/analytics/components/Csv";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Scroll, TABLE } from "@/features/analytics/components/Scroll";
import { Section } from "@/features/analytics/components/Section";
import type { View } from "@/features/analytics/hooks/useView";
import type { AnalyticsSearch } from "@/features/analytics/model/search";
import { tierWord, verdictWords } from "@/features/analytics/model/verdict";
import { intervalWords, valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { isTier, tierLook } from "@/features/case/model/confidence";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";
import { percent } from "@/lib/percent";

/** How often each tier is really resolved, and what may be said of that. */
export function Guided({ view: { search, scope } }: { view: View }) {
	const query = useQuery(tiersQuery(scope));
	return (
		<Section title={text.guided} query={query} actions={<Csv of={text.guided} asked={{ table: "tiers", ...scope }} />}>
			{({ rows, comparison }) => (
				<>
					<Verdict comparison={comparison} rows={rows} />
					<Whiskers rows={rows} />
					<TierTable rows={rows} search={search} />
				</>
			)}
		</Section>
	);
}

const LOOKS = {
	better: { icon: CircleCheck, ink: "text-success" },
	worse: { icon: TriangleAlert, ink: "text-warning" },
	no_difference_shown: { icon: Equal, ink: "text-muted-foreground" },
	too_few: { icon: CircleHelp, ink: "text-muted-foreground" },
} as const;

function Verdict({ comparison, rows }: { comparison: TierComparison; rows: readonly TierRow[] }) {
	const { icon: Icon, ink } = LOOKS[comparison.verdict];
	return (
		<div className="grid gap-1">
			<p className="flex items-start gap-2 font-medium">
				<Icon aria-hidden="true" className={cn("mt-0.5 size-5 shrink-0", ink)} />
				{verdictWords(comparison, rows)}
			</p>
			{comparison.verdict !== "too_few" && <p className="text-muted-foreground text-sm">{text.verdictCaution}</p>}
		</div>
	);
}

const MARKS = [0, 0.25, 0.5, 0.75, 1];

/** Each rate as a dot on its interval; the table below says the same. */
function Whiskers({ rows }: { rows: readonly TierRow[] }) {
	return (
		<div aria-hidden="true" className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 text-sm">
			{rows.map((row) => (
				<Whisker key={row.tier} row={row} />
			))}
			<div className="relative col-start-2 h-5 text-muted-foreground text-xs tabular-nums">
				{MARKS.map((mark) => (
					<span
						key={mark}
						className={cn(
							"absolute top-1",
							mark === 0 ? "" : mark === 1 ? "-translate-x-full" : "-translate-x-1/2",
							mark % 0.5 !== 0 && "max-sm:hidden",
						)}
						style={{ left: percentOf(mark) }}
					>
						{percent(mark)}
					</span>
				))}
			</div>
		</div>
	);
}

function Whisker({ row: { tier, rate, low, high } }: { row: TierRow }) {
	const look = isTier(tier) ? tierLook[tier] : null;
	return (
		<>
			<span className={cn("flex items-center gap-2", look?.ink)}>
				{look && <look.icon className="size-4" />}
				{tierWord(tier)}
			</span>
			<div className={cn("relative h-9 border-border border-x", look?.ink)}>
				{MARKS.slice(1, -1).map((mark) => (
					<span key={mark} className="absolute inset-y-0 border-border border-l" style={{ left: percentOf(mark) }} />
				))}
				{rate !== null && low !== null && high !== null && (
					<>
						<span
							className="-translate-y-1/2 absolute top-1/2 h-3 border-current border-x-2"
							style={{ left: percentOf(low), width: percentOf(high - low) }}
						>
							<span className="-translate-y-1/2 absolute inset-x-0 top-1/2 border-current border-t-2" />
						</span>
						<span
							className="-translate-1/2 absolute top-1/2 size-3 rounded-full border-2 border-background bg-current"
							style={{ left: percentOf(rate) }}
						/>
					</>
				)}
			</div>
		</>
	);
}

function percentOf(share: number): string {
	return `${share * 100}%`;
}

function TierTable({ rows, search }: { rows: readonly TierRow[]; search: AnalyticsSearch }) {
	return (
		<Scroll label={text.tableOf(text.guided)}>
			<table className={TABLE}>
				<thead>
					<tr>
						<th scope="col">{text.tier}</th>
						<th scope="col">{text.ended}</th>
						<th scope="col">{text.resolved}</th>
						<th scope="col">{text.rate}</th>
						<th scope="col">{text.escalated}</th>
						<th scope="col">{text.medianSteps}</th>
						<th scope="col">{text.medianTime}</th>
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<Row key={row.tier} row={row} search={search} />
					))}
				</tbody>
			</table>
		</Scroll>
	);
}

function Row({ row, search }: { row: TierRow; search: AnalyticsSearch }) {
	const of = { of: "tier", value: row.tier } as const;
	return (
		<tr>
			<th scope="row">{tierWord(row.tier)}</th>
			<td>
				<DrillLink search={search} to={{ figure: "resolved_rate", ...of }} count={row.ended}>
					{formatNumber(row.ended)}
				</DrillLink>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "resolved_rate", part: "hits", ...of }} count={row.resolved}>
					{formatNumber(row.resolved)}
				</DrillLink>
			</td>
			<td className="whitespace-nowrap">
				{valueWords("share", row.rate)}
				<span className="block text-muted-foreground text-xs">{intervalWords(row)}</span>
			</td>
			<td>
				<DrillLink search={search} to={{ figure: "escalation_rate", part: "hits", ...of }} count={row.escalated}>
					{formatNumber(row.escalated)}
				</DrillLink>
			</td>
			<td>{valueWords("steps", row.median_steps)}</td>
			<td className="whitespace-nowrap">{valueWords("seconds", row.median_seconds)}</td>
		</tr>
	);
}
