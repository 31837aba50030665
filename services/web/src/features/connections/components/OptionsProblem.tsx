import { ProblemNote } from "@/components/ui/problem-note";
import { connectionStrings as text } from "@/features/connections/strings";

/** Where the PSA did not say what there is to choose from. */
export function OptionsProblem({ options }: { options: { isError: boolean; error: unknown; refetch: () => unknown } }) {
	if (!options.isError) return null;
	return (
		<div className="grid gap-2">
			<p className="text-muted-foreground text-sm">{text.optionsFailed}</p>
			<ProblemNote error={options.error} onRetry={() => void options.refetch()} />
		</div>
	);
}
