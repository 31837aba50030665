import type { Browser, BrowserContext, Page } from "@playwright/test";
import { command, KNOWN, start } from "./case-kit";
import { emailOf, expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";
import { sampleNotifications, showNotifications } from "./told-kit";

const NARROW = { width: 390, height: 844 };

test.describe.configure({ mode: "serial", timeout: 120_000 }); // they are all told to the same person

async function idOf(context: BrowserContext, person: Person): Promise<string> {
	const users: { id: string; email: string }[] = await (await context.request.get("/api/v1/users?limit=100")).json();
	return users.find(({ email }) => email === emailOf(person))?.id ?? "";
}

type Person = keyof typeof PEOPLE;

/** A case of the engineer's, escalated to somebody by name. */
async function escalate(context: BrowserContext, reason: string, person: Person = "admin"): Promise<string> {
	const id = await start(context, KNOWN);
	const to = await idOf(context, person);
	await command(context, `ai-sessions/${id}/escalate`, { escalation_reason: reason, escalated_to_id: to });
	return id;
}

async function browserOf(browser: Browser, person: Person): Promise<BrowserContext> {
	const context = await browser.newContext();
	await signedIn(context, person);
	return context;
}

/** What somebody is told of, as the API says it. */
async function toldTo(context: BrowserContext): Promise<string> {
	const found = await context.request.get("/api/v1/notifications?limit=50");
	expect(found.ok(), await found.text()).toBe(true);
	return found.text();
}

const bell = (page: Page) => page.getByRole("button", { name: /^Notifications/ });
const row = (page: Page, words: string) => page.locator("[data-notification]", { hasText: words });
const entry = (page: Page, words: string) => page.getByRole("menuitem", { name: new RegExp(words) });

/** Whether the entry with these words is unread in the bell, which is opened for it; null where it is not there. */
async function unreadInBell(page: Page, words: string): Promise<boolean | null> {
	await page.bringToFront();
	await bell(page).focus();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("menuitem", { name: "See all" })).toBeVisible();
	const names = await entry(page, words).allTextContents();
	await page.keyboard.press("Escape");
	await expect(page.getByRole("menu")).toBeHidden();
	return names[0] === undefined ? null : names[0].includes(", unread");
}

test("given an escalation to a colleague, when it comes, then every tab has it, it is told once, and its link lands", async ({
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
	const theirs = await browserOf(browser, "engineer");
	const session = await escalate(theirs, mark);

	const words = new RegExp(`^New notification: ${PEOPLE.engineer} asks for your help.*${mark}`);
	const said = async () => {
		const counts = await Promise.all([page, other].map((tab) => tab.getByText(words).count()));
		return counts.toSorted();
	};
	await expect.poll(said, { timeout: 20_000 }).toContain(1);
	for (const tab of [page, other]) {
		await expect.poll(() => unreadInBell(tab, mark)).toBe(true);
		await expect(bell(tab)).toHaveAccessibleName(/^Notifications, \d+ unread$/);
	}
	expect(Math.max(...(await said()))).toBe(1);

	await page.bringToFront();
	await bell(page).focus();
	await page.keyboard.press("Enter");
	await expect(page.getByRole("menuitem").first()).toBeFocused();
	await entry(page, mark).focus();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(new RegExp(`/pilot/${session}`));
	for (const tab of [page, other]) await expect.poll(() => unreadInBell(tab, mark)).toBe(false);
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
	const theirs = await browserOf(browser, "engineer");
	for (const each of ["first", "second"]) await escalate(theirs, `${each} of ${mark}`);
	await page.goto("/notifications?show=unread");
	await expect(row(page, `first of ${mark}`)).toBeVisible();
	await expect(row(page, `second of ${mark}`)).toBeVisible();
	await row(page, `first of ${mark}`).getByRole("link").focus();
	await page.keyboard.press("m");
	await expect(row(page, `first of ${mark}`)).toBeHidden();
	await page.getByRole("main").focus();
	await page.keyboard.press("a");
	await expect(row(page, `second of ${mark}`)).toBeHidden();

	await page.reload();
	// What others were told of meanwhile may wait here.
	await expect(
		page.getByRole("heading", { name: "All read" }).or(page.locator("[data-notification]").first()),
	).toBeVisible();
	await expect(row(page, `of ${mark}`)).toHaveCount(0);
	await page.getByText("All", { exact: true }).click();
	await expect(page).not.toHaveURL(/show=/);
	await expect(row(page, `second of ${mark}`)).toBeVisible();
	for (const each of ["first", "second"])
		await expect(row(page, `${each} of ${mark}`).getByRole("button", { name: /^Mark as read/ })).toHaveCount(0);
	await theirs.close();
});

test("given preferences, when a kind is switched off and saved, then it is kept and none of it comes", async ({
	page,
	context,
	browser,
}) => {
	const mark = Date.now();
	await signedIn(context, "admin");
	const theirs = await browserOf(browser, "engineer");
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
	// What came after it has been told to somebody who wants to be told: this one would have been, too.
	const leads = await browserOf(browser, "lead");
	await escalate(theirs, `marker of ${mark}`, "lead");
	await expect.poll(() => toldTo(leads), { timeout: 20_000 }).toContain(`marker of ${mark}`);

	await inApp.check();
	await page.getByRole("button", { name: "Save" }).click();
	await expect(page.getByText("Saved. It holds from now on.")).toBeVisible();
	await escalate(theirs, `heard of ${mark}`);
	await page.goto("/notifications");
	await expect(row(page, `: heard of ${mark}`)).toBeVisible();
	await expect(row(page, `unheard of ${mark}`)).toHaveCount(0);
	await Promise.all([theirs.close(), leads.close()]);
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
