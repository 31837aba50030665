import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { FlowNode } from "@/features/flow-canvas/tree";
import { type Flow, flowQuery, readFlow } from "@/features/flows/api";
import { makeAutosave, useTheirs } from "@/features/flows/hooks/saving";
import { useStay } from "@/features/flows/hooks/useStay";
import type { Autosave, Status } from "@/features/flows/model/autosave";
import { type Content, contentOf, isSame, type Kept, readKept } from "@/features/flows/model/content";
import { begin, type History, redo, step, undo } from "@/features/flows/model/history";
import { waitFor } from "@/features/flows/model/leaving";
import { forgetDraft, useDraft } from "@/lib/draft";
import { keys } from "@/lib/queries";

/** A flow as it is being written: every change is a step that can be undone, kept here and saved by itself. */
export interface Editor {
	flow: Flow;
	content: Content;
	writable: boolean;
	status: Status;
	/** False where the browser could not keep what is not saved. */
	kept: boolean;
	/** Whether what is shown was written before this page opened. */
	restored: boolean;
	canUndo: boolean;
	canRedo: boolean;
	/** `about`: what is being typed at; typing on is one step. */
	change: (changes: Partial<Content>, about?: string) => void;
	changeTree: (by: (tree: FlowNode) => FlowNode, about?: string) => void;
	undo: () => void;
	redo: () => void;
	/** Whether the server has it all now. */
	flush: () => Promise<boolean>;
	/** The version that the server has. */
	version: () => number;
	/** The server did something with the flow: this is it now, but for what was written since. */
	take: (flow: Flow) => void;
	/** How the flow reads on the server. */
	readTheirs: () => Promise<Flow>;
	/** Settle a conflict: what is here goes over what is there, or the other way round. */
	keepMine: (theirs: Flow) => void;
	takeTheirs: (theirs: Flow) => void;
}

/** What writing in the tree needs of an editor, whatever becomes of what is written. */
export type TreeEditor = Pick<Editor, "content" | "writable" | "changeTree">;

/** `onTheirs` is called when somebody else changed the flow and nothing was unsaved here: it shows theirs then. */
export function useEditor(flow: Flow, writable: boolean, onTheirs: (flow: Flow) => void): Editor {
	const client = useQueryClient();
	const draft = useDraft(draftName(flow.id));
	const [first] = useState(() => beginning(flow, draft.text));
	const [history, setHistory] = useState<History<Content>>(() => begin(first.content));
	const latest = useRef(history);
	const [autosave] = useState(() => {
		const { version, unsure } = first;
		return makeAutosave({ id: flow.id, version, unsure, onSaved: remember, onSettled: keep });
	});
	const status = useSyncExternalStore(
		(listener) => autosave.subscribe(listener),
		() => autosave.current,
	);

	function remember(saved: Flow): void {
		client.setQueryData(flowQuery(saved.id).queryKey, saved);
		void client.invalidateQueries({ queryKey: [...keys.flows, "list"] });
	}
	/** What is not saved is kept here, with the version that it goes over. */
	function keep({ isIdle, version, unsure }: Autosave<Content>): void {
		const kept: Kept = { version, content: latest.current.present, sent: unsure.at(-1) };
		if (isIdle) forgetDraft(draftName(flow.id));
		else draft.set(JSON.stringify(kept));
	}
	const show = (next: History<Content>) => {
		latest.current = next;
		setHistory(next);
	};
	const put = (next: History<Content>) => {
		if (next.present === latest.current.present) return show(next);
		show(next);
		autosave.change(next.present);
		keep(autosave);
	};
	const settle = (theirs: Flow, content: Content | null) => {
		remember(theirs);
		autosave.settle(theirs.version, content);
		keep(autosave);
	};
	const takeTheirs = (theirs: Flow) => {
		const content = contentOf(theirs);
		if (!isSame(content, latest.current.present)) show(step(latest.current, content, null, 0));
		settle(theirs, null);
	};
	const keepMine = (theirs: Flow) => settle(theirs, latest.current.present);
	const change: Editor["change"] = (changes, about) => {
		if (writable)
			put(step(latest.current, { ...latest.current.present, ...changes }, about ?? null, performance.now()));
	};
	const flush = useCallback(() => autosave.flush(), [autosave]);

	useEffect(() => {
		if (first.restored) autosave.change(first.content);
		else if (first.stale) forgetDraft(draftName(flow.id));
		return () => {
			if (autosave.isIdle) return;
			waitFor(
				flow.id,
				autosave.flush().finally(() => autosave.stop()),
			);
		};
	}, [autosave, first, flow.id]);
	useTheirs({
		flow,
		autosave,
		mine: () => latest.current.present,
		onSame: (theirs) => settle(theirs, null),
		onSent: keepMine,
		onTheirs: (theirs) => {
			show(begin(contentOf(theirs))); // to undo is to undo what was done here
			settle(theirs, null);
			onTheirs(theirs);
		},
	});
	useStay({ unsaved: status.state !== "saved", kept: draft.kept, flush });

	return {
		flow,
		content: history.present,
		writable,
		status,
		kept: draft.kept,
		restored: first.restored,
		canUndo: history.past.length > 0,
		canRedo: history.future.length > 0,
		change,
		changeTree: (by, about) => {
			const { tree } = latest.current.present;
			const next = by(tree);
			if (next !== tree) change({ tree: next }, about);
		},
		undo: () => put(undo(latest.current)),
		redo: () => put(redo(latest.current)),
		flush,
		version: () => autosave.version,
		take: (theirs) => (autosave.isIdle ? takeTheirs(theirs) : keepMine(theirs)),
		readTheirs: () => readFlow(flow.id),
		keepMine,
		takeTheirs,
	};
}

function draftName(id: string): string {
	return `flow.${id}`;
}

interface Beginning {
	content: Content;
	version: number;
	restored: boolean;
	unsure: readonly Content[];
	/** What is kept here is of no use any more. */
	stale: boolean;
}

/** What to begin with: what is kept here and was never saved, else what the server has. */
function beginning(flow: Flow, text: string): Beginning {
	const kept = readKept(text);
	const content = contentOf(flow);
	if (!kept || isSame(kept.content, content))
		return { content, version: flow.version, restored: false, unsure: [], stale: text !== "" };
	return { ...kept, restored: true, unsure: kept.sent ? [kept.sent] : [], stale: false };
}
