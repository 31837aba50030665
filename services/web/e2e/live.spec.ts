import type { BrowserContext, Page, Request } from "@playwright/test";
import { command } from "./case-kit";
import { expect, signedIn, test } from "./kit";

const FEED = "/api/v1/events";
const TABS = 10;

const started = (context: BrowserContext, text: string) =>
	command(context, "ai-sessions", { intake_type: "free_text", intake_content: { text } }, ["prefer", "respond-async"]);

test("given ten tabs, when the one with the stream closes, then another resumes it and nothing is lost", async ({
	context,
}) => {
	test.slow();
	const streams: { page: Page; request: Request }[] = [];
	context.on("request", (request) => {
		if (request.url().endsWith(FEED)) streams.push({ page: request.frame().page(), request });
	});
	await signedIn(context, "engineer2");
	for (let count = 0; count < TABS; count += 1) {
		const page = await context.newPage();
		await page.goto("/cases");
		await page.getByRole("heading", { name: "Cases", level: 1 }).waitFor();
	}
	expect(streams).toHaveLength(1);
	const mark = Date.now();
	await started(context, `The printer on floor 2 prints blank pages since ${mark}.`);
	for (const page of context.pages()) await expect(page.getByText(`since ${mark}`).first()).toBeVisible();

	await Promise.all([streams[0]?.page.close(), started(context, `The scanner jams after ${mark}.`)]);

	await expect.poll(() => streams.length).toBe(2);
	expect(await streams[1]?.request.headerValue("last-event-id")).toMatch(/^\d+-\d+$/);
	expect(context.pages()).toHaveLength(TABS - 1);
	for (const page of context.pages()) await expect(page.getByText(`after ${mark}`).first()).toBeVisible();
	expect(streams).toHaveLength(2);
});
