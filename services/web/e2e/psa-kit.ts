import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "./kit";

/** The connection that the demo brings. */
export const DEMO_PSA = "Northwind ConnectWise";

/** The dialog that finds a ticket, once the PSA has answered. */
export async function openedPicker(page: Page): Promise<Locator> {
	const dialog = page.getByRole("dialog");
	await expect(dialog.getByText(/^\d+ tickets?(, and more)?$/)).toBeVisible({ timeout: 30_000 });
	return dialog;
}

/** Take the first ticket that the words find, by keyboard alone; its name, as "CW #48213". */
export async function takeTicket(page: Page, words: string): Promise<string> {
	const dialog = await openedPicker(page);
	await dialog.getByLabel("Open ones only").uncheck(); // another run may have closed it
	await dialog.getByRole("combobox", { name: "Search tickets" }).focus();
	await page.keyboard.type(words);
	const first = dialog.getByRole("listbox").getByRole("option").first();
	await expect(first).toContainText(new RegExp(words, "i"));
	await expect(dialog.getByText(/^\d+ tickets?(, and more)?$/)).toBeVisible();
	const ref = (await first.innerText()).match(/CW #\d+/)?.[0] ?? "";
	await page.keyboard.press("Enter");
	await expect(dialog).toBeHidden();
	return ref;
}

/** Answer for the case with something else in it, as the server would. */
export async function showCaseWith(page: Page, id: string, changes: Record<string, unknown>): Promise<void> {
	await page.route(`**/api/v1/ai-sessions/${id}`, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, json: { ...(await response.json()), ...changes } });
	});
}

/** The id of the demo's connection. */
export async function demoConnection(context: BrowserContext): Promise<string> {
	const response = await context.request.get("/api/v1/psa/connections");
	const found: { id: string; name: string }[] = await response.json();
	return found.find(({ name }) => name === DEMO_PSA)?.id ?? "";
}

/** Nothing sticks out at the side. */
export async function expectNoOverflow(page: Page, width: number): Promise<void> {
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}
