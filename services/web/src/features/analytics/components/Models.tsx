import { useQuery } from "@tanstack/react-query";
import { modelsQuery } from "@/features/analytics/api";
import { Csv } from "@/features/analytics/components/Csv";
import { DrillLink } from "@/features/analytics/components/DrillLink";
import { Scroll, TABLE } from "@/features/analytics/components/Scroll";
import { Section } from "@/features/analytics/components/Section";
import type { View } from "@/features/analytics/hooks/useView";
import { valueWords } from "@/features/analytics/model/words";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { formatNumber } from "@/lib/dates";

/** What each model took. */
export function Models({ view: { search, scope } }: { view: View }) {
	const query = useQuery(modelsQuery(scope));
	return (
		<Section title={text.models} query={query} actions={<Csv of={text.models} asked={{ table: "models", ...scope }} />}>
			{({ rows }) =>
				rows.length === 0 ? (
					<p className="text-muted-foreground text-sm">{text.noModels}</p>
				) : (
					<Scroll label={text.tableOf(text.models)}>
						<table className={TABLE}>
							<thead>
								<tr>
									<th scope="col">{text.model}</th>
									<th scope="col">{text.sessions}</th>
									<th scope="col">{text.calls}</th>
									<th scope="col">{text.tokensIn}</th>
									<th scope="col">{text.tokensOut}</th>
									<th scope="col">{text.cost}</th>
								</tr>
							</thead>
							<tbody>
								{rows.map(({ model, sessions, calls, input_tokens, output_tokens, cost_usd }) => (
									<tr key={model}>
										<th scope="row" className="font-mono">
											{model}
										</th>
										<td>
											<DrillLink search={search} to={{ of: "model", value: model }} count={sessions}>
												{formatNumber(sessions)}
											</DrillLink>
										</td>
										<td>{formatNumber(calls)}</td>
										<td>{formatNumber(input_tokens)}</td>
										<td>{formatNumber(output_tokens)}</td>
										<td>{valueWords("usd", cost_usd)}</td>
									</tr>
								))}
							</tbody>
						</table>
					</Scroll>
				)
			}
		</Section>
	);
}
