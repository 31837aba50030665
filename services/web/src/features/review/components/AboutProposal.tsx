import { Card, CardTitle } from "@/components/ui/card";
import type { Proposal } from "@/features/review/api";
import { keywordsOf } from "@/features/review/model/proposed";
import { reviewStrings as text } from "@/features/review/strings";
import { formatAgo, formatDateTime } from "@/lib/dates";

/** Its keywords, who wrote it, and when. */
export function AboutProposal({ proposal }: { proposal: Proposal }) {
	const keywords = keywordsOf(proposal);
	return (
		<Card className="grid gap-4">
			<CardTitle>{text.about}</CardTitle>
			{proposal.proposal_type === "new_flow" && (
				<div className="grid gap-2">
					<h3 className="font-medium text-sm">{text.keywords}</h3>
					<ul className="flex flex-wrap gap-1.5">
						{keywords.map((keyword) => (
							<li key={keyword} className="break-all rounded-md bg-muted px-2 py-0.5 font-mono text-xs">
								{keyword}
							</li>
						))}
					</ul>
					<p className="text-muted-foreground text-sm">{keywords.length > 0 ? text.keywordsHint : text.noKeywords}</p>
				</div>
			)}
			<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
				<dt className="text-muted-foreground">{text.writtenBy}</dt>
				<dd>{proposal.engine ? text.engines[proposal.engine] : text.noEngine}</dd>
				<When name={text.proposed} at={proposal.created_at} />
				{proposal.updated_at !== proposal.created_at && <When name={text.changed} at={proposal.updated_at} />}
			</dl>
		</Card>
	);
}

function When({ name, at }: { name: string; at: string }) {
	return (
		<>
			<dt className="text-muted-foreground">{name}</dt>
			<dd>
				<time dateTime={at} title={formatDateTime(at)}>
					{formatAgo(at)}
				</time>
			</dd>
		</>
	);
}
