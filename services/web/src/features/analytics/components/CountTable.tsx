import type { ReactNode } from "react";
import { Bar } from "@/features/analytics/components/charts/Bar";
import { TABLE } from "@/features/analytics/components/Scroll";
import { analyticsStrings as text } from "@/features/analytics/strings";

interface Counted {
	key: string;
	name: string;
	count: number;
	/** The number, perhaps as a link to what it counts. */
	shown: ReactNode;
	share?: string;
}

/** How many there are of each kind, with a bar. */
export function CountTable(props: { kind: string; rows: readonly Counted[] }) {
	const most = Math.max(1, ...props.rows.map(({ count }) => count));
	return (
		<table className={TABLE}>
			<thead>
				<tr>
					<th scope="col" className="w-full">
						{props.kind}
					</th>
					<th scope="col" className="text-right">
						{text.count}
					</th>
					{props.rows.some(({ share }) => share) && (
						<th scope="col" className="text-right">
							{text.share}
						</th>
					)}
				</tr>
			</thead>
			<tbody>
				{props.rows.map(({ key, name, count, shown, share }) => (
					<tr key={key}>
						<th scope="row">
							{name}
							<Bar share={count / most} />
						</th>
						<td className="text-right">{shown}</td>
						{share !== undefined && <td className="text-right">{share}</td>}
					</tr>
				))}
			</tbody>
		</table>
	);
}
