import { RotateCw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { send } from "@/features/case/api";
import { useAct } from "@/features/case/hooks/useAct";
import { caseStrings as text } from "@/features/case/strings";
import type { Schema } from "@/lib/api";
import { strings } from "@/lib/strings";

/** The step that could not be made: what failed, and a retry. */
export function FailureCard(props: { id: string; failure: Schema["Failure"]; mayRetry: boolean }) {
	const { id, failure } = props;
	const retry = useAct(id, (key) => send.retryStep(id, key), { quiet: true });
	return (
		<div role="alert" className="glass grid gap-3 border-danger/40 p-5">
			<h2 className="flex items-center gap-2.5 font-semibold text-lg">
				<TriangleAlert aria-hidden="true" className="size-5 text-danger" />
				{text.stepFailed}
			</h2>
			<p className="whitespace-pre-wrap break-words">{failure.detail}</p>
			<p className="break-all font-mono text-muted-foreground text-xs">
				{[failure.code, failure.engine, text.failureAttempt(failure.attempt), text.failureReference(id)].join(" · ")}
			</p>
			{!failure.retriable && <p className="text-muted-foreground text-sm">{text.failureFinal}</p>}
			{retry.isError && <ProblemNote error={retry.error} />}
			{failure.retriable && props.mayRetry && (
				<Button
					variant="primary"
					className="justify-self-start"
					aria-disabled={retry.isPending}
					onClick={() => !retry.isPending && retry.mutate()}
				>
					{retry.isPending ? <Spinner /> : <RotateCw aria-hidden="true" />}
					{strings.errors.retry}
				</Button>
			)}
		</div>
	);
}
