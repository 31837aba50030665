import { TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Mapped } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";
import { TABLE } from "@/features/installation/components/Panel";

/** People of the account with who they are in the PSA. */
export function MemberTable(props: { people: readonly Mapped[]; onChoose: (person: Mapped) => void }) {
	return (
		<div className="relative max-h-[60vh] overflow-y-auto">
			<table aria-label={text.members} className={TABLE}>
				<thead className="sticky top-0 bg-popover">
					<tr>
						<th scope="col">{text.person}</th>
						<th scope="col">{text.psaMember}</th>
						<th scope="col" className="max-sm:hidden">
							{text.how}
						</th>
						<th scope="col">
							<span className="sr-only">{text.choose}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{props.people.map((person) => (
						<Row key={person.user_id} person={person} onChoose={() => props.onChoose(person)} />
					))}
				</tbody>
			</table>
		</div>
	);
}

function Row({ person, onChoose }: { person: Mapped; onChoose: () => void }) {
	return (
		<tr>
			<th scope="row">
				<span className="block break-words">{person.user_name}</span>
				<span className="block break-all font-normal text-muted-foreground text-xs">{person.email}</span>
			</th>
			<td className="break-words">
				{person.member_id === null ? (
					<Badge tone="warning" title={text.unmatchedMeans}>
						<TriangleAlert aria-hidden="true" />
						{text.unmatched}
					</Badge>
				) : (
					(person.member_name ?? person.member_id)
				)}
			</td>
			<td className="text-muted-foreground max-sm:hidden">{person.how && text.hows[person.how]}</td>
			<td className="text-right">
				<Button size="sm" aria-label={text.chooseFor(person.user_name)} onClick={onChoose}>
					{text.choose}
				</Button>
			</td>
		</tr>
	);
}
