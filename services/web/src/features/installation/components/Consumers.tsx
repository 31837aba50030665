import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Hourglass } from "lucide-react";
import { type Consumer, consumersQuery } from "@/features/installation/api";
import { Panel, TABLE } from "@/features/installation/components/Panel";
import { installationStrings as text } from "@/features/installation/strings";
import { formatAgo, formatDateTime, formatNumber } from "@/lib/dates";

/** How far each service is in the log. */
export function Consumers() {
	const query = useQuery(consumersQuery);
	return (
		<Panel title={text.consumers} hint={text.consumersHint} query={query}>
			{(found) => (
				<table className={TABLE}>
					<thead>
						<tr>
							<th scope="col">{text.service}</th>
							<th scope="col">{text.behind}</th>
							<th scope="col" className="text-right">
								{text.position}
							</th>
							<th scope="col" className="text-right max-sm:hidden">
								{text.lastMoved}
							</th>
						</tr>
					</thead>
					<tbody>
						{found.map((consumer) => (
							<Row key={consumer.service} consumer={consumer} />
						))}
					</tbody>
				</table>
			)}
		</Panel>
	);
}

function Row({ consumer }: { consumer: Consumer }) {
	const { service, floor, lag, updated_at } = consumer;
	return (
		<tr>
			<th scope="row">{service === "projector" ? text.projector : service}</th>
			<td>
				<span className="flex items-center gap-2 whitespace-nowrap">
					{lag === 0 ? (
						<CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
					) : (
						<Hourglass aria-hidden="true" className="size-4 shrink-0 text-warning" />
					)}
					{lag === 0 ? text.upToDate : text.behindBy(formatNumber(lag))}
				</span>
			</td>
			<td className="text-right tabular-nums">{formatNumber(floor)}</td>
			<td className="text-right text-muted-foreground max-sm:hidden">
				{updated_at && (
					<time dateTime={updated_at} title={formatDateTime(updated_at)}>
						{formatAgo(updated_at)}
					</time>
				)}
			</td>
		</tr>
	);
}
