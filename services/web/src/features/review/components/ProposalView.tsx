import { Card } from "@/components/ui/card";
import type { Proposal } from "@/features/review/api";
import { AboutProposal } from "@/features/review/components/AboutProposal";
import { ActionBar } from "@/features/review/components/ActionBar";
import { ChangeCard } from "@/features/review/components/ChangeCard";
import { ConfidenceMark } from "@/features/review/components/ConfidenceMark";
import { DecisionNote } from "@/features/review/components/DecisionNote";
import { SourceCases } from "@/features/review/components/SourceCases";
import { StatusMark } from "@/features/review/components/StatusMark";
import { TreeView } from "@/features/review/components/TreeView";
import { TypeMark } from "@/features/review/components/TypeMark";
import type { OnDone } from "@/features/review/hooks/useReviewing";
import { newTree } from "@/features/review/model/proposed";
import { domainWord } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";

/** All that a reviewer decides on, and the decision. */
export function ProposalView({ proposal, onDone }: { proposal: Proposal; onDone: OnDone }) {
	const tree = newTree(proposal);
	return (
		<article aria-label={proposal.title} className="grid min-w-0 gap-5">
			<Card className="grid gap-4">
				<div className="flex flex-wrap items-center gap-2">
					<TypeMark type={proposal.proposal_type} />
					<StatusMark status={proposal.status} />
					<ConfidenceMark score={proposal.confidence_score} />
					<span className="text-muted-foreground text-sm">{domainWord(proposal.problem_domain)}</span>
				</div>
				<h2 tabIndex={-1} className="break-words font-semibold text-2xl leading-tight outline-none">
					{proposal.title}
				</h2>
				<p className="max-w-4xl whitespace-pre-wrap break-words text-muted-foreground">
					<span className="sr-only">{text.whenToUse}: </span>
					{proposal.description || text.noDescription}
				</p>
				<DecisionNote proposal={proposal} />
				<ActionBar proposal={proposal} onDone={onDone} />
			</Card>
			<div className="grid min-w-0 items-start gap-5 2xl:grid-cols-[minmax(0,1fr)_24rem]">
				<div className="grid min-w-0 gap-5">
					{tree && (
						<Card className="grid gap-4">
							<TreeView tree={tree} title={text.tree} label={proposal.title} />
						</Card>
					)}
					{proposal.target_flow_id && <ChangeCard proposal={proposal} flowId={proposal.target_flow_id} />}
				</div>
				<div className="grid min-w-0 gap-5">
					<SourceCases proposal={proposal} />
					<AboutProposal proposal={proposal} />
				</div>
			</div>
		</article>
	);
}
