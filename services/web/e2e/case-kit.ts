import type { BrowserContext, Locator, Page } from "@playwright/test";
import { expect } from "./kit";

/** No flow fits this. */
export const UNKNOWN = "The espresso machine in the lobby shows a weird blinking light";
/** The flow about account lockouts fits this: a guided case. */
export const KNOWN =
	"An AD account keeps locking out, event 4740, bad password lockouts after the password was changed";

/** Send a command as the app would, without the page: for what a test is not about. */
export async function command(context: BrowserContext, path: string, data: unknown, ...headers: [string, string][]) {
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	const all = { "x-csrf-token": decodeURIComponent(csrf), ...Object.fromEntries(headers) };
	const response = await context.request.post(`/api/v1/${path}`, { headers: all, data });
	expect(response.ok(), await response.text()).toBe(true);
	return response.json();
}

/** Start a case and wait for its first step; its id. */
export async function start(context: BrowserContext, text: string): Promise<string> {
	const body = { intake_type: "free_text", intake_content: { text } };
	return (await command(context, "ai-sessions", body)).session_id;
}

/** Start a case and open it. */
export async function openCase(page: Page, context: BrowserContext, text: string): Promise<string> {
	const id = await start(context, text);
	await page.goto(`/pilot/${id}`);
	await expect(openStep(page, 1)).toBeVisible();
	return id;
}

/** The step of that number, waiting for its answer. */
export function openStep(page: Page, number: number): Locator {
	return page
		.getByRole("log")
		.locator("section")
		.filter({ has: page.getByText(`${number}/30`, { exact: true }) });
}

/** What the step offers. */
export const answers = (page: Page) => page.getByRole("group", { name: "Answers" }).getByRole("button");

/** Answer by the number key and Enter. */
export async function choose(page: Page, number: number): Promise<void> {
	await page.keyboard.press(String(number));
	await expect(answers(page).nth(number - 1)).toBeFocused();
	await page.keyboard.press("Enter");
}

/** Type an answer of one's own; it is not sent yet. */
export async function describe(page: Page, words: string): Promise<void> {
	await page.keyboard.press("t");
	await expect(ownWords(page)).toBeFocused();
	await page.keyboard.type(words);
}

/** The field for one's own words. */
export const ownWords = (page: Page) => page.getByRole("log").getByRole("textbox");

/** How often each thing happened to the case, from the log itself. */
export async function happened(context: BrowserContext, session: string): Promise<Record<string, number>> {
	const response = await context.request.get(`/api/v1/ai-sessions/${session}/history`);
	expect(response.ok()).toBe(true);
	const counts: Record<string, number> = {};
	for (const { type } of await response.json()) counts[type] = (counts[type] ?? 0) + 1;
	return counts;
}
