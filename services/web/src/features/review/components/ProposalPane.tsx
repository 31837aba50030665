import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { lazy, Suspense } from "react";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { proposalQuery } from "@/features/review/api";
import { ProposalView } from "@/features/review/components/ProposalView";
import type { OnDone } from "@/features/review/hooks/useReviewing";
import { reviewStrings as text } from "@/features/review/strings";
import { isProblem } from "@/lib/problem";

const EditView = lazy(() => import("@/features/review/components/EditView"));

/** One proposal, read or edited. */
export function ProposalPane(props: { id: string; editing: boolean; alone: boolean; onDone: OnDone }) {
	const proposal = useQuery(proposalQuery(props.id));
	return (
		<div data-proposal-pane className="grid min-w-0 gap-4">
			{props.alone && (
				<Link
					from="/review-queue"
					to="/review-queue"
					search={({ edit: _, ...now }) => (props.editing ? now : { ...now, selected: undefined })}
					className="-mt-2 inline-flex items-center gap-1.5 justify-self-start py-1 text-muted-foreground text-sm hover:text-foreground"
				>
					<ArrowLeft aria-hidden="true" className="size-4" />
					{props.editing ? text.backToProposal : text.back}
				</Link>
			)}
			{proposal.isPending && <PaneSkeleton />}
			{proposal.isError && !proposal.data && (
				<Unreadable error={proposal.error} onRetry={() => void proposal.refetch()} />
			)}
			{proposal.data &&
				(props.editing ? (
					<Suspense fallback={<PaneSkeleton />}>
						<EditView proposal={proposal.data} onDone={props.onDone} />
					</Suspense>
				) : (
					<ProposalView proposal={proposal.data} onDone={props.onDone} />
				))}
		</div>
	);
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
	if (isProblem(error) && error.status === 404) return <p className="glass p-6 text-muted-foreground">{text.gone}</p>;
	return <ProblemNote error={error} onRetry={onRetry} />;
}

function PaneSkeleton() {
	return (
		<div className="grid gap-4">
			<Skeleton className="h-32" />
			<Skeleton className="h-96" />
			<Skeleton className="h-40" />
		</div>
	);
}
