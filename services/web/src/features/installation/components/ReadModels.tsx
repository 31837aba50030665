import { useQuery } from "@tanstack/react-query";
import { readModelsQuery } from "@/features/installation/api";
import { Panel, TABLE } from "@/features/installation/components/Panel";
import { installationStrings as text } from "@/features/installation/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** The projections that pages are read from. */
export function ReadModels() {
	const query = useQuery(readModelsQuery);
	return (
		<Panel title={text.readModels} hint={text.readModelsHint} query={query}>
			{(found) => (
				<table className={TABLE}>
					<thead>
						<tr>
							<th scope="col">{text.readModel}</th>
							<th scope="col">{text.modelVersion}</th>
							<th scope="col" className="text-right">
								{text.rebuilt}
							</th>
						</tr>
					</thead>
					<tbody>
						{found.map(({ name, version, rebuilt_at }) => (
							<tr key={name}>
								<th scope="row">{name}</th>
								<td className="tabular-nums">{version}</td>
								<td className="text-right text-muted-foreground">
									<time dateTime={rebuilt_at} title={formatDateTime(rebuilt_at)}>
										{formatAgo(rebuilt_at)}
									</time>
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</Panel>
	);
}
