import { readFile } from "node:fs/promises";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { command, KNOWN, UNKNOWN } from "./case-kit";
import { startWith } from "./cases";
import { expect, expectAccessible, signedIn, test, useTheme } from "./kit";
import { expectNoOverflow } from "./psa-kit";

const NARROW = { width: 390, height: 844 };

test.describe.configure({ timeout: 120_000 });

interface Made {
	client: string;
	name: string;
	resolved: string[];
	escalated: string;
}

/** A company of the test's own with three cases: two resolved, one for which another engineer was asked. */
async function made(context: BrowserContext): Promise<Made> {
	await signedIn(context, "admin");
	const name = `Figures ${Date.now()}-${Math.round(Math.random() * 1e6)}`;
	const client = (await command(context, "clients", { name })).id;
	const begun = async (text: string) => (await startWith(context, text, { client_id: client })).session_id;
	const resolved = [await begun(KNOWN), await begun(KNOWN)];
	for (const id of resolved)
		await command(context, `ai-sessions/${id}/resolve`, {
			resolution_summary: "The old password was saved.",
			session_rating: 4,
		});
	const escalated = await begun(UNKNOWN);
	await command(context, `ai-sessions/${escalated}/escalate`, { escalation_reason: "It needs a technician on site." });
	await expect.poll(() => figure(context, client, "escalation_rate"), { timeout: 30_000 }).toMatchObject({ hits: 1 });
	return { client, name, resolved, escalated };
}

/** What the API says of a company's cases. */
async function figure(context: BrowserContext, client: string, key: string) {
	const found = await context.request.get("/api/v1/analytics/summary", { params: { client_id: client } });
	expect(found.ok(), await found.text()).toBe(true);
	const { figures } = (await found.json()) as { figures: { key: string; hits: number | null; count: number }[] };
	return figures.find((each) => each.key === key);
}

const tile = (page: Page, name: string): Locator =>
	page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true, level: 3 }) });

const section = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

test("given sessions of a company, when its figures are read, then they are those sessions, and each number leads to them", async ({
	page,
	context,
}) => {
	const { client, name, resolved, escalated } = await made(context);
	await page.goto(`/analytics?client=${client}&period=7d`);
	await expect(page.getByRole("button", { name: `Client company: ${name}` })).toBeVisible();

	await expect(tile(page, "Sessions").getByRole("link", { name: /^Sessions: 3\./ })).toBeVisible();
	await expect(tile(page, "Resolved")).toContainText("100%");
	await expect(tile(page, "Resolved")).toContainText("2 of 2 sessions");
	await expect(tile(page, "Resolved")).toContainText(/95% interval \d+% to 100%/);
	await expect(tile(page, "Resolved")).toContainText("No comparison: nothing before");
	await expect(tile(page, "Escalated")).toContainText("1 of 3 sessions");
	await expect(tile(page, "Rating")).toContainText("4.0 of 5");
	await expect(section(page, "Is guided better?")).toContainText(/Too few to say: \d guided and \d discovery cases/);
	const active = section(page, "Where they come from").getByRole("row");
	await page.getByRole("radio", { name: "Status" }).check({ force: true });
	await expect(active.filter({ hasText: "Resolved" }).filter({ hasText: "67%" })).toBeVisible();

	await tile(page, "Escalated")
		.getByRole("link", { name: /^Escalated: 33%/ })
		.click();
	const list = page.getByRole("list", { name: "Sessions behind the number" });
	await expect(list.getByRole("link")).toHaveCount(1);
	await expect(page.getByText(`Escalated · ${name}`)).toBeVisible();
	await expect(list.getByRole("link")).toHaveAttribute("href", `/pilot/${escalated}`);
	await page.goBack();
	await expect(page).toHaveURL(/by=status/);
	await tile(page, "Resolved")
		.getByRole("link", { name: /^Resolved: 100%/ })
		.click();
	await expect(list.getByRole("link")).toHaveCount(2);
	await page.getByRole("main").focus();
	await page.keyboard.press("j");
	await expect(list.getByRole("link").first()).toBeFocused();
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(new RegExp(`/pilot/(${resolved.join("|")})$`));
	await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();
	await page.goBack();
	await expect(list.getByRole("link").first()).toBeFocused();
	await page.goBack();
	await expect(tile(page, "Resolved")).toBeVisible();
});

test("given a resolved session, when it is reopened, then its figures follow, and what counts as resolved is said", async ({
	page,
	context,
}) => {
	const { client, resolved } = await made(context);
	await page.goto(`/analytics?client=${client}`);
	await expect(tile(page, "Resolved")).toContainText("2 of 2 sessions");
	await command(context, `ai-sessions/${resolved[0]}/reopen`, { reason: "It came back." });

	await expect(tile(page, "Resolved")).toContainText("1 of 2 sessions", { timeout: 30_000 });
	// Neither resolution is a week old: nobody knows yet which of them hold.
	await expect(tile(page, "Reopened")).not.toContainText("of 2 sessions");
	const asked = page.waitForRequest(/analytics\/summary\?.*held_days=1(&|$)/);
	await page.getByLabel("What counts as resolved").selectOption("1");
	await asked;
	await expect(page).toHaveURL(/held=1/);
	await expect(
		page.getByText("it was not reopened for 1 day. Changing that changes all of history at once."),
	).toBeVisible();
	await page.goBack();
	await expect(page.getByLabel("What counts as resolved")).toHaveValue("7");
	await page.goto(`/analytics?client=${client}&from=2020-01-01&to=2020-01-31`);
	await expect(page.getByRole("heading", { name: "No session in this period" })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole("button", { name: "Clear the filters" }).last().click();
	await expect(page).not.toHaveURL(/client=/);
});

test("given tables, when they are downloaded, then the files say what the page says; a failure is said", async ({
	page,
	context,
}) => {
	const { client, resolved, escalated } = await made(context);
	await page.goto(`/analytics?client=${client}&by=status`);
	await expect(tile(page, "Sessions")).toContainText("3");
	const [, ...statuses] = await downloaded(page, "Where they come from");
	expect(statuses.map((line) => line.split(",").slice(1, 4)).sort()).toEqual([
		["requesting_escalation", "requesting escalation", "1"],
		["resolved", "resolved", "2"],
	]);
	await tile(page, "Sessions").getByRole("link").click();
	const [head, ...rows] = await downloaded(page, "Sessions behind a number");
	expect(head).toMatch(/^id,problem_summary,/);
	expect(rows.map((line) => line.split(",")[0]).sort()).toEqual([...resolved, escalated].sort());

	await page.route("**/analytics/export.csv*", (route) => route.abort());
	await page.getByRole("button", { name: "Download Sessions behind a number as CSV" }).click();
	await expect(page.getByText("does not answer").first()).toBeVisible();
});

/** The lines of a table's file. */
async function downloaded(page: Page, of: string): Promise<string[]> {
	const coming = page.waitForEvent("download");
	await page.getByRole("button", { name: `Download ${of} as CSV` }).click();
	const file = await coming;
	expect(file.suggestedFilename()).toMatch(/^analytics-[a-z]+-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
	return (await readFile(await file.path(), "utf-8")).trim().split("\r\n");
}

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme and the keyboard alone, when analytics are read, then nothing of them is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		const { client } = await made(context);
		await page.goto("/cases");
		await page.getByRole("heading", { name: "Cases", level: 1 }).waitFor();
		await page.getByRole("main").focus();
		await page.keyboard.press("g");
		await page.keyboard.press("a");
		await page.getByRole("heading", { name: "Analytics", level: 1 }).waitFor();
		await page.goto(`/analytics?client=${client}&period=7d`);
		const slider = page.getByRole("slider", { name: "Sessions over time" });
		await slider.focus();
		await page.keyboard.press("End");
		await expect(slider).toHaveAttribute("aria-valuetext", /: 3 sessions, 2 resolved, 1 escalated/);
		for (const name of ["Over time as a table", "Coverage as a table", "What “Resolved” means"]) {
			await page.getByRole("button", { name }).focus();
			await page.keyboard.press("Enter");
		}
		await expect(page.getByText(/^The share of ended sessions that count as resolved/)).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
		await slider.focus();
		await page.keyboard.press("Enter");
		await expect(page.getByRole("list", { name: "Sessions behind the number" }).getByRole("link")).toHaveCount(3);
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
	});

test("given a viewer, when analytics are opened by their address, then they are not for that role", async ({
	page,
	context,
}) => {
	await signedIn(context, "viewer");
	await page.goto("/analytics");
	await page.getByRole("heading", { name: "Not for your role" }).waitFor();
});
