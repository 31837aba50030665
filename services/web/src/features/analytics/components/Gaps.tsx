import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { gapsQuery } from "@/features/analytics/api";
import { CountTable } from "@/features/analytics/components/CountTable";
import { Section } from "@/features/analytics/components/Section";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

const LINK = "underline decoration-primary/60 underline-offset-4 hover:decoration-primary";

/** How many gaps are open, and the way to them. */
export function Gaps() {
	const query = useQuery(gapsQuery);
	return (
		<Section
			title={text.gaps}
			query={query}
			actions={
				<Button size="sm" asChild>
					<Link to="/knowledge-gaps">{text.gapsLink}</Link>
				</Button>
			}
		>
			{({ open, by_severity, by_kind }) =>
				open === 0 ? (
					<p className="flex items-center gap-2 text-sm">
						<CircleCheck aria-hidden="true" className="size-4 text-success" />
						{text.gapsNone}
					</p>
				) : (
					<>
						<p className="text-sm">{text.gapsOpen(open)}</p>
						<div className="grid items-start gap-x-10 gap-y-4 sm:grid-cols-2">
							<CountTable
								kind={text.severity}
								rows={by_severity.map(({ key, count }) => ({
									key,
									name: wordOf(strings.common.severities, key),
									count,
									shown: count > 0 ? <GapsOf count={count} search={{ severity: key }} /> : formatNumber(count),
								}))}
							/>
							<CountTable
								kind={text.kind}
								rows={by_kind.map(({ key, count }) => ({
									key,
									name: wordOf(strings.common.gapKinds, key),
									count,
									shown: count > 0 ? <GapsOf count={count} search={{ kind: key }} /> : formatNumber(count),
								}))}
							/>
						</div>
					</>
				)
			}
		</Section>
	);
}

function GapsOf({ count, search }: { count: number; search: object }) {
	return (
		<Link to="/knowledge-gaps" search={search} className={LINK}>
			{formatNumber(count)}
		</Link>
	);
}

function wordOf(words: Readonly<Record<string, string>>, key: string): string {
	return words[key] ?? key;
}
