import { History, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import type { Proposal } from "@/features/review/api";
import { FlowLink } from "@/features/review/components/FlowLink";
import { PublishedChange } from "@/features/review/components/PublishedChange";
import { TreeView } from "@/features/review/components/TreeView";
import { useTarget } from "@/features/review/hooks/useTarget";
import { type Change, changeOf, summaryOf } from "@/features/review/model/proposed";
import type { Target } from "@/features/review/model/target";
import { changeWords } from "@/features/review/model/words";
import { reviewStrings as text } from "@/features/review/strings";

/** The flow that a proposal is about, with the change drawn on it as it reads now. */
export function ChangeCard({ proposal, flowId }: { proposal: Proposal; flowId: string }) {
	const { target, error, retry } = useTarget(flowId);
	const version = proposal.published_flow_version;
	if (version !== null && version > 1) return <PublishedChange flowId={flowId} version={version} />;
	return (
		<Card className="grid gap-4">
			{error && (
				<>
					<CardTitle>{text.flowMissing}</CardTitle>
					<ProblemNote error={error} onRetry={retry} />
				</>
			)}
			{!target && !error && <Skeleton className="h-80" />}
			{target && <OnFlow proposal={proposal} target={target} />}
		</Card>
	);
}

function OnFlow({ proposal, target }: { proposal: Proposal; target: Target }) {
	const { flow, published } = target;
	const change = changeOf(proposal, published.tree);
	if (!change)
		return (
			<TreeView tree={published.tree} title={text.confirms(published.name)} label={published.name}>
				<Reference target={target} />
			</TreeView>
		);
	const title = text.treeAsChange(published.name);
	return (
		<TreeView tree={change.tree} changes={change.changes} title={title} label={title}>
			<Reference target={target} />
			{proposal.status === "pending" && <Warnings proposal={proposal} target={target} />}
			{flow.status !== "archived" && <Words proposal={proposal} change={change} />}
		</TreeView>
	);
}

/** What a reviewer has to know of the flow before the change is published. */
function Warnings({ proposal, target: { flow, published } }: { proposal: Proposal; target: Target }) {
	const then = proposal.target_flow_version;
	const now = published.flow_version;
	return (
		<>
			{flow.status === "archived" && <Warning icon={TriangleAlert}>{text.flowArchived}</Warning>}
			{then !== null && then !== now && <Warning icon={History}>{text.movedOn(then, now)}</Warning>}
			{flow.has_draft_changes && <Warning icon={TriangleAlert}>{text.draftWaits}</Warning>}
		</>
	);
}

function Words({ proposal, change }: { proposal: Proposal; change: Change }) {
	const { answers, nodes, lost } = changeWords(change);
	return (
		<div className="grid gap-2 text-sm">
			<h3 className="font-medium">{text.changes}</h3>
			{answers.length === 0 && <p className="text-muted-foreground">{summaryOf(proposal)}</p>}
			{lost.map((words) => (
				<Warning key={words} icon={TriangleAlert}>
					{words}
				</Warning>
			))}
			<ul className="grid gap-1.5">
				{[...answers, ...nodes].map((words) => (
					<li key={words} className="grid grid-cols-[auto_minmax(0,1fr)] gap-2 break-words">
						<span aria-hidden="true" className="font-mono font-semibold text-success">
							+
						</span>
						{words}
					</li>
				))}
			</ul>
		</div>
	);
}

function Reference({ target: { flow, published } }: { target: Target }) {
	return (
		<p className="flex flex-wrap items-center gap-3 text-muted-foreground text-sm">
			{text.flowVersion(published.flow_version)}
			<FlowLink id={flow.id} />
		</p>
	);
}

function Warning({ icon: Icon, children }: { icon: typeof History; children: ReactNode }) {
	return (
		<p className="flex items-start gap-2.5 rounded-xl border border-warning/50 px-4 py-3 text-sm">
			<Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			{children}
		</p>
	);
}
