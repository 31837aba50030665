import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { GitCompareArrows } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Flow, send } from "@/features/flows/api";
import type { Compared } from "@/features/flows/components/Comparison";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { bodyOf, type Content, contentOf, NAME_MAX } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";
import { formatAgo } from "@/lib/dates";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** Somebody else changed the flow while it was being written here: whose stands is asked, nothing is lost. */
export function ConflictNote(props: {
	editor: Editor;
	nameOf: (id: string | null | undefined) => string;
	onCompare: (compared: Compared | null) => void;
}) {
	const { editor } = props;
	const { state } = editor.status;
	const conflicts = state === "conflict" || (state === "refused" && editor.flow.status === "archived");
	const theirs = useQuery({
		queryKey: ["flow-theirs", editor.flow.id, editor.flow.version, editor.status.error],
		queryFn: editor.readTheirs,
		enabled: conflicts,
		placeholderData: keepPreviousData, // it stays while it is read anew
		gcTime: 0,
	});
	const copy = useCopy(editor, theirs.data);
	if (!conflicts) return null;
	if (theirs.isError) return <ProblemNote error={theirs.error} onRetry={() => void theirs.refetch()} />;
	if (!theirs.data) return null;
	const { data } = theirs;
	const archived = data.status === "archived";
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
				{archived ? text.conflictArchived : text.conflictHint}
			</p>
			<div className="flex flex-wrap gap-2">
				{archived ? (
					<Button size="sm" variant="warning" aria-disabled={copy.isPending} onClick={copy.make}>
						{text.copyMine}
					</Button>
				) : (
					<Button size="sm" variant="warning" onClick={() => settle(editor.keepMine)}>
						{text.keepMine}
					</Button>
				)}
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

/** A draft that says what is here; the flow itself then reads as theirs. */
function useCopy({ content, takeTheirs }: Editor, theirs: Flow | undefined) {
	const navigate = useNavigate();
	const create = useSend((key, mine: Content) => send.create(bodyOf(mine), key), {
		old: [keys.flows],
		onDone: ({ id }) => {
			if (theirs) takeTheirs(theirs);
			void navigate({ to: "/flows/$flowId", params: { flowId: id } });
		},
	});
	const name = text.copyOf(content.name).slice(0, NAME_MAX);
	return { isPending: create.isPending, make: () => !create.isPending && create.mutate({ ...content, name }) };
}

function whoOf({ status }: Editor, known: string): string {
	const named = isProblem(status.error) ? status.error.facts.changed_by_name : null;
	return typeof named === "string" ? named : known;
}
