import { ProblemNote } from "@/components/ui/problem-note";
import { gapStrings as text } from "@/features/gaps/strings";
import { isProblem } from "@/lib/problem";

/** Why it was not done; where somebody else was quicker, what to do. */
export function ActProblem({ error }: { error: unknown }) {
	if (!isProblem(error, "changed", "gap_closed")) return <ProblemNote error={error} />;
	return (
		<p role="alert" className="rounded-xl border border-warning/50 p-4 text-sm">
			{text.changedMeanwhile}
		</p>
	);
}
