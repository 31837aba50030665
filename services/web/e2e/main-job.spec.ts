import type { Locator, Route } from "@playwright/test";
import { answers, choose, describe, KNOWN, openStep, ownWords } from "./case-kit";
import { emailOf, expect, expectAccessible, PASSWORD, PEOPLE, signedIn, test } from "./kit";

const LOG = Array.from({ length: 12 }, (_, at) => `2026-11-20 06:12:${10 + at} vpnagent ERROR query ${at} timed out`);

test("given an engineer with a problem, when they work it by keyboard alone, then it ends documented, found, and nothing is lost", async ({
	page,
	context,
}) => {
	test.setTimeout(180_000);
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	await context.addInitScript(noteStages);
	const mark = `WS-${Date.now()}`;
	const type = (words: string) => page.keyboard.type(words);
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key);
	};
	const tabTo = (field: Locator) =>
		expect(async () => {
			await press("Tab");
			await expect(field).toBeFocused({ timeout: 100 });
		}).toPass();

	await test.step("sign in", async () => {
		await page.goto("/");
		await page.getByRole("heading", { name: "Sign in" }).waitFor();
		await press("Tab");
		await expect(page.getByLabel("E-mail")).toBeFocused();
		await type(emailOf("engineer"));
		await press("Tab");
		await type(PASSWORD);
		await press("Enter");
		await expect(page).toHaveURL(/\/pilot$/);
	});

	await test.step("describe it, with a screenshot from a file and one from the clipboard", async () => {
		const issue = page.getByLabel("The issue");
		await expect(issue).toBeFocused();
		await type(`${KNOWN} on ${mark}. Event log and lockout status are attached`);
		await press("Tab");
		await expect(page.getByRole("button", { name: "Add screenshots" })).toBeFocused();
		const chooser = page.waitForEvent("filechooser");
		await press("Enter");
		const picture = { name: "event-4740.png", mimeType: "image/png", buffer: await page.screenshot() };
		await (await chooser).setFiles(picture);
		await expect(page.getByText("event-4740.png is attached")).toBeAttached();
		await page.evaluate(copyPicture, (await page.screenshot()).toString("base64"));
		await press("Control+v");
		await expect(page.getByText("image.png is attached")).toBeAttached();
		await page.reload();
		await expect(issue).toHaveValue(/are attached$/);
		await expect(issue).toBeFocused();
		await expect(page.getByRole("img", { name: "event-4740.png" })).toBeVisible();
		await expect(page.getByRole("img", { name: "image.png" })).toBeVisible();
		await type(".");
		await expect(issue).toHaveValue(/are attached\.$/);
		await press("Control+Enter");
	});

	await test.step("see the stages, then the first question", async () => {
		await expect(page).toHaveURL(/\/pilot\/[0-9a-f-]{36}$/);
		await expect(openStep(page, 1)).toBeVisible();
		expect(await page.evaluate(() => (window as unknown as { stages: string[] }).stages)).toContain("Received (done)");
		await expect(page.getByRole("img", { name: "Screenshot 2" })).toBeVisible();
	});
	const address = page.url();

	await test.step("answer: by number and arrows, skip, details, own words", async () => {
		await press("2");
		await expect(answers(page).nth(1)).toBeFocused();
		await press("ArrowLeft");
		await expect(answers(page).nth(0)).toBeFocused();
		await press("Enter");
		await expect(openStep(page, 2)).toBeVisible();
		await press("s");
		await expect(openStep(page, 3)).toBeVisible();
		await press("1", "Tab");
		await type("Caller is NB-042");
		await press("Shift+Tab", "Enter");
		await expect(openStep(page, 4)).toBeVisible();
		await describe(page, "the laptop that");
		await page.reload();
		await expect(ownWords(page)).toHaveValue("the laptop that");
		await press("t");
		await expect(ownWords(page)).toBeFocused();
		await type(" the user knows");
		await press("Control+Enter");
		await expect(openStep(page, 5)).toBeVisible();
		await page.reload();
		await expect(openStep(page, 5)).toBeVisible();
	});

	await test.step("resolve it as FlowPilot suggests", async () => {
		const suggestion = page.getByRole("button", { name: "Yes, this is resolved" });
		for (let step = 5; !(await suggestion.isVisible()); step += 1) {
			await choose(page, 1);
			await expect(openStep(page, step + 1)).toBeVisible();
		}
		const dialog = page.getByRole("dialog", { name: "Resolve this case" });
		const summary = dialog.getByRole("textbox").first();
		await choose(page, 1);
		await expect(summary).toBeFocused();
		await expect(summary).not.toHaveValue("");
		await press("Control+End");
		await type(" Checked twice.");
		await page.reload();
		await expect(suggestion).toBeVisible();
		await choose(page, 1);
		await expect(summary).toHaveValue(/ Checked twice\.$/);
		await press("Control+Enter");
		await expect(dialog).toBeHidden();
		await expect(page.getByRole("heading", { name: `Resolved by ${PEOPLE.engineer}` })).toBeVisible();
	});

	await test.step("read the documentation", async () => {
		const story = page.getByRole("article", { name: "Story" });
		await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();
		for (const words of ["Skipped", "the laptop that the user knows", "Succeeded — Caller is NB-042", "Checked twice."])
			await expect(story).toContainText(words);
		await press("c");
		const copied = () => page.evaluate(() => navigator.clipboard.readText());
		await expect.poll(copied).toContain("the laptop that the user knows");
		await page.reload();
		await expect(story).toContainText("the laptop that the user knows");
	});

	await test.step("find it in the history", async () => {
		const search = page.getByLabel("Search cases");
		await press("g", "c");
		await expect(search).toBeVisible();
		await press("/");
		await expect(search).toBeFocused();
		await type(mark.toLowerCase());
		await expect(page).toHaveURL(/q=ws-/);
		await tabTo(page.getByLabel("Status"));
		await type("Resolved");
		await expect(page).toHaveURL(/status=resolved/);
		await page.reload();
		await expect(search).toHaveValue(mark.toLowerCase());
		await expect(page.getByLabel("Status")).toHaveValue("resolved");
		await expect(page.getByRole("list", { name: "List of cases" }).getByRole("link")).toHaveCount(1);
		await press("j");
		await expect(page.getByRole("link", { name: mark })).toBeFocused();
		await press("Enter");
		await expect(page).toHaveURL(address);
		await page.goBack();
		await expect(search).toHaveValue(mark.toLowerCase());
		await expect(page.getByRole("link", { name: mark })).toHaveAttribute("aria-current", "true");
	});
});

/** Notes in the page each stage of the analysis as it is shown. */
function noteStages(): void {
	const stages = new Set<string>();
	const note = () => {
		for (const { textContent } of document.querySelectorAll("main ol > li p:first-child"))
			stages.add(textContent ?? "");
		Object.assign(window, { stages: [...stages] });
	};
	new MutationObserver(note).observe(document, { childList: true, characterData: true, subtree: true });
}

/** Puts a picture on the clipboard, as taking a screenshot does. */
async function copyPicture(base64: string): Promise<void> {
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
}

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
