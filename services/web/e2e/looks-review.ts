import type { BrowserContext, Page } from "@playwright/test";
import { command, KNOWN } from "./case-kit";
import { respond, startWith } from "./cases";
import { expect } from "./kit";
import type { Scene } from "./looks-scenes";

const NEW = [
	{
		text: "The copier on the second floor does not scan to e-mail any more, error 5.7.57, since the weekend",
		said: "All its users. The mail settings were moved to another tenant on Saturday.",
		resolution_summary: "The copier still signed in to the old relay, which refuses anonymous senders with 5.7.57.",
		resolution_action: "Gave the copier a mailbox of its own and entered it in the scan settings.",
	},
	{
		text: "Teams calls break off after about ten minutes, only over the guest network",
		said: "Only on the guest network, and only calls with video.",
		resolution_summary: "The firewall of the guest network closes UDP streams after ten minutes.",
		resolution_action: "Raised the UDP session time for the ranges of Teams.",
	},
];
/** How far it went as the flow says, and where it left that. */
const BEFORE = ["", "Locked out again at 06:14.", "Each event names no computer."];
const LEFT = "The lockouts come from the RADIUS server of the guest network, not from a computer";

/** Proposals as the flywheel makes them: two new flows, and a change of one. `context` is an engineer's. */
export async function seedProposals(context: BrowserContext): Promise<void> {
	for (const { text, said, ...resolution } of NEW) {
		const { session_id, first_step } = await startWith(context, text);
		await respond(context, session_id, first_step, said);
		await command(context, `ai-sessions/${session_id}/resolve`, resolution);
	}
	const { session_id, first_step } = await startWith(context, KNOWN);
	let step = first_step;
	for (const said of BEFORE) step = await respond(context, session_id, step, said, 0);
	await command(context, `ai-sessions/${session_id}/respond`, { step_id: step.step_id, free_text_input: LEFT });
	await command(context, `ai-sessions/${session_id}/resolve`, {
		resolution_summary: "A tablet kept the old password in its profile of the guest network.",
		resolution_action: "Forgot the network on the tablet and joined it anew.",
	});
	await expect
		.poll(async () => (await (await context.request.get("/api/v1/flow-proposals?status=pending")).json()).length, {
			timeout: 30_000,
		})
		.toBeGreaterThanOrEqual(NEW.length + 1);
}

/** The review queue. */
export function reviewScenes(): Scene[] {
	const at = (name: string, type: string, go: (page: Page) => Promise<unknown>): Scene => ({
		name,
		who: "lead",
		go: async (page) => {
			await page.goto(`/review-queue${type && `?type=${type}`}`);
			await page.locator("[data-proposal]").first().waitFor();
			await go(page);
		},
	});
	const read = async (page: Page) => {
		const detail = page.getByRole("article");
		if (!(await detail.isVisible())) await page.locator("[data-proposal]").first().click();
		await detail
			.getByText(/speaks? for it/)
			.first()
			.waitFor();
	};
	const press = async (page: Page, key: string) => {
		await read(page);
		await page.getByRole("main").focus();
		await page.keyboard.press(key);
	};
	return [
		at("review", "", async () => undefined),
		at("review-new", "new_flow", read),
		at("review-change", "enhancement", async (page) => {
			await read(page);
			await page.getByText("What it changes").waitFor();
			await page
				.getByRole("list", { name: /as a list$/ })
				.first()
				.waitFor({ state: "attached" });
		}),
		at("review-edit", "enhancement", async (page) => {
			await press(page, "e");
			await page.getByText("Nothing is wrong with it.").waitFor();
		}),
		at("dialog-reject", "new_flow", async (page) => {
			await press(page, "r");
			await page.getByRole("dialog").waitFor();
		}),
		{
			name: "review-empty",
			who: "lead",
			go: async (page) => {
				await page.goto("/review-queue?q=nothingofthekind");
				await page.getByRole("heading", { name: "No proposal matches" }).waitFor();
			},
		},
	];
}
