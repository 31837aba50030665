import "@/features/flows/commands";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { FlowNode } from "@/features/flow-canvas/tree";
import { FaultStrip } from "@/features/flows/components/FaultStrip";
import { SaveNote } from "@/features/flows/components/SaveNote";
import { Stage } from "@/features/flows/components/Stage";
import type { Editor } from "@/features/flows/hooks/useEditor";
import type { Checked } from "@/features/flows/hooks/useFaults";
import { contentOf } from "@/features/flows/model/content";
import { write } from "@/features/flows/model/edit";
import { makeFlow } from "@/features/flows/test-kit";
import { MAYA, renderAs } from "@/test/render";

const content = contentOf(makeFlow());

const said = () => screen.getByRole("status").textContent;

test("given a chosen node, when its text is typed, then it is not said anew; another one is", async () => {
	const editor = { content, writable: false, changeTree: vi.fn() };
	const stage = (chosen: FlowNode) => (
		<Stage
			ref={{ current: null }}
			editor={editor}
			byNode={new Map()}
			chosen={chosen}
			current={null}
			view="list"
			onView={vi.fn()}
			onSelect={vi.fn()}
			onOpen={vi.fn()}
			onAdd={vi.fn()}
			onRemove={vi.fn()}
		/>
	);
	const { show } = await renderAs(MAYA, stage(content.tree));
	const first = said();
	await show(stage(write(content.tree, content.tree.id, "question", "Another?")));
	expect(said()).toBe(first);
	await show(stage({ id: "other", type: "solution", title: "Done" }));

	expect(said()).toBe("Chosen: Done");
});

test("given a flow being written, when it is saved, then only how that ended is said", () => {
	const note = (state: string) => (
		<SaveNote editor={{ status: { state, error: null }, kept: true } as unknown as Editor} />
	);
	const { rerender } = render(note("waiting"));
	expect(said()).toBe("");
	expect(screen.getByText("Saving…")).toBeInTheDocument();
	rerender(note("saving"));
	expect(said()).toBe("");
	rerender(note("saved"));

	expect(said()).toBe("Saved");
});

test("given a flow without faults, when it is looked at again at every letter, then nothing is said until a fault is found", async () => {
	const strip = (changes: Partial<Checked>) => (
		<FaultStrip
			tree={content.tree}
			onGo={vi.fn()}
			checked={{ placed: [], byNode: new Map(), known: true, checking: false, failed: false, ...changes }}
		/>
	);
	const { show } = await renderAs(MAYA, strip({ known: false, checking: true }));
	expect(said()).toBe("");
	await show(strip({}));
	expect(said()).toBe("Nothing is wrong with it.");
	await show(strip({ checking: true }));
	expect(said()).toBe("Nothing is wrong with it.");
	const fault = { code: "empty", node_id: "root", detail: "A decision needs a question." };
	await show(strip({ placed: [{ fault, nodeId: "root" }] as Checked["placed"] }));

	expect(said()).toBe("1 fault");
});
