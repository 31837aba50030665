import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { caseQuery } from "@/features/case/api";
import { draftNote, editNote, NOTE_MAX, type Note, type NoteKind, noteQuery } from "@/features/documents/api";
import { newKey, type Schema } from "@/lib/api";
import { useDraft } from "@/lib/draft";
import { isProblem } from "@/lib/problem";

const SAVE_MS = 1200;

export type Saving = "saved" | "unsaved" | "saving" | "failed";

/** One closing document: what it reads now, what is being typed, and that it is kept on the server a moment later. */
export function useClosingNote(session: string, kind: NoteKind) {
	const client = useQueryClient();
	const query = noteQuery(session, kind);
	const found = useQuery(query);
	const typed = useDraft(`note.${kind}.${session}`);
	const [touched, setTouched] = useState(typed.text !== "");
	const state = useQuery({ ...caseQuery(session), select: (now) => now.state_version }).data;
	const note = found.data;
	const show = (next: Note) => client.setQueryData(query.queryKey, next);

	const forget = () => {
		setTouched(false);
		typed.clear();
	};

	const intention = useRef<{ input: string; key: string } | null>(null);
	const keyOf = (input: unknown) => {
		const said = JSON.stringify(input);
		if (intention.current?.input !== said) intention.current = { input: said, key: newKey() };
		return intention.current.key;
	};
	const save = useMutation({
		mutationFn: (body: Schema["EditNote"]) => editNote(session, kind, body, keyOf(body)),
		onSuccess: (next, sent) => {
			intention.current = null;
			show(next);
			if (latest.current === sent.markdown) forget();
		},
	});
	const redraft = useMutation({
		mutationFn: (force: boolean) => draftNote(session, kind, force, keyOf({ force })),
		onSuccess: (next) => {
			intention.current = null;
			forget();
			save.reset();
			show(next);
		},
	});

	const text = touched ? typed.text : (note?.markdown ?? "");
	const isGood = text.trim() !== "" && text.length <= NOTE_MAX;
	const isDirty = touched && typed.text !== note?.markdown;
	const latest = useRef(typed.text);
	latest.current = typed.text;

	const sending = useRef<{ said: string; done: Promise<boolean> } | null>(null);
	const write = (state_version: number | undefined): Promise<boolean> => {
		if (note === undefined || state_version === undefined || !isGood) return Promise.resolve(false);
		const body = { markdown: text, state_version };
		const said = JSON.stringify(body);
		if (sending.current?.said === said) return sending.current.done;
		const done = save
			.mutateAsync(body)
			.then(
				() => true,
				() => false,
			)
			.finally(() => {
				if (sending.current?.said === said) sending.current = null;
			});
		sending.current = { said, done };
		return done;
	};
	/** Keep what is typed now; whether the server has it. A drafted text that nobody touched is there already. */
	const flush = useLatest(() => (isDirty ? write(note?.state_version) : Promise.resolve(true)));
	/** What was written stands for the case as it is now: after an answer that is part of the closing. */
	const carry = useLatest(async () => {
		if (note === undefined || !(note.edited || isDirty)) return;
		const { state_version } = await client.fetchQuery({ ...caseQuery(session), staleTime: 0 });
		if (isDirty || state_version !== note.state_version) await save.mutateAsync({ markdown: text, state_version });
	});
	useEffect(() => {
		if (!isDirty || text === "") return;
		const timer = setTimeout(() => void flush(), SAVE_MS);
		return () => clearTimeout(timer);
	}, [text, isDirty, flush]);
	useEffect(() => () => void flush(), [flush]);

	return {
		note,
		text,
		isGood,
		isStale: note !== undefined && state !== undefined && state > note.state_version,
		saving: savingOf(isDirty, save.isPending, save.isError),
		kept: typed.kept,
		error: found.error ?? redraft.error ?? save.error,
		isDrafting: found.isPending || found.isRefetching || redraft.isPending,
		isClosed: isProblem(found.error, "session_closed"),
		type: (next: string) => {
			setTouched(true);
			typed.set(next);
		},
		flush,
		carry,
		retry: () => void (save.isError ? flush() : found.refetch()),
		redraft: (force: boolean) => redraft.mutate(force),
		keepMine: () => void write(state),
		restore: (markdown: string) => {
			if (state !== undefined) save.mutate({ markdown, state_version: state });
		},
	};
}

export type ClosingNoteState = ReturnType<typeof useClosingNote>;

function savingOf(isDirty: boolean, isPending: boolean, isError: boolean): Saving {
	if (isPending) return "saving";
	if (isError && isDirty) return "failed";
	return isDirty ? "unsaved" : "saved";
}

/** A function that never changes and runs as it was last given. */
function useLatest<T>(run: () => T): () => T {
	const held = useRef(run);
	held.current = run;
	return useCallback(() => held.current(), []);
}
