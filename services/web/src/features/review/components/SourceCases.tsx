import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import type { Proposal } from "@/features/review/api";
import { SourceCase } from "@/features/review/components/SourceCase";
import { reviewStrings as text } from "@/features/review/strings";

const AT_FIRST = 4;

/** The cases that speak for a proposal, and those that do so no more; each a click away. */
export function SourceCases({ proposal }: { proposal: Proposal }) {
	const { supporting_session_ids: supporting, contradicting_session_ids: contradicting } = proposal;
	return (
		<Card className="grid gap-4">
			<CardTitle>{text.sources}</CardTitle>
			{supporting.length > 0 && (
				<Cases title={text.supporting(supporting.length)} ids={supporting} first={proposal.source_session_id} />
			)}
			{contradicting.length > 0 && (
				<Cases
					title={text.contradicting(contradicting.length)}
					hint={text.contradictingHint}
					ids={contradicting}
					first={proposal.source_session_id}
				/>
			)}
		</Card>
	);
}

function Cases(props: { title: string; hint?: string; ids: readonly string[]; first: string }) {
	const { ids } = props;
	const [all, setAll] = useState(false);
	const shown = all ? ids : ids.slice(0, AT_FIRST);
	return (
		<div className="grid gap-2">
			<h3 className="font-medium text-sm">{props.title}</h3>
			{props.hint && <p className="text-muted-foreground text-sm">{props.hint}</p>}
			<ul className="grid gap-2">
				{shown.map((id) => (
					<li key={id}>
						<SourceCase id={id} first={id === props.first && ids.length > 1} />
					</li>
				))}
			</ul>
			{shown.length < ids.length && (
				<Button size="sm" className="justify-self-start" onClick={() => setAll(true)}>
					{text.showAll(ids.length)}
				</Button>
			)}
		</div>
	);
}
