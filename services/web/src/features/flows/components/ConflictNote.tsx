import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import type { Compared } from "@/features/flows/components/Comparison";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { contentOf } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";
import { formatAgo } from "@/lib/dates";
import { isProblem } from "@/lib/problem";

/** Somebody else changed the flow while it was being written here: whose stands is asked, nothing is lost. */
export function ConflictNote(props: {
	editor: Editor;
	nameOf: (id: string | null | undefined) => string;
	onCompare: (compared: Compared | null) => void;
}) {
	const { editor } = props;
	const conflicts = editor.status.state === "conflict";
	const theirs = useQuery({
		queryKey: ["flow-theirs", editor.flow.id, editor.flow.version, editor.status.error],
		queryFn: editor.readTheirs,
		enabled: conflicts,
		gcTime: 0,
	});
	if (!conflicts) return null;
	if (theirs.isError) return <ProblemNote error={theirs.error} onRetry={() => void theirs.refetch()} />;
	if (!theirs.data) return null;
	const { data } = theirs;
	const settle = (how: (flow: typeof data) => void) => {
		how(data);
		props.onCompare(null);
	};
	return (
		<div role="alert" className="grid gap-3 rounded-xl border border-warning/50 p-4 text-sm">
			<p>
				<strong className="font-medium">
					{text.conflictTitle(whoOf(editor, props.nameOf(data.updated_by)), formatAgo(data.updated_at))}
				</strong>{" "}
				{text.conflictHint}
			</p>
			<div className="flex flex-wrap gap-2">
				<Button size="sm" variant="warning" onClick={() => settle(editor.keepMine)}>
					{text.keepMine}
				</Button>
				<Button size="sm" onClick={() => settle(editor.takeTheirs)}>
					{text.takeTheirs}
				</Button>
				<Button
					size="sm"
					variant="ghost"
					onClick={() =>
						props.onCompare({
							before: contentOf(data),
							after: editor.content,
							words: [text.takeTheirs, text.keepMine],
						})
					}
				>
					<GitCompareArrows aria-hidden="true" />
					{text.compareTheirs}
				</Button>
			</div>
		</div>
	);
}

function whoOf({ status }: Editor, known: string): string {
	const named = isProblem(status.error) ? status.error.facts.changed_by_name : null;
	return typeof named === "string" ? named : known;
}
