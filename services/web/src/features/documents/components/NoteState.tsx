import { Check, CloudOff, History, PencilLine, Sparkles, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { Note, NoteKind } from "@/features/documents/api";
import { documentStrings as text } from "@/features/documents/strings";
import type { ClosingNoteState } from "@/features/documents/use-closing-note";
import { formatTime } from "@/lib/dates";
import { strings } from "@/lib/strings";

/** Who wrote the document, whether it is kept, and whether the case has gone on since. */
export function NoteState({ kind, state }: { kind: NoteKind; state: ClosingNoteState }) {
	const { note } = state;
	return (
		<div className="grid gap-3">
			<p role="status" className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
				{state.isDrafting ? text.drafting : note ? <Written note={note} state={state} /> : text.hint[kind]}
			</p>
			{note && !state.isDrafting && state.isStale && <Stale note={note} state={state} />}
			{note?.superseded_edit && !state.isStale && !state.isDrafting && state.saving === "saved" && (
				<Notice icon={<History aria-hidden="true" />} words={text.superseded}>
					<Button size="sm" onClick={() => state.restore(note.superseded_edit ?? "")}>
						{text.useMine}
					</Button>
				</Notice>
			)}
			{!state.kept && <Notice icon={<TriangleAlert aria-hidden="true" />} words={strings.case.draftNotKept} />}
		</div>
	);
}

function Written({ note, state }: { note: Note; state: ClosingNoteState }) {
	const own = note.edited || state.saving !== "saved";
	return (
		<>
			<Badge tone={own ? "primary" : "neutral"}>
				{own ? <PencilLine aria-hidden="true" /> : <Sparkles aria-hidden="true" />}
				{own ? text.edited : text.draftedBy[note.engine]}
			</Badge>
			<span>{`${text.unchanged} ${formatTime(note.at)}`}</span>
			{note.target_ticket_ref && <span>{text.goesTo(note.target_ticket_ref)}</span>}
			{own && <Saved saving={state.saving} />}
		</>
	);
}

function Saved({ saving }: { saving: ClosingNoteState["saving"] }) {
	const look = {
		saved: { icon: <Check aria-hidden="true" className="size-4 text-success" />, words: text.saved },
		saving: { icon: <Spinner />, words: text.saving },
		unsaved: { icon: null, words: text.unsaved },
		failed: { icon: <CloudOff aria-hidden="true" className="size-4 text-danger" />, words: text.notSaved },
	}[saving];
	return (
		<span className="inline-flex items-center gap-1.5">
			{look.icon}
			{look.words}
		</span>
	);
}

function Stale({ note, state }: { note: Note; state: ClosingNoteState }) {
	const own = note.edited || state.saving !== "saved";
	return (
		<Notice icon={<TriangleAlert aria-hidden="true" />} words={own ? text.staleEdit : text.stale}>
			{own && (
				<Button size="sm" variant="primary" onClick={state.keepMine}>
					{text.keepMine}
				</Button>
			)}
			<Button size="sm" onClick={() => state.redraft(false)}>
				{text.update}
			</Button>
		</Notice>
	);
}

function Notice({ icon, words, children }: { icon: ReactNode; words: string; children?: ReactNode }) {
	return (
		<div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-warning/50 px-4 py-3 text-sm [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-warning">
			{icon}
			<p className="mr-auto min-w-40 flex-1">{words}</p>
			{children}
		</div>
	);
}
