import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import FlowCanvas from "@/features/flow-canvas/FlowCanvas";
import { PRINTER } from "@/features/flow-canvas/test-kit";
import { diffTrees } from "@/features/flow-canvas/tree";

test("given a flow, when it is drawn, then a list says the same in words, with what changed", () => {
	const before = { ...PRINTER, question: "Does it print?" };
	render(<FlowCanvas tree={PRINTER} changes={diffTrees(before, PRINTER)} label="Printer" />);

	const list = screen.getByRole("list", { name: "Printer, as a list" });
	expect(list).toHaveTextContent("Question: Does the printer print a test page?, changed");
	expect(list).toHaveTextContent("No – Action: Switch it off and on");
	expect(list).toHaveTextContent("goes on at: The queue was stuck");
});

test("given the canvas in focus, when arrows and Enter are pressed, then nodes are chosen along the ways and opened", async () => {
	const user = userEvent.setup();
	const onSelect = vi.fn();
	const onOpen = vi.fn();
	render(<FlowCanvas tree={PRINTER} label="Printer" onSelect={onSelect} onOpen={onOpen} />);

	screen.getByRole("application", { name: "Printer" }).focus();
	await user.keyboard("{ArrowRight}{ArrowRight}{Enter}");

	expect(onSelect.mock.calls).toEqual([["root"], ["queue"]]);
	expect(onOpen).toHaveBeenCalledWith("queue");
});
