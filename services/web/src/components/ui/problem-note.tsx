import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { isProblem } from "@/lib/problem";
import { problemWords } from "@/lib/problem-words";
import { strings } from "@/lib/strings";

/** What failed, in the server's words, with a retry and the request's id. */
export function ProblemNote({
	error,
	onRetry,
	className,
}: {
	error: unknown;
	onRetry?: () => void;
	className?: string;
}) {
	const id = isProblem(error) ? error.requestId : null;
	return (
		<div
			role="alert"
			className={cn("flex items-start gap-3 rounded-xl border border-danger/40 p-4 text-sm", className)}
		>
			<TriangleAlert className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden="true" />
			<div className="grid gap-1">
				<p>{problemWords(error)}</p>
				{id && <p className="break-all font-mono text-muted-foreground text-xs">{strings.errors.requestId(id)}</p>}
				{onRetry && (
					<Button size="sm" className="mt-1 justify-self-start" onClick={onRetry}>
						{strings.errors.retry}
					</Button>
				)}
			</div>
		</div>
	);
}
