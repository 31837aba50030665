import "@/features/flows/commands";
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { PRINTER } from "@/features/flow-canvas/test-kit";
import { WalkPanel } from "@/features/flows/components/WalkPanel";
import { json, MAYA, makeServer, problem, renderAs } from "@/test/render";

const ASKED = {
	node_id: "root",
	type: "question",
	text: "Is it on?",
	expected_outcome: null,
	allow_skip: false,
	options: [{ label: "Yes", value: "yes" }],
	answer: null,
};
const WALKED = {
	steps: [
		{ ...ASKED, answer: { step_id: "root", selected_option: "yes", was_skipped: false } },
		{ ...ASKED, node_id: "fix", type: "action", text: "Plug it in", options: [] },
	],
	ended: false,
	resolution: null,
	faults: [],
	refusal: null,
};

test("given a walk, when nobody answers for once, then it stays where it was and goes on when it is tried again", async () => {
	const answers = [
		() => json({ ...WALKED, steps: [ASKED] }),
		() => problem(400, "bad", "Not now."),
		() => json(WALKED),
	];
	const server = makeServer({ "POST /flows/walk": () => (answers.shift() as () => Response)() });
	vi.stubGlobal("fetch", server.fetch);
	const { user } = await renderAs(MAYA, <WalkPanel tree={PRINTER} name="Printer" onStep={() => undefined} />);
	await user.click(await screen.findByRole("button", { name: /Yes/ }));
	const again = await screen.findByRole("button", { name: "Try again" });
	expect(screen.getByText("Is it on?")).toBeInTheDocument();
	await user.click(again);

	expect(await screen.findByText("Plug it in")).toBeInTheDocument();
	expect(server.sent.map(({ body }) => (body as { answers: unknown[] }).answers.length)).toEqual([0, 1, 1]);
});
