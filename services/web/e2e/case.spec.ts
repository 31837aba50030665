import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";

const UNKNOWN = "The espresso machine in the lobby shows a weird blinking light";
const KNOWN = "An AD account keeps locking out, event 4740, bad password lockouts after the password was changed";

/** Start a case without the page: for tests of what comes after. */
async function start(context: BrowserContext, text: string): Promise<string> {
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	for (;;) {
		const response = await context.request.post("/api/v1/ai-sessions", {
			headers: { "x-csrf-token": decodeURIComponent(csrf) },
			data: { intake_type: "free_text", intake_content: { text } },
		});
		if (response.ok()) return (await response.json()).session_id;
		expect(response.status(), await response.text()).toBe(429); // the limit of starts per minute
		await new Promise((go) => setTimeout(go, Number(response.headers()["retry-after"] ?? 1) * 1000));
	}
}

const openStep = (page: Page, number: number) =>
	page
		.getByRole("log")
		.locator("section")
		.filter({ has: page.getByText(`${number}/30`, { exact: true }) });
const announced = (page: Page) => page.getByTestId("announcer");

async function openCase(page: Page, context: BrowserContext, text: string): Promise<string> {
	const id = await start(context, text);
	await page.goto(`/pilot/${id}`);
	await expect(openStep(page, 1)).toBeVisible();
	return id;
}

async function choose(page: Page, number: number): Promise<void> {
	await page.keyboard.press(String(number));
	await expect(
		page
			.getByRole("group", { name: "Answers" })
			.getByRole("button")
			.nth(number - 1),
	).toBeFocused();
	await page.keyboard.press("Enter");
}

test("given a case, when it is worked by keyboard alone, then it ends resolved, with its documentation to read", async ({
	page,
	context,
}) => {
	test.setTimeout(120_000);
	await context.grantPermissions(["clipboard-read", "clipboard-write"]);
	await signedIn(context, "engineer");
	await openCase(page, context, KNOWN);

	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await expect(announced(page)).toContainText("Check: Confirm the lockout");
	await page.keyboard.press("s");
	await expect(openStep(page, 3)).toBeVisible();
	await page.keyboard.press("1");
	await page.keyboard.press("Tab");
	await page.keyboard.type("Caller is NB-042");
	await page.keyboard.press("Shift+Tab");
	await page.keyboard.press("Enter");
	await expect(openStep(page, 4)).toBeVisible();
	await page.keyboard.press("t");
	await expect(page.getByRole("textbox")).toBeFocused();
	await page.keyboard.type("the laptop that the user knows");
	await page.keyboard.press("Control+Enter");
	await expect(openStep(page, 5)).toBeVisible();
	const suggestion = page.getByRole("button", { name: "Yes, this is resolved" });
	for (let step = 5; !(await suggestion.isVisible()); step += 1) {
		await choose(page, 1);
		await expect(openStep(page, step + 1)).toBeVisible();
	}
	await choose(page, 1);
	const dialog = page.getByRole("dialog", { name: "Resolve this case" });
	await expect(dialog.getByRole("textbox").first()).not.toHaveValue("");
	await page.keyboard.press("Control+Enter");

	await expect(dialog).toBeHidden();
	await expect(page.getByRole("heading", { name: `Resolved by ${PEOPLE.engineer}` })).toBeVisible();
	const story = page.getByRole("article", { name: "Story" });
	await expect(story).toContainText("Skipped");
	await expect(story).toContainText("the laptop that the user knows");
	await expect(story).toContainText("Succeeded — Caller is NB-042");
	await page.keyboard.press("c");
	await expect
		.poll(() => page.evaluate(() => navigator.clipboard.readText()))
		.toContain("the laptop that the user knows");
	await page.reload();
	await expect(story).toContainText("the laptop that the user knows");
});

test("given answered steps, when one is opened, then the whole of it is there and they stay in order", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await page.getByRole("textbox", { name: "Details" }).fill("locked out on two lines\nof text");
	await page.getByRole("button", { name: "This didn't work" }).click();
	await expect(openStep(page, 3)).toBeVisible();

	await page.keyboard.press("j");
	await expect(page.getByRole("button", { name: /^Step 1/ })).toBeFocused();
	await page.keyboard.press("Enter");

	await expect(page.getByText("Why we ask:").first()).toBeVisible();
	await expect(page.getByText("(chosen)")).toBeAttached();
	const rows = page.getByRole("log").getByRole("button", { name: /^Step \d/ });
	await expect(rows).toHaveCount(2);
	await expect(rows.nth(1)).toContainText("Did not work");
	await expect(rows.nth(1)).toContainText("of text");
});

test("given a case, when the slider is moved by keyboard, then it shows the case as it stood, for reading only", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await page.keyboard.press("h");
	const slider = page.getByRole("slider", { name: "The case as it stood" });
	await expect(slider).toBeFocused();
	for (let back = 0; back < 2; back += 1) await slider.press("ArrowLeft");

	await expect(page).toHaveURL(new RegExp(`/pilot/${id}\\?at=5$`));
	await expect(page.getByText("Open at this point")).toBeVisible();
	await expect(page.getByRole("button", { name: "Resolve" })).toHaveCount(0);
	await page.reload();
	await expect(page.getByText("Open at this point")).toBeVisible();
	await page.getByRole("button", { name: "Back to now" }).click();
	await expect(openStep(page, 2)).toBeVisible();
});

test("given two tabs on one step, when both answer, then one counts and the words of the other are kept", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, UNKNOWN);
	const other = await context.newPage();
	await other.goto(`/pilot/${id}`);
	await expect(openStep(other, 1)).toBeVisible();
	await other.keyboard.press("t");
	await other.getByRole("textbox").fill("it hums");

	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();

	await expect(openStep(other, 2)).toBeVisible();
	await expect(other.getByRole("alert")).toContainText("answered while you were typing");
	await other.getByRole("button", { name: "Use it in this answer" }).click();
	await expect(other.getByRole("textbox")).toHaveValue("it hums");
});

test("given a server that is away, when an answer is sent, then it is kept through a reload and sent once", async ({
	page,
	context,
}) => {
	await signedIn(context, "lead");
	await openCase(page, context, UNKNOWN);
	const keys: (string | undefined)[] = [];
	page.on("request", (request) => {
		if (request.url().endsWith("/respond")) keys.push(request.headers()["idempotency-key"]);
	});
	await page.route("**/respond", (route) => route.abort());
	await page.keyboard.press("t");
	await page.getByRole("textbox").fill("it hums");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("alert").filter({ hasText: "not confirmed" })).toBeVisible();

	await page.reload();
	await expect(page.getByRole("alert").filter({ hasText: "not confirmed" })).toBeVisible();
	await expect(page.getByRole("log")).toContainText("it hums");
	await page.unroute("**/respond");
	await page.getByRole("button", { name: "Send again" }).click();

	await expect(openStep(page, 2)).toBeVisible();
	await expect(page.getByRole("alert")).toHaveCount(0);
	expect(new Set(keys).size).toBe(1);
	expect(keys).toHaveLength(2);
});

test("given words being typed, when the page is loaded anew, then they are still there", async ({ page, context }) => {
	await signedIn(context, "lead");
	await openCase(page, context, KNOWN);
	await page.keyboard.press("t");
	await page.getByRole("textbox").fill("no change at all");
	await page.reload();

	await expect(page.getByRole("textbox")).toHaveValue("no change at all");
});

test("given a colleague who watches, when a step is answered, then it is there, with who answered", async ({
	page,
	context,
	browser,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, KNOWN);
	const theirs = await browser.newContext();
	await signedIn(theirs, "lead");
	const watching = await theirs.newPage();
	await watching.goto(`/pilot/${id}`);
	await expect(watching.getByText(`${PEOPLE.engineer2} works on this case`)).toBeVisible();
	await expect(page.getByText(`Also here: ${PEOPLE.lead}`)).toBeVisible();
	await expect(watching.getByText(`Also here: ${PEOPLE.engineer2}`)).toBeVisible();

	await choose(page, 1);

	await expect(watching.getByRole("button", { name: /^Step 1/ })).toContainText("One account");
	await expect(watching.getByText(`answered by ${PEOPLE.engineer2}`)).toBeVisible();
	await theirs.close();
});

test("given a reader further up, when a step comes, then the page stays where it is and says so", async ({
	page,
	context,
}) => {
	await page.setViewportSize({ width: 1024, height: 480 });
	await signedIn(context, "admin");
	const id = await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	const other = await context.newPage();
	await other.goto(`/pilot/${id}`);
	await expect(openStep(other, 2)).toBeVisible();
	await page.mouse.move(400, 300);
	await page.mouse.wheel(0, -5000);
	await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);

	await choose(other, 1);
	await expect(openStep(page, 3)).toBeAttached();

	expect(await page.evaluate(() => window.scrollY)).toBe(0);
	await page.getByRole("button", { name: "New step below" }).click();
	await expect(openStep(page, 3)).toBeInViewport();
});

for (const theme of ["dark", "light"] as const) {
	test(`given the ${theme} theme, when the case page is checked, then nothing keeps anybody out`, async ({
		page,
		context,
	}) => {
		test.setTimeout(120_000);
		await useTheme(context, theme);
		await signedIn(context, "admin");
		await openCase(page, context, KNOWN);
		await choose(page, 1);
		await expect(openStep(page, 2)).toBeVisible();
		await page.getByRole("button", { name: /^Step 1/ }).click();
		await expectAccessible(page);
		await page.keyboard.press("w");
		await expect(page.getByRole("dialog")).toBeVisible();
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await page.keyboard.press("h");
		await expect(page.getByRole("slider")).toBeVisible();
		await expectAccessible(page);
		await page.keyboard.press("h");
		await page.keyboard.press("r");
		await page.getByRole("dialog").getByRole("textbox").first().fill("The old password was stored on the laptop.");
		await expectAccessible(page);
		await page.keyboard.press("Control+Enter");
		await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();
		await page.getByText("5 stars").check({ force: true });
		await page.getByRole("button", { name: "Save rating" }).click();
		await expect(page.getByRole("button", { name: "Save rating" })).toHaveCount(0);
		await expectAccessible(page);
	});
}
