import { CloudOff } from "lucide-react";
import { Button } from "@/components/ui/button";
import { caseStrings as text } from "@/features/case/strings";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

/** Nobody confirmed the answer: it can be sent again without being given twice. */
export function UnsentNote({
	error,
	onAgain,
	onChange,
}: {
	error: unknown;
	onAgain: () => void;
	onChange: () => void;
}) {
	const id = isProblem(error) ? error.requestId : null;
	return (
		<div role="alert" className="flex gap-3 rounded-xl border border-warning/50 bg-card p-4 text-sm">
			<CloudOff aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<div className="grid gap-2">
				<p className="font-medium">{text.unsent}</p>
				<p className="text-muted-foreground">
					{reasonOf(error)} {text.unsentHint}
				</p>
				{id && <p className="break-all font-mono text-muted-foreground text-xs">{strings.errors.requestId(id)}</p>}
				<div className="flex flex-wrap gap-2">
					<Button size="sm" variant="primary" onClick={onAgain}>
						{text.sendAgain}
					</Button>
					<Button size="sm" variant="ghost" onClick={onChange}>
						{text.change}
					</Button>
				</div>
			</div>
		</div>
	);
}

/** Why, in words for an engineer: the server's own are for programs where it could not take the request at all. */
function reasonOf(error: unknown): string {
	if (!isProblem(error)) return "";
	if (error.status === 0) return text.unsentGone;
	if (error.status === 401) return text.unsentSignedOut;
	return error.isPassing ? text.unsentAway : error.message;
}
