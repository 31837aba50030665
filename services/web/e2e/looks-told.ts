import type { Page } from "@playwright/test";
import type { Cases } from "./looks-cases";
import type { Scene } from "./looks-scenes";
import { sampleGaps, sampleNotifications, showGaps, showNotifications } from "./told-kit";

/** Knowledge gaps and notifications. */
export function toldScenes(cases: Cases): Scene[] {
	const gaps = sampleGaps([cases.closed, cases.question, cases.suggestion]);
	const told = sampleNotifications(cases.question);
	const at = (name: string, who: Scene["who"], go: (page: Page) => Promise<unknown>): Scene => ({
		name,
		who,
		go: async (page) => {
			await showGaps(page, gaps);
			await showNotifications(page, told);
			await go(page);
		},
	});
	const gap = (page: Page, number: number) => open(page, `/knowledge-gaps/${gaps[number]?.id}`);
	return [
		at("gaps", "lead", async (page) => {
			await open(page, "/knowledge-gaps");
			await page.locator("[data-row]").first().waitFor();
		}),
		at("gap-uncovered", "lead", async (page) => {
			await gap(page, 0);
			await page
				.getByRole("link", { name: /Account locks|AD account/i })
				.first()
				.waitFor();
		}),
		at("gap-options", "engineer", (page) => gap(page, 2)),
		at("dialog-gap-close", "lead", async (page) => {
			await gap(page, 0);
			await page.getByRole("button", { name: "Close…" }).click();
			await page.getByRole("option").first().waitFor();
		}),
		at("dialog-gap-snooze", "lead", async (page) => {
			await gap(page, 0);
			await page.getByRole("button", { name: "Snooze…" }).click();
			await page.getByRole("dialog").waitFor();
		}),
		at("bell", "lead", async (page) => {
			await open(page, "/cases");
			await page.getByRole("button", { name: "Notifications, 3 unread" }).click();
			await page.getByRole("menuitem").nth(3).waitFor();
		}),
		at("notifications", "lead", async (page) => {
			await open(page, "/notifications");
			await page.locator("[data-row]").first().waitFor();
		}),
		at("notification-preferences", "lead", async (page) => {
			await open(page, "/settings/notifications");
			await page.getByRole("table").waitFor();
		}),
	];
}

async function open(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.getByRole("heading", { level: 1 }).waitFor();
}
