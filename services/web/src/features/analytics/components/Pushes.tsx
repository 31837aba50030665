import { useQuery } from "@tanstack/react-query";
import { pushesQuery } from "@/features/analytics/api";
import { CountTable } from "@/features/analytics/components/CountTable";
import { Csv } from "@/features/analytics/components/Csv";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Section } from "@/features/analytics/components/Section";
import type { View } from "@/features/analytics/hooks/useView";
import { valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";

/** What became of the notes that were to go into tickets. */
export function Pushes({ view: { search, scope } }: { view: View }) {
	const query = useQuery(pushesQuery(scope));
	return (
		<Section title={text.pushes} query={query} actions={<Csv of={text.pushes} asked={{ table: "pushes", ...scope }} />}>
			{({ rows }) =>
				rows.every(({ count }) => count === 0) ? (
					<p className="text-muted-foreground text-sm">{text.noPushes}</p>
				) : (
					<CountTable
						kind={text.outcome}
						rows={rows.map(({ key, count, share }) => ({
							key,
							name: text.pushClasses[key],
							count,
							shown: (
								<DrillLink search={search} to={{ of: "push", value: key }} count={count}>
									{formatNumber(count)}
								</DrillLink>
							),
							share: valueWords("share", share),
						}))}
					/>
				)
			}
		</Section>
	);
}
