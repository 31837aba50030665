import type { Route } from "@playwright/test";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";

const LOG = Array.from({ length: 12 }, (_, at) => `2026-11-20 06:12:${10 + at} vpnagent ERROR query ${at} timed out`);

test("given text and a screenshot, when a case is started by keyboard, then it is worked on and found in the history", async ({
	page,
}) => {
	await page.goto("/");
	await page.getByRole("button", { name: PEOPLE.engineer }).click();
	const issue = page.getByLabel("The issue");
	await expect(issue).toBeFocused();
	const mark = `WS-${Date.now()}`;
	await page.keyboard.type(`VPN connects but no internal site opens on ${mark}`);
	const screenshot = { name: "error.png", mimeType: "image/png", buffer: await page.screenshot() };
	await page.locator("input[type=file]").first().setInputFiles([screenshot]);
	await expect(page.getByText("error.png is attached")).toBeAttached();
	await page.keyboard.press("Control+Enter");

	await expect(page).toHaveURL(/\/pilot\/[0-9a-f-]{36}$/);
	await expect(page.getByText(mark).first()).toBeVisible();
	const address = page.url();
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("c");
	await page.getByRole("link", { name: mark }).waitFor();
	await page.keyboard.press("/");
	await page.keyboard.type(mark.toLowerCase());
	await expect(page).toHaveURL(/q=ws-/);
	await expect(page.getByRole("list", { name: "List of cases" }).getByRole("link")).toHaveCount(1);
	await page.getByLabel("Search cases").blur();
	await page.keyboard.press("j");
	await expect(page.getByRole("link", { name: mark })).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(address);
	await page.goBack();

	await expect(page.getByLabel("Search cases")).toHaveValue(mark.toLowerCase());
	await expect(page.getByRole("link", { name: mark })).toHaveAttribute("aria-current", "true");
});

test("given what is typed and attached, when the page is reloaded, then it is all there", async ({ page, context }) => {
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	await signedIn(context, "engineer2");
	await page.goto("/pilot");
	const issue = page.getByLabel("The issue");
	await issue.fill("No internal names resolve. ");
	await page.evaluate((text) => navigator.clipboard.writeText(text), LOG.join("\n"));
	await issue.press("Control+End");
	await page.keyboard.press("Control+v");
	await page.getByRole("button", { name: "Move to the log" }).click();
	await expect(issue).toHaveValue("No internal names resolve.");
	await expect(page.getByText("12 lines")).toBeVisible();
	await page
		.locator("input[type=file]")
		.first()
		.setInputFiles([
			{ name: "one.png", mimeType: "image/png", buffer: await page.screenshot() },
			{ name: "two.png", mimeType: "image/png", buffer: Buffer.from("not a picture") },
		]);
	await expect(page.getByText("Not a PNG, JPEG, WebP or GIF.")).toBeVisible();
	await expect(page.getByText("one.png is attached")).toBeAttached();
	await page.getByRole("button", { name: "Client company: No client company" }).click();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("button", { name: "Client company: No client company" })).toBeHidden();
	await page.reload();

	await expect(issue).toHaveValue("No internal names resolve.");
	await expect(page.getByLabel("Log", { exact: true })).toHaveValue(LOG.join("\n"));
	await expect(page.getByRole("img", { name: "one.png" })).toBeVisible();
	await expect(page.getByRole("img", { name: "two.png" })).toBeHidden();
	await expect(page.getByRole("button", { name: "Client company: No client company" })).toBeHidden();
});

test("given a server that refuses and then is gone, when the start is tried again, then nothing is lost nor done twice", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	await page.goto("/pilot");
	const answers: ("too many" | "gone" | "lost")[] = ["too many", "gone", "lost"];
	const keys: (string | undefined)[] = [];
	const sessions = new Set<string>();
	await page.route("**/api/v1/ai-sessions", async (route) => {
		if (route.request().method() !== "POST") return route.continue();
		keys.push(route.request().headers()["idempotency-key"]);
		const next = answers.shift();
		if (next === "gone") return route.abort();
		if (next === "too many")
			return route.fulfill({
				status: 429,
				contentType: "application/problem+json",
				body: JSON.stringify({ code: "too_many_requests", detail: "Slow down.", retry_after: 2 }),
			});
		const response = await route.fetch();
		sessions.add((await response.json()).session_id);
		return next === "lost" ? route.abort() : route.fulfill({ response });
	});
	const issue = page.getByLabel("The issue");
	await issue.fill("Scan to e-mail stopped working on the copier.");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("button", { name: /Try again in \d s/ })).toBeVisible();
	await expectAccessible(page);
	const again = page.getByRole("button", { name: /^Try again(?! in)/ });
	await again.click();
	await expect(page.getByText("The server does not answer.")).toBeVisible();
	await expect(issue).toHaveValue("Scan to e-mail stopped working on the copier.");
	await again.click();
	await expect.poll(() => sessions.size).toBe(1);
	await expect(again).toBeVisible();
	await again.click();

	await expect(page).toHaveURL(/\/pilot\/[0-9a-f-]{36}$/);
	expect(keys).toHaveLength(4);
	expect(new Set(keys).size).toBe(1);
	expect(sessions.size).toBe(1);
});

test("given an analysis that takes its time, when it goes on, then each stage is shown and a reload stays there", async ({
	page,
	context,
}) => {
	await signedIn(context, "lead");
	let hold = true;
	const held = async (route: Route) => {
		const response = await route.fetch();
		const found = await response.json();
		if (hold) Object.assign(found, { steps: [], failure: null, stage: "classified" });
		await route.fulfill({ response, json: found });
	};
	// A reload abandons the requests that are under way.
	await page.route(/\/ai-sessions\/[0-9a-f-]{36}$/, (route) => held(route).catch(() => undefined));
	await page.goto("/pilot");
	await page.getByLabel("The issue").fill("Shared mailbox is not visible in Outlook.");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("listitem").filter({ hasText: "Classified (done)" })).toContainText(/urgency|Critical/);
	await expect(page.getByRole("listitem").filter({ hasText: "Matched (in progress)" })).toBeVisible();
	await expectAccessible(page);
	await page.reload();
	await expect(page.getByRole("listitem").filter({ hasText: "Matched (in progress)" })).toBeVisible();
	hold = false;
	await page.reload();

	await expect(page).toHaveURL(/\/pilot\/[0-9a-f-]{36}$/);
});

test("given filters, when the page is reloaded or come back to, then they and the place in the list are as before", async ({
	page,
	context,
}) => {
	await signedIn(context, "lead");
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	const start = (text: string) =>
		context.request.post("/api/v1/ai-sessions", {
			headers: { "x-csrf-token": csrf, prefer: "respond-async" },
			data: { intake_type: "free_text", intake_content: { text } },
		});
	const batch = `batch-${Date.now()}`;
	for (let at = 0; at < 24; at += 1) await start(`Printer ${at} prints blank pages, ${batch}`);
	await page.goto("/cases");
	await page.getByLabel("Domain").selectOption("Printing");
	await page.getByText("Everyone").click();
	await page.getByLabel("Sort").selectOption("Oldest first");
	await page.getByLabel("Search cases").fill(batch);
	const links = page.getByRole("list", { name: "List of cases" }).getByRole("link");
	await expect(links.first()).toContainText("Printer 0 ");
	await expect(page).toHaveURL(/domain=printing.*scope=all.*sort=oldest/);
	await page.reload();
	await expect(page.getByLabel("Domain")).toHaveValue("printing");
	await expect(links.first()).toContainText("Printer 0 ");
	await page.getByRole("main").focus();
	await page.keyboard.press("j");
	await page.keyboard.press("End");
	const last = page.getByRole("link", { name: /Printer 23 / });
	await expect(last).toBeFocused();
	const place = await page.evaluate(() => window.scrollY);
	expect(place).toBeGreaterThan(300);
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/pilot\//);
	await page.goBack();
	await expect(last).toBeInViewport();
	await expect(page.getByLabel("Domain")).toHaveValue("printing");
	expect(Math.abs((await page.evaluate(() => window.scrollY)) - place)).toBeLessThan(120);

	await start(`Printer 24 prints blank pages, ${batch}`);
	await expect(page.getByRole("link", { name: /Printer 24 / })).toBeAttached();
	await page.getByRole("button", { name: "Clear the filters" }).click();
	await expect(page).not.toHaveURL(/domain=/);
	await page.goBack();
	await expect(page).toHaveURL(/domain=printing/);
});

for (const theme of ["dark", "light"] as const) {
	test(`given the ${theme} theme, when a case is begun and looked for, then no page is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		await signedIn(context, "engineer");
		await page.goto("/");
		await expect(page).toHaveURL(/\/pilot$/);
		await page
			.locator("input[type=file]")
			.first()
			.setInputFiles([
				{ name: "one.png", mimeType: "image/png", buffer: await page.screenshot() },
				{ name: "two.png", mimeType: "image/png", buffer: Buffer.from("not a picture") },
				{ name: "vpn.log", mimeType: "text/plain", buffer: Buffer.from(LOG.join("\n")) },
			]);
		await page.getByText("12 lines").waitFor();
		await page.getByText("Not a PNG, JPEG, WebP or GIF.").waitFor();
		await expectAccessible(page);
		await page.getByRole("button", { name: /^Client company/ }).click();
		await page.getByPlaceholder("Search companies…").waitFor();
		await expectAccessible(page);
		await page.goto("/cases?scope=all");
		await page.locator("[data-case]").first().waitFor();
		await page.keyboard.press("j");
		await expectAccessible(page);
		await page.setViewportSize({ width: 390, height: 844 });
		await page.getByRole("button", { name: "Filters" }).click();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await page.goto("/cases?q=nothing-is-called-this");
		await page.getByRole("heading", { name: "No case matches" }).waitFor();
		await expectAccessible(page);
	});
}
