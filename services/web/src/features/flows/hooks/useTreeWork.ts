import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { NodeType } from "@/features/flow-canvas/tree";
import { changeTelling } from "@/features/flows/hooks/change-telling";
import type { TreeEditor } from "@/features/flows/hooks/useEditor";
import { addNode, nodeAt, placeAfter, remove } from "@/features/flows/model/edit";
import { flowStrings as text } from "@/features/flows/strings";
import { useCommand } from "@/lib/commands/react";
import { toast } from "@/lib/toast";

/** Where a tree is written. */
interface Room {
	/** The node to begin at. */
	first: string | null;
	/** The picture or the list. */
	stage: RefObject<HTMLElement | null>;
	/** What is chosen is written there. */
	fields: RefObject<HTMLElement | null>;
	/** Brings the fields into sight where something else stands in their place; undefined where they are. */
	show?: () => void;
	/** The tree itself is not in sight. */
	away?: boolean;
}

/** Which node of a tree is written, and what is done with it. */
export function useTreeWork(editor: TreeEditor, { first, stage, fields, show, away = false }: Room) {
	const { tree } = editor.content;
	const [picked, setPicked] = useState(first);
	const chosen = nodeAt(tree, picked);
	const choose = useCallback((id: string | null) => setPicked(id), []);
	const goIn = useRef(false);
	// Before the next key: what is typed at once is typed into the field and is no command.
	useLayoutEffect(() => {
		if (goIn.current && !show) goIn.current = !focusFirst(fields.current);
	});
	const open = (id: string) => {
		goIn.current = true;
		setPicked(id);
		if (show) show();
		else if (id === picked) goIn.current = !focusFirst(fields.current);
	};
	const add = (type: NodeType) => {
		const place = placeAfter(tree, chosen?.id ?? tree.id, type);
		if (!place) return toast.error(text.noRoom);
		const added = addNode(place.tree, type, place.place);
		editor.changeTree(() => added.tree);
		open(added.id);
	};
	const removeChosen = () => {
		if (!chosen || chosen.id === tree.id) return;
		changeTelling(editor, (now) => remove(now, chosen.id));
		setPicked(null);
		requestAnimationFrame(() => focusStage(stage.current));
	};
	const writes = { enabled: editor.writable && !away };
	useCommand("flow.edit", () => open(chosen?.id ?? tree.id), { enabled: !away });
	useCommand("flow.addDecision", () => add("decision"), writes);
	useCommand("flow.addAction", () => add("action"), writes);
	useCommand("flow.addSolution", () => add("solution"), writes);
	useCommand("flow.remove", removeChosen, { enabled: writes.enabled && chosen !== null && chosen.id !== tree.id });
	return { chosen, choose, open, add, removeChosen };
}

/** Give the first field beside the flow the focus; whether there is one. */
function focusFirst(fields: HTMLElement | null): boolean {
	const field = fields?.querySelector<HTMLElement>("[data-first]");
	field?.focus();
	return field !== null && field !== undefined;
}

/** Back to the picture or the list. */
export function focusStage(stage: HTMLElement | null): void {
	stage?.querySelector<HTMLElement>("[role=application], [data-row][tabindex='0']")?.focus();
}
