import type { BrowserContext, Page } from "@playwright/test";
import { command, KNOWN, start } from "./case-kit";
import { emailOf, expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";
import { sampleNotifications, showNotifications } from "./told-kit";

const NARROW = { width: 390, height: 844 };

test.describe.configure({ mode: "serial", timeout: 120_000 }); // they are all told to the same person

async function idOf(context: BrowserContext, person: keyof typeof PEOPLE): Promise<string> {
	const users: { id: string; email: string }[] = await (await context.request.get("/api/v1/users?limit=100")).json();
	return users.find(({ email }) => email === emailOf(person))?.id ?? "";
}

/** A case of the engineer's, escalated to the administrator by name. */
async function escalate(context: BrowserContext, reason: string): Promise<string> {
	const id = await start(context, KNOWN);
	const to = await idOf(context, "admin");
	await command(context, `ai-sessions/${id}/escalate`, { escalation_reason: reason, escalated_to_id: to });
	return id;
}

async function signedInAs(context: BrowserContext | null): Promise<BrowserContext> {
	if (!context) throw new Error("no browser");
	await signedIn(context, "engineer");
	return context;
}

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ });
const row = (page: Page, words: string) => page.locator("[data-notification]", { hasText: words });

/** How many wait, as the bell says it. */
async function unread(page: Page): Promise<number> {
	return Number(/\d+/.exec((await bell(page).getAttribute("aria-label")) ?? "")?.[0] ?? 0);
}

test("given an escalation to a colleague, when it comes, then every tab counts it, one is told, and its link lands", async ({
	page,
	context,
	browser,
}) => {
	const mark = `No rights on the tenant ${Date.now()}`;
	await signedIn(context, "admin");
	const other = await context.newPage();
	for (const tab of [page, other]) {
		const known = tab.waitForResponse(/notifications\?limit/);
		await tab.goto("/cases");
		await known;
		await expect(bell(tab)).toBeVisible();
	}
	const before = await unread(page);
	const theirs = await signedInAs(await browser.newContext());
	const session = await escalate(theirs, mark);

	await expect.poll(() => unread(page), { timeout: 20_000 }).toBe(before + 1);
	await page.bringToFront();
	await expect.poll(() => unread(other)).toBe(before + 1);
	const said = await Promise.all(
		[page, other].map((tab) => tab.getByText(`New notification: ${PEOPLE.engineer} asks for your help`).count()),
	);
	expect(said.toSorted()).toEqual([0, 1]);

	await bell(page).focus();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("menuitem", { name: new RegExp(mark) })).toBeVisible();
	await expect(page.getByRole("menuitem").first()).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(new RegExp(`/pilot/${session}`));
	await expect.poll(() => unread(page)).toBe(before);
	await expect.poll(() => unread(other)).toBe(before);
	await page.goto("/notifications");
	await expect(row(page, mark)).toBeVisible();
	await expect(row(page, mark).getByRole("button", { name: /^Mark as read/ })).toHaveCount(0);
	await theirs.close();
});

test("given unread ones, when they are marked as read one by one and all at once, then that is kept", async ({
	page,
	context,
	browser,
}) => {
	const mark = Date.now();
	await signedIn(context, "admin");
	const theirs = await signedInAs(await browser.newContext());
	for (const each of ["first", "second"]) await escalate(theirs, `${each} of ${mark}`);
	await page.goto("/notifications?show=unread");
	await expect(row(page, `first of ${mark}`)).toBeVisible();
	await expect(row(page, `second of ${mark}`)).toBeVisible();
	await row(page, `first of ${mark}`).getByRole("link").focus();
	await page.keyboard.press("m");
	await expect(row(page, `first of ${mark}`)).toBeHidden();
	await page.getByRole("main").focus();
	await page.keyboard.press("a");
	await expect(page.getByRole("heading", { name: "All read" })).toBeVisible();
	expect(await unread(page)).toBe(0);

	await page.reload();
	await expect(page.getByRole("heading", { name: "All read" })).toBeVisible();
	await page.getByText("All", { exact: true }).click();
	await expect(page).not.toHaveURL(/show=/);
	await expect(row(page, `second of ${mark}`)).toBeVisible();
	await theirs.close();
});

test("given preferences, when a kind is switched off and saved, then it is kept and none of it comes", async ({
	page,
	context,
	browser,
}) => {
	const mark = Date.now();
	await signedIn(context, "admin");
	const theirs = await signedInAs(await browser.newContext());
	await page.goto("/settings/notifications");
	await expect(page.getByText("No e-mail is sent from here yet")).toBeVisible();
	const inApp = page.getByLabel("In the app: Escalated to me");
	await inApp.uncheck();
	await page.getByLabel("By e-mail: Escalated to me").selectOption("No");
	await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
	await expect(page.getByText("Not saved yet.")).toBeVisible();
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Saved. It holds from now on.")).toBeVisible();
	await page.reload();
	await expect(inApp).not.toBeChecked();
	await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
	await escalate(theirs, `unheard of ${mark}`);

	await inApp.check();
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Saved. It holds from now on.")).toBeVisible();
	await escalate(theirs, `heard of ${mark}`);
	await page.goto("/notifications");
	await expect(row(page, `: heard of ${mark}`)).toBeVisible();
	await expect(row(page, `unheard of ${mark}`)).toHaveCount(0);
	await theirs.close();
});

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when notifications are read and chosen, then none of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		await signedIn(context, "lead");
		await showNotifications(page, sampleNotifications("0193f2a0-0000-7000-8000-000000000009"));
		await page.goto("/notifications");
		await expect(page.locator("[data-notification]")).toHaveCount(6);
		await expectAccessible(page);
		await bell(page).click();
		await expect(page.getByRole("menuitem").nth(6)).toBeVisible();
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await expect(bell(page)).toBeFocused();
		await page.goto("/settings/notifications");
		await expect(page.getByRole("table")).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await page.goto("/notifications");
		await expect(page.locator("[data-notification]")).toHaveCount(6);
		await bell(page).click();
		await expect(page.getByRole("menuitem").nth(6)).toBeVisible();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
	});
