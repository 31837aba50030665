import "@/features/flows/commands";
import { screen } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import type { FlowNode } from "@/features/flow-canvas/tree";
import { NodePanel } from "@/features/flows/components/NodePanel";
import { contentOf } from "@/features/flows/model/content";
import { makeFlow } from "@/features/flows/test-kit";
import { MAYA, renderAs } from "@/test/render";

const option = (id: string, label: string) => ({ id, label, next_node_id: null });
const ASKING: FlowNode = {
	id: "root",
	type: "decision",
	question: "Which?",
	options: [option("o1", "One"), option("o2", "Two"), option("o3", "Three")],
};

function Writing() {
	const [tree, setTree] = useState(ASKING);
	const editor = { content: { ...contentOf(makeFlow()), tree }, writable: true, changeTree: setTree };
	return <NodePanel editor={editor} chosen={tree} placed={[]} onGo={() => undefined} onRemove={() => undefined} />;
}

test("given an answer, when it is moved up by the keyboard to the top, then the focus goes with it and stays there", async () => {
	const { user } = await renderAs(MAYA, <Writing />);
	screen.getByRole("button", { name: "Move answer 3 up" }).focus();
	await user.keyboard("{Enter}");
	expect(screen.getByRole("button", { name: "Move answer 2 up" })).toHaveFocus();
	await user.keyboard("{Enter}{Enter}");

	const first = screen.getByRole("button", { name: "Move answer 1 up" });
	expect(first).toHaveFocus();
	expect(first).toBeEnabled(); // a browser takes the focus from what is disabled
	expect(screen.getAllByRole("textbox", { name: /^Answer/ }).map((field) => (field as HTMLInputElement).value)).toEqual(
		["Three", "One", "Two"],
	);
});
