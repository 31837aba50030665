import { ProblemNote } from "@/components/ui/problem-note";
import { connectionStrings as text } from "@/features/connections/strings";
import { isProblem } from "@/lib/problem";

/** Why it was not saved; where somebody else was quicker, what to do. */
export function SaveProblem({ error }: { error: unknown }) {
	if (!isProblem(error, "changed")) return <ProblemNote error={error} />;
	return (
		<p role="alert" className="rounded-xl border border-warning/50 p-4 text-sm">
			{text.changedMeanwhile}
		</p>
	);
}
