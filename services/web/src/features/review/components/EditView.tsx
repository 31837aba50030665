import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import type { Proposal } from "@/features/review/api";
import { Editor } from "@/features/review/components/Editor";
import { useKept } from "@/features/review/hooks/useKept";
import { useReviewer } from "@/features/review/hooks/useReviewer";
import type { OnDone } from "@/features/review/hooks/useReviewing";
import { useTarget } from "@/features/review/hooks/useTarget";
import { baseOf, startOf } from "@/features/review/model/edited";
import type { Target } from "@/features/review/model/target";
import { reviewStrings as text } from "@/features/review/strings";

/** A proposal being made over. Of a change, on the flow as it reads now; what is being written stays, whatever becomes of that. */
export default function EditView({ proposal, onDone }: { proposal: Proposal; onDone: OnDone }) {
	const isChange = proposal.proposal_type === "enhancement";
	const { target, error, retry } = useTarget(isChange ? proposal.target_flow_id : null);
	const reviews = useReviewer();
	const begun = useKept(reviews && (target || !isChange) ? beginningOf(proposal, target) : null);
	if (begun) return <Editor proposal={proposal} onDone={onDone} {...begun} />;
	if (isChange && error) return <ProblemNote error={error} onRetry={retry} />;
	if (isChange && !target) return <Skeleton className="h-96" />;
	return <p className="glass p-6 text-muted-foreground">{text.nothingToEdit}</p>;
}

function beginningOf(proposal: Proposal, target: Target | null) {
	const start = startOf(proposal, target);
	const base = baseOf(proposal, target);
	return start && base && { target, start, base };
}
