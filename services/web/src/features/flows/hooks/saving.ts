import { useEffect, useRef } from "react";
import { type Flow, readFlow, send } from "@/features/flows/api";
import { Autosave } from "@/features/flows/model/autosave";
import { bodyOf, type Content, contentOf, isSame } from "@/features/flows/model/content";
import { newKey } from "@/lib/api";

interface Saving {
	id: string;
	version: number;
	/** What was sent before the page was loaded anew, and not answered. */
	unsure: readonly Content[];
	onSaved: (flow: Flow) => void;
	/** After that: the draft is another now. */
	onSettled: (autosave: Autosave<Content>) => void;
}

/** Sent again, the same text over the same version keeps its key. */
export function makeAutosave({ id, version, unsure, onSaved, onSettled }: Saving): Autosave<Content> {
	let last: { content: Content; over: number; key: string } | null = null;
	const autosave: Autosave<Content> = new Autosave(
		version,
		async (content, over) => {
			const isAgain = last?.content === content && last.over === over;
			last = { content, over, key: isAgain && last ? last.key : newKey() };
			const saved = await send.revise(id, bodyOf(content), over, last.key);
			onSaved(saved);
			return saved;
		},
		async (sent) => {
			const theirs = await readFlow(id);
			const content = sent.findLast((one) => isSame(one, contentOf(theirs)));
			return content ? { content, version: theirs.version } : null;
		},
		() => onSettled(autosave),
		unsure,
	);
	return autosave;
}

/** What the server has now, where it is not of a save of this page: shown at once if nothing is unsaved here. */
export function useTheirs(props: {
	flow: Flow;
	autosave: Autosave<Content>;
	mine: () => Content;
	/** It says what is here. */
	onSame: (flow: Flow) => void;
	/** It says what was sent from here before; mine goes over it. */
	onSent: (flow: Flow) => void;
	/** Nothing is unsaved here. */
	onTheirs: (flow: Flow) => void;
}): void {
	const now = useRef(props);
	useEffect(() => {
		now.current = props;
	});
	const { version } = props.flow;
	const { state: shown } = props.autosave.current;
	// biome-ignore lint/correctness/useExhaustiveDependencies: looked at again whenever a save ends
	useEffect(() => {
		const { flow, autosave, mine, onSame, onSent, onTheirs } = now.current;
		const { state } = autosave.current; // what is shown may be older: something kept begins to wait just now
		if (version <= autosave.version || state === "saving" || state === "conflict") return;
		const theirs = contentOf(flow);
		if (isSame(theirs, mine())) onSame(flow);
		else if (autosave.unsure.some((one) => isSame(one, theirs))) onSent(flow);
		else if (state === "saved") onTheirs(flow);
		else autosave.conflict(null);
	}, [version, shown]);
}
