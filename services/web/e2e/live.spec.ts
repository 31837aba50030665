import type { Page, Request } from "@playwright/test";
import { expect, signedIn, test } from "./kit";

const FEED = "/api/v1/events";

test("given ten tabs, when the one with the stream closes, then another resumes it and there is never a second", async ({
	context,
}) => {
	test.slow();
	const streams: { page: Page; request: Request }[] = [];
	context.on("request", (request) => {
		if (request.url().endsWith(FEED)) streams.push({ page: request.frame().page(), request });
	});
	await signedIn(context, "engineer2");
	for (let count = 0; count < 10; count += 1) {
		const page = await context.newPage();
		await page.goto("/cases");
		await page.getByRole("heading", { name: "Cases", level: 1 }).waitFor();
	}
	expect(streams).toHaveLength(1);
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	const started = await context.request.post("/api/v1/ai-sessions", {
		headers: { "x-csrf-token": csrf, prefer: "respond-async" },
		data: { intake_type: "free_text", intake_content: { text: "The printer on floor 2 prints blank pages." } },
	});
	expect(started.ok()).toBe(true);

	const watching = context.pages().at(-1) ?? (await context.newPage());
	await expect(watching.getByText(/prints blank pages/).first()).toBeVisible({ timeout: 20_000 });
	await streams[0]?.page.close();

	await expect.poll(() => streams.length).toBe(2);
	expect(await streams[1]?.request.headerValue("last-event-id")).toMatch(/^\d+-\d+$/);
});
