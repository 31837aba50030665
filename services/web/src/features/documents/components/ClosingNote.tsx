import { ClipboardCopy, PencilLine, RefreshCw } from "lucide-react";
import { type Ref, useEffect, useId, useImperativeHandle, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { NOTE_MAX, type NoteKind } from "@/features/documents/api";
import { Markdown } from "@/features/documents/components/Markdown";
import { NoteState } from "@/features/documents/components/NoteState";
import { documentStrings as text } from "@/features/documents/strings";
import { type ClosingNoteState, useClosingNote } from "@/features/documents/use-closing-note";
import { useCommand } from "@/lib/commands/react";
import { copy } from "@/lib/copy";
import { formatNumber } from "@/lib/dates";

/** What a dialog that closes the case asks of the document in it. */
export interface ClosingNoteHandle {
	/** Keep what is typed; false where the server did not take it, and the reason is shown. */
	save: () => Promise<boolean>;
	/** What was written stands for the case as it is now: after an answer that is part of the closing. Throws a Problem. */
	carry: () => Promise<void>;
}

/**
 * A closing document before the closing: drafted, to be read, to be put into one's own words. What is typed is kept
 * by itself; `ref` lets the dialog around it wait for that.
 */
export default function ClosingNote(props: {
	sessionId: string;
	kind: NoteKind;
	onMarkdown?: (markdown: string) => void;
	ref?: Ref<ClosingNoteHandle>;
}) {
	const { kind, onMarkdown } = props;
	const title = useId();
	const state = useClosingNote(props.sessionId, kind);
	const [editing, setEditing] = useState(state.saving === "unsaved");
	const { flush, carry } = state;
	useImperativeHandle(props.ref, () => ({ save: flush, carry }), [flush, carry]);
	useEffect(() => {
		if (state.note) onMarkdown?.(state.text);
	}, [state.note, state.text, onMarkdown]);
	const toggle = () => setEditing(!editing);
	const redraft = () => {
		setEditing(false);
		state.redraft(true);
	};
	const ready = state.note !== undefined && !state.isDrafting;
	useCommand("note.edit", toggle, { enabled: ready });
	useCommand("note.redraft", redraft, { enabled: ready });
	return (
		<section aria-labelledby={title} aria-busy={state.isDrafting} className="glass grid gap-4 p-4 sm:p-5">
			<header className="flex flex-wrap items-center gap-x-3 gap-y-2">
				<h3 id={title} className="mr-auto font-semibold text-lg">
					{text.kinds[kind]}
				</h3>
				<CommandTip id="note.edit">
					<Button size="sm" aria-pressed={editing} aria-disabled={!ready} onClick={ready ? toggle : undefined}>
						<PencilLine aria-hidden="true" />
						{editing ? text.preview : text.edit}
					</Button>
				</CommandTip>
				<CommandTip id="note.redraft">
					<Button size="sm" aria-disabled={!ready} onClick={ready ? redraft : undefined}>
						{state.isDrafting ? <Spinner /> : <RefreshCw aria-hidden="true" />}
						{text.redraft}
					</Button>
				</CommandTip>
				<Button size="sm" aria-disabled={!ready} onClick={ready ? () => void copy(state.text) : undefined}>
					<ClipboardCopy aria-hidden="true" />
					{text.copy}
				</Button>
			</header>
			<NoteState kind={kind} state={state} />
			{state.note === undefined && !state.error && <Skeleton className="h-48" />}
			{state.note && (editing ? <Editor state={state} /> : <Markdown text={state.text} level={4} />)}
			{state.error && <ProblemNote error={state.error} onRetry={state.isClosed ? undefined : state.retry} />}
		</section>
	);
}

function Editor({ state }: { state: ClosingNoteState }) {
	const length = state.text.length;
	const error = length > NOTE_MAX ? text.tooLong(formatNumber(NOTE_MAX)) : state.isGood ? undefined : text.empty;
	return (
		<Field label={text.editLabel} hint={text.editHint} error={error}>
			{(ids) => (
				<Textarea
					{...ids}
					autoFocus
					rows={16}
					spellCheck
					className="min-h-64 font-mono sm:text-sm"
					value={state.text}
					onChange={(event) => state.type(event.target.value)}
					onBlur={() => void state.flush()}
				/>
			)}
		</Field>
	);
}
