import type { BrowserContext, Page } from "@playwright/test";
import { command } from "./case-kit";
import type { Scene } from "./looks-scenes";

const NAME = "Label printer prints nothing";
const TREE = {
	id: "root",
	type: "decision",
	question: "What does the printer's own light say?",
	help_text: "It is on the front, beside the paper.",
	options: [
		{ id: "o1", label: "Green", next_node_id: "queue" },
		{ id: "o2", label: "Red, it blinks", next_node_id: "paper" },
		{ id: "o3", label: "Nothing", next_node_id: "power" },
	],
	children: [
		{
			id: "queue",
			type: "decision",
			question: "Does a test page come out?",
			options: [
				{ id: "o1", label: "Yes", next_node_id: "driver" },
				{ id: "o2", label: "No", next_node_id: "paper" },
			],
		},
		{ id: "driver", type: "solution", title: "Give the label its size in the driver" },
		{
			id: "paper",
			type: "action",
			title: "Lay the roll in anew",
			description: "Open it and measure the label.",
			next_node_id: "done",
		},
		{
			id: "power",
			type: "action",
			title: "Plug it in",
			description: "Another socket, another cable.",
			next_node_id: "queue",
		},
		{ id: "done", type: "solution", title: "The roll was not seen" },
	],
};
const CHANGED = {
	...TREE,
	options: TREE.options.slice(0, 2),
	children: [
		...TREE.children
			.filter(({ id }) => id !== "power")
			.map((node) => (node.id === "done" ? { ...node, title: "The roll was not seen; it was measured anew" } : node)),
		{ id: "more", type: "solution", title: "" },
	],
};

/** A flow that was published, and whose draft has faults since; its id. `context` is a lead's. */
async function flow(context: BrowserContext): Promise<string> {
	const body = {
		name: NAME,
		problem_domain: "printing",
		description: "For labels that stay white.",
		tree_structure: TREE,
	};
	const { id } = await command(context, "flows", body);
	await command(context, `flows/${id}/publish`, {});
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	const headers = { "x-csrf-token": decodeURIComponent(csrf) };
	await context.request.put(`/api/v1/flows/${id}`, { headers, data: { ...body, tree_structure: CHANGED } });
	return id;
}

/** The library and the editor. */
export function flowScenes(): Scene[] {
	const edited = (name: string, search: string, go: (page: Page) => Promise<unknown>): Scene => ({
		name,
		who: "lead",
		go: async (page, context) => {
			await page.goto(`/flows/${await flow(context)}?${search}`);
			await page.getByText("2 faults").first().waitFor();
			await go(page);
		},
	});
	return [
		{
			name: "flows",
			who: "lead",
			go: async (page) => {
				await page.goto("/flows");
				await page.getByRole("list", { name: "List of flows" }).waitFor();
			},
		},
		edited("flow-picture", "node=queue", (page) => page.getByRole("textbox", { name: "Question" }).waitFor()),
		edited("flow-list", "view=list&panel=flow", (page) => page.getByRole("textbox", { name: "Keywords" }).waitFor()),
		edited("flow-versions", "panel=versions", async (page) => {
			await page.getByRole("button", { name: "Compare" }).click();
			await page.getByText("You see what changed, not the draft.").waitFor();
		}),
		edited("flow-publish", "", async (page) => {
			await page.getByRole("button", { name: "Publish" }).click();
			await page.getByRole("dialog").getByText("gone").first().waitFor();
		}),
		{
			name: "flow-walk",
			who: "lead",
			go: async (page) => {
				await page.goto("/flows?q=VPN+connection+drops");
				await page.getByRole("link", { name: /VPN connection drops/ }).click();
				await page.getByText("Walk it", { exact: true }).click();
				await page.getByText("Step 1 · Question").waitFor();
				await page.getByRole("button", { name: /^1/ }).click();
				await page.getByText("Step 2 · Question").waitFor();
			},
		},
	];
}
