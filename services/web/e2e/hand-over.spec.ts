import type { BrowserContext, Page } from "@playwright/test";
import { answers, choose, command, KNOWN, openCase, openStep } from "./case-kit";
import { type ApiStep, respond, startWith } from "./cases";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";

const REASON = "I have no rights on the domain controller";
const FIX = {
	title: "Clear the stored credentials on NB-042",
	description: "Credential Manager, then lock and unlock.",
};

/** The questions and instructions that were answered, as the page shows them; off the screen they have no inner text. */
async function answered(page: Page): Promise<string[]> {
	const rows = page.getByRole("log").locator("[data-step]").filter({ hasNotText: "Not answered" });
	return rows.locator("> span > .sr-only + span").allTextContents();
}

/** Start a case and answer `count` steps of it, without the page. */
async function worked(context: BrowserContext, count: number): Promise<string> {
	const { session_id, first_step } = await startWith(context, KNOWN);
	let step: ApiStep = first_step;
	for (let at = 0; at < count; at += 1) step = await respond(context, session_id, step, "as expected", 0);
	return session_id;
}

async function escalated(context: BrowserContext, to?: string): Promise<string> {
	const id = await worked(context, 2);
	await command(context, `ai-sessions/${id}/suggested-fixes`, FIX);
	await command(context, `ai-sessions/${id}/escalate`, { escalation_reason: REASON, escalated_to_id: to });
	return id;
}

test("given a case that is handed over, when a second engineer picks it up, then nothing is asked again and it is resolved", async ({
	page,
	context,
	browser,
}) => {
	test.setTimeout(180_000);
	await signedIn(context, "engineer");
	const id = await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	const known = page.getByRole("list", { name: /^Facts/ });
	await expect(known.getByRole("listitem")).toHaveCount(1);
	await page.keyboard.press("f");
	await page.keyboard.type("Only NB-042 sends the old password");
	await page.keyboard.press("Control+Enter");
	await expect(known).toContainText("Only NB-042 sends the old password");
	await choose(page, 1);
	await expect(openStep(page, 3)).toBeVisible();

	await page.keyboard.press("x");
	await page.getByLabel("The fix in a line").fill(FIX.title);
	await page.getByLabel("What to do").fill(FIX.description);
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("heading", { name: "Did this fix work?" })).toBeVisible();
	await page.getByRole("log").focus();
	await page.keyboard.press("v");
	await page.keyboard.type("The user restarts the notebook tonight");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("heading", { name: "Waiting to verify…" })).toBeVisible();
	await expect(page.getByRole("link", { name: /Pending fixes.*\d pending fix/ })).toBeVisible();

	const theirs = await browser.newContext();
	await signedIn(theirs, "engineer2");
	const second = await theirs.newPage();
	await second.goto("/escalations");
	await second.getByRole("heading", { name: "Escalations", level: 1 }).waitFor();
	await page.getByRole("log").focus();
	await page.keyboard.press("e");
	await page.getByLabel("Why does somebody else need to take it?").fill(REASON);
	const preview = page.getByRole("region", { name: "Escalation package" });
	await expect(preview).toContainText("Only NB-042 sends the old password");
	await expect(preview).toContainText("The user restarts the notebook tonight");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("heading", { name: /^Waits for/ })).toBeVisible();
	await expect(page.getByRole("button", { name: "Take back" })).toBeVisible();
	await expect(answers(page)).toHaveCount(0);

	const row = second.locator(`[data-case="${id}"]`);
	await expect(row).toBeVisible();
	while (!(await row.evaluate((it) => it === document.activeElement))) await second.keyboard.press("j");
	await second.keyboard.press("Enter");
	await expect(second.getByRole("heading", { name: "What was tried" })).toBeVisible();
	await second.keyboard.press("p");
	await expect(second.getByRole("dialog", { name: "Pick up this case" })).toBeVisible();
	await second.keyboard.press("Control+Enter");

	await expect(second).toHaveURL(new RegExp(`/pilot/${id}`));
	const briefing = second.getByRole("region", { name: "Escalation briefing" });
	await expect(briefing).toBeInViewport();
	await expect(briefing).toContainText(REASON);
	await expect(briefing).toContainText("One account");
	await briefing.getByText("Escalation package").click();
	await expect(briefing.getByRole("heading", { name: "What we've confirmed" })).toBeVisible();
	await expect(second.getByText(`The conversation before, with ${PEOPLE.engineer}`)).toBeVisible();
	await expect(page.getByText(`${PEOPLE.engineer2} works on this case`)).toBeVisible();
	await expect(page.getByText(`Also here: ${PEOPLE.engineer2}`)).toBeVisible();

	const suggestion = second.getByRole("button", { name: "Yes, this is resolved" });
	const open = second.getByRole("log").getByRole("group", { name: "Answers" });
	await open.waitFor();
	await second.getByRole("log").focus();
	for (let steps = 0; steps < 25 && !(await suggestion.isVisible()); steps += 1) {
		const before = await second
			.getByRole("log")
			.getByRole("button", { name: /^Step \d/ })
			.count();
		await choose(second, 1);
		await expect(second.getByRole("log").getByRole("button", { name: /^Step \d/ })).toHaveCount(before + 1);
		await open.waitFor();
	}
	await second.getByText(/^The conversation before/).click();
	const all = await answered(second);
	expect(all.length).toBeGreaterThan(2);
	expect(new Set(all).size).toBe(all.length);
	await second.getByRole("log").focus();
	await choose(second, 1);
	const dialog = second.getByRole("dialog", { name: "Resolve this case" });
	await expect(dialog.getByRole("heading", { name: "Root cause" })).toBeVisible();
	await second.keyboard.press("Control+Enter");

	await expect(second.getByRole("heading", { name: `Resolved by ${PEOPLE.engineer2}` })).toBeVisible();
	await expect(page.getByRole("heading", { name: `Resolved by ${PEOPLE.engineer2}` })).toBeVisible();
	await theirs.close();
});

test("given two who want the same case, when one is quicker, then the other is told by name and the queue is right", async ({
	page,
	context,
	browser,
}) => {
	await signedIn(context, "engineer2");
	const mayas = await browser.newContext();
	await signedIn(mayas, "engineer");
	const id = await escalated(mayas);
	await page.goto(`/escalations?read=${id}`);
	const row = page.locator(`[data-case="${id}"]`);
	await row.focus();
	await page.keyboard.press("p");
	const dialog = page.getByRole("dialog", { name: "Pick up this case" });
	await dialog.waitFor();
	const leads = await browser.newContext();
	await signedIn(leads, "lead");
	await command(leads, `ai-sessions/${id}/pickup`, {}, ["prefer", "respond-async"]);
	await page.keyboard.press("Control+Enter");

	await expect(dialog.getByRole("alert")).toContainText(`${PEOPLE.lead} was quicker`);
	await expectAccessible(page);
	await dialog.getByRole("button", { name: "Close" }).first().click();
	await expect(row).toHaveCount(0);
	await mayas.close();
	await leads.close();
});

test("given a case that waits, when it is taken back or handed over outside, then it is mine again or closed", async ({
	page,
	context,
}) => {
	await signedIn(context, "admin");
	const id = await escalated(context);
	await page.goto(`/pilot/${id}`);
	await page.getByRole("heading", { name: /^Waits for/ }).waitFor();
	await page.keyboard.press("u");
	await expect(answers(page).first()).toBeVisible();
	await page.keyboard.press("e");
	await page.getByLabel("Why does somebody else need to take it?").fill("The vendor has to look at it");
	await page.reload();
	await page.getByRole("log").waitFor();
	await page.keyboard.press("e");
	await expect(page.getByLabel("Why does somebody else need to take it?")).toHaveValue("The vendor has to look at it");
	await page.keyboard.press("Control+Enter");
	await page.getByRole("heading", { name: /^Waits for/ }).waitFor();
	await page.keyboard.press("o");
	await page.getByLabel("To whom").fill("Vendor support");
	await page.keyboard.press("Control+Enter");

	await expect(page.getByRole("heading", { name: "Handed over to Vendor support" })).toBeVisible();
	await expect(page.getByText("The vendor has to look at it").first()).toBeVisible();
	await expect(page.getByRole("button", { name: "Reopen" })).toBeVisible();
});

test("given facts, when they are corrected, retracted and followed, then history and steps are at hand", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	const id = await worked(context, 2);
	await page.goto(`/pilot/${id}`);
	const known = page.getByRole("list", { name: /^Facts/ });
	await expect(known.getByRole("listitem")).toHaveCount(2);
	await known.getByRole("button", { name: "Show step 1" }).click();
	const step = page.getByRole("button", { name: /^Step 1,/ });
	await expect(step).toBeFocused();
	await expect(step).toHaveAttribute("aria-expanded", "true");
	await expect(step).toBeInViewport();

	const first = known.getByRole("listitem").first();
	await first.hover();
	await first.getByRole("button", { name: /^Edit/ }).click();
	await page.keyboard.press("Control+a");
	await page.keyboard.type("Two accounts, not one");
	await page.keyboard.press("Control+Enter");
	await first.getByRole("button", { name: "edited" }).click();
	await expect(first.getByText("What it said before")).toBeVisible();
	await first.hover();
	await first.getByRole("button", { name: /^Retract/ }).click();
	await page.keyboard.press("Enter");

	await expect(known.getByRole("listitem")).toHaveCount(1);
	await page.getByText("Retracted (1)").click();
	await expect(page.getByText("Two accounts, not one")).toBeVisible();
});

test("given a viewer, when a case with material and the queue are opened, then all is to be read and nothing to be pressed in vain", async ({
	page,
	context,
	browser,
}) => {
	await signedIn(context, "viewer");
	const mayas = await browser.newContext();
	await signedIn(mayas, "engineer");
	const id = await escalated(mayas);
	await page.goto(`/pilot/${id}`);
	await expect(page.getByText("Viewers read; an engineer picks it up.")).toBeVisible();
	await expect(page.getByRole("list", { name: /^Facts/ }).getByRole("listitem")).toHaveCount(2);
	await expect(
		page.getByRole("button", { name: /Add a fact|Suggest a fix|Generate|Pick up|Take back|^Edit/ }),
	).toHaveCount(0);
	await expect(page.getByText(`${PEOPLE.engineer} decides whether it worked.`)).toBeVisible();
	await page.goto(`/escalations?read=${id}`);
	await page.getByRole("heading", { name: "What was tried" }).waitFor();

	await expect(page.getByRole("button", { name: "Pick up" })).toHaveCount(0);
	await mayas.close();
});

for (const theme of ["dark", "light"] as const) {
	test(`given the ${theme} theme, when the pages of the hand-over are checked, then none is a barrier`, async ({
		page,
		context,
		browser,
	}) => {
		test.setTimeout(180_000);
		await useTheme(context, theme);
		await signedIn(context, "engineer2");
		const own = await worked(context, 2);
		const { id: fix } = await command(context, `ai-sessions/${own}/suggested-fixes`, FIX);
		await page.goto(`/pilot/${own}`);
		await page.getByRole("heading", { name: "Did this fix work?" }).waitFor();
		await page.keyboard.press("f");
		await page.keyboard.type("A fact");
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await page.getByRole("log").focus();
		await page.keyboard.press("b");
		await page.keyboard.type("Half of it");
		await expectAccessible(page);
		await page.keyboard.press("Control+Enter");
		await page.getByRole("heading", { name: "It helped in part" }).waitFor();
		await page.getByRole("button", { name: "Other outcomes" }).click();
		await page.getByRole("menuitem", { name: "Still waiting" }).click();
		await page.locator("textarea:focus").waitFor();
		await page.keyboard.type("A restart");
		await page.keyboard.press("Control+Enter");
		await page.getByRole("heading", { name: "Waiting to verify…" }).waitFor();
		await expectAccessible(page);
		for (const key of ["x", "e"]) {
			await page.getByRole("log").focus();
			await page.keyboard.press(key);
			await page.getByRole("dialog").getByRole("textbox").first().waitFor();
			await expectAccessible(page);
			await page.keyboard.press("Escape");
		}
		expect(fix).toBeTruthy();
		await page.goto("/fixes");
		await page.locator("[data-fix]").first().waitFor();
		await page.getByRole("button", { name: "Update reason" }).first().click();
		await expectAccessible(page);

		const mayas = await browser.newContext();
		await signedIn(mayas, "engineer");
		const id = await escalated(mayas);
		await page.goto(`/pilot/${id}`);
		await page.getByRole("heading", { name: /^Waits for/ }).waitFor();
		await expectAccessible(page);
		await page.goto(`/escalations?read=${id}`);
		await page.getByRole("heading", { name: "What was tried" }).waitFor();
		await expectAccessible(page);
		await page.setViewportSize({ width: 390, height: 844 });
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await page.locator(`[data-case="${id}"]`).focus();
		await page.keyboard.press("p");
		await page.getByText(/^Start fresh/).click();
		await expectAccessible(page);
		await page.keyboard.press("Control+Enter");
		await page.getByRole("region", { name: "Escalation briefing" }).waitFor();
		await page.getByText(/^The conversation before/).click();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		await page.getByRole("button", { name: /^What we know/ }).click();
		await page.getByRole("dialog", { name: "Working material" }).waitFor();
		await expectAccessible(page);
		await mayas.close();
	});
}

test("given nobody who waits, when queue and pending fixes are opened, then each says why it is empty", async ({
	page,
	context,
}) => {
	await signedIn(context, "lead");
	await page.route(/\/api\/v1\/(escalations|suggested-fixes)/, (route) => route.fulfill({ json: [] }));
	await page.goto("/escalations");
	await page.getByRole("heading", { name: "Nobody is waiting" }).waitFor();
	await expectAccessible(page);
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("f");
	await page.getByRole("heading", { name: "Nothing waits to be verified" }).waitFor();

	await expectAccessible(page);
});
