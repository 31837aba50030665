import { useCallback, useEffect, useRef, useState } from "react";
import { LIMITS } from "@/features/pilot/intake";
import { BadPicture, thumbOf } from "@/features/pilot/picture-file";
import { upload } from "@/features/pilot/upload";
import { newKey } from "@/lib/api";
import { useDraft } from "@/lib/draft";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

type PictureState =
	| { kind: "sending"; share: number }
	| { kind: "ready"; url: string }
	| { kind: "failed"; reason: string; mayRetry: boolean };

export interface Picture {
	key: string;
	name: string;
	bytes: number;
	thumb: string | null;
	state: PictureState;
}

export interface Pictures {
	list: readonly Picture[];
	/** How many more were given than are taken; 0 once something else happens. */
	tooMany: number;
	add: (files: readonly File[]) => void;
	remove: (key: string) => void;
	retry: (key: string) => void;
	/** The server has forgotten the uploads: send again what is still at hand. */
	resend: () => void;
	/** The list once nothing is being sent any more. */
	settled: () => Promise<readonly Picture[]>;
	clear: () => void;
}

/** The screenshots of the intake: checked and sent at once; those that are there survive a reload. */
export function usePictures(): Pictures {
	const draft = useDraft("intake.pictures");
	const [list, setList] = useState<readonly Picture[]>(() => kept(draft.text));
	const [tooMany, setTooMany] = useState(0);
	const latest = useRef(list);
	const work = useRef(new Map<string, { file: File; stop: AbortController; done: Promise<void> }>());
	const setDraft = draft.set;

	const change = useCallback(
		(next: (now: readonly Picture[]) => readonly Picture[]) => {
			latest.current = next(latest.current);
			setList(latest.current);
			setDraft(JSON.stringify(latest.current.filter(isReady)));
		},
		[setDraft],
	);
	const send = useCallback(
		(key: string, file: File) => {
			const set = (changes: Partial<Picture>) =>
				change((now) => now.map((picture) => (picture.key === key ? { ...picture, ...changes } : picture)));
			const stop = new AbortController();
			work.current.set(key, { file, stop, done: process(file, set, stop.signal) });
		},
		[change],
	);
	useEffect(() => {
		const running = work.current;
		return () => {
			for (const { stop } of running.values()) stop.abort();
		};
	}, []);

	const add = useCallback(
		(files: readonly File[]) => {
			const room = Math.max(0, LIMITS.pictures - latest.current.length);
			setTooMany(Math.max(0, files.length - room));
			for (const file of files.slice(0, room)) {
				const key = newKey();
				change((now) => [...now, fresh(key, file)]);
				send(key, file);
			}
		},
		[change, send],
	);
	const remove = useCallback(
		(key: string) => {
			work.current.get(key)?.stop.abort();
			work.current.delete(key);
			setTooMany(0);
			change((now) => now.filter((picture) => picture.key !== key));
		},
		[change],
	);
	const retry = useCallback(
		(key: string) => {
			const file = work.current.get(key)?.file;
			if (file) send(key, file);
		},
		[send],
	);
	const resend = useCallback(() => {
		change((now) => now.map((picture) => ({ ...picture, state: forgotten })));
		for (const [key, { file }] of work.current) send(key, file);
	}, [change, send]);
	const settled = useCallback(async () => {
		await Promise.all([...work.current.values()].map(({ done }) => done));
		return latest.current;
	}, []);
	const clear = useCallback(() => {
		work.current.clear();
		change(() => []);
	}, [change]);
	return { list, tooMany, add, remove, retry, resend, settled, clear };
}

const forgotten: PictureState = { kind: "failed", reason: strings.pilot.pictureForgotten, mayRetry: false };

function fresh(key: string, file: File): Picture {
	return { key, name: file.name, bytes: file.size, thumb: null, state: { kind: "sending", share: 0 } };
}

/** Check, draw and send one picture; what happens goes to `set`. */
async function process(file: File, set: (changes: Partial<Picture>) => void, signal: AbortSignal): Promise<void> {
	try {
		set({ state: { kind: "sending", share: 0 } });
		set({ thumb: await thumbOf(file) });
		const { url } = await upload(file, (share) => set({ state: { kind: "sending", share } }), signal);
		set({ state: { kind: "ready", url } });
	} catch (error) {
		if (!signal.aborted) set({ state: { kind: "failed", reason: reasonOf(error), mayRetry: isProblem(error) } });
	}
}

function reasonOf(error: unknown): string {
	return error instanceof BadPicture || isProblem(error) ? error.message : strings.pilot.pictureDamaged;
}

function isReady(picture: Picture): boolean {
	return picture.state.kind === "ready";
}

function kept(draft: string): readonly Picture[] {
	return draft ? JSON.parse(draft) : [];
}
