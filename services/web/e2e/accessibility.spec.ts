import type { Page } from "@playwright/test";
import { choose, describe, KNOWN, openCase, openStep, UNKNOWN } from "./case-kit";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";

const NARROW = { width: 390, height: 844 };
const LOG = Array.from({ length: 12 }, (_, at) => `2026-11-20 06:12:${10 + at} vpnagent ERROR query ${at} timed out`);

/** Open something, check it, and close it again by Esc. */
async function expectAccessibleOver(page: Page, open: () => Promise<void>): Promise<void> {
	await open();
	await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toBeVisible();
	await expectAccessible(page);
	await page.keyboard.press("Escape");
	await expect(page.getByRole("dialog").or(page.getByRole("menu"))).toBeHidden();
}

async function expectAccessibleAsPaletteAndSheet(page: Page): Promise<void> {
	await page.getByRole("main").focus();
	await expectAccessibleOver(page, () => page.keyboard.press("Control+k"));
	await expectAccessibleOver(page, () => page.keyboard.press("?"));
}

for (const theme of ["dark", "light"] as const) {
	test.describe(`given the ${theme} theme`, () => {
		test.describe.configure({ timeout: 120_000 });
		test.beforeEach(({ context }) => useTheme(context, theme));

		test("when the pages around the work are checked, then none is a barrier", async ({ page, context }) => {
			await page.goto("/sign-in");
			await page.getByText("This is a demo").waitFor();
			await expectAccessible(page);
			await page.getByLabel("E-mail").fill("engineer@demo.example");
			await page.getByLabel("Password").fill("not this one");
			await page.getByRole("button", { name: "Sign in", exact: true }).click();
			await page.getByRole("alert").waitFor();
			await expectAccessible(page);
			await signedIn(context, "viewer");
			await page.goto("/nowhere");
			await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
			await expectAccessible(page);
			await page.goto("/pilot");
			await page.getByRole("heading", { name: "Not for your role" }).waitFor();
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
			await expectAccessibleOver(page, () => page.getByRole("button", { name: PEOPLE.viewer }).click());
			await page.route("**/api/v1/auth/me", (route) => route.abort());
			await page.reload();
			await page.getByRole("heading", { name: "ResolutionFlow does not answer" }).waitFor();
			await expectAccessible(page);
			await page.unroute("**/api/v1/auth/me");
			await page.setViewportSize(NARROW);
			await page.goto("/cases");
			await expectAccessibleOver(page, () => page.getByRole("button", { name: "Open menu" }).click());
		});

		test("when a case is begun, then no state of the page is a barrier", async ({ page, context }) => {
			await signedIn(context, "engineer");
			await page.goto("/pilot");
			const file = page.locator("input[type=file]").first();
			await file.setInputFiles([
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
			await page.keyboard.press("Escape");
			await expectAccessibleAsPaletteAndSheet(page);
			await page.setViewportSize(NARROW);
			await expectAccessible(page);
		});

		test("when a case is looked for, then no state of the list is a barrier", async ({ page, context }) => {
			await signedIn(context, "engineer");
			await openCase(page, context, UNKNOWN);
			await page.goto("/cases?scope=all");
			await page.locator("[data-case]").first().waitFor();
			await page.keyboard.press("j");
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
			await page.setViewportSize(NARROW);
			await page.getByRole("button", { name: "Filters" }).click();
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
			await page.goto("/cases?q=nothing-is-called-this");
			await page.getByRole("heading", { name: "No case matches" }).waitFor();
			await expectAccessible(page);
		});

		test("when the figures are read, then neither they nor what is behind them is a barrier", async ({
			page,
			context,
		}) => {
			await signedIn(context, "lead");
			await page.goto("/analytics");
			await page.getByRole("heading", { name: "Is guided better?" }).waitFor();
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
			await page.setViewportSize(NARROW);
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
			await page.goto("/analytics/sessions?figure=rating&of=tier&value=none");
			await page.getByRole("heading", { name: "There is none" }).waitFor();
			await expectAccessible(page);
		});

		test("when flows are looked for, then neither the library nor what helps in it is a barrier", async ({
			page,
			context,
		}) => {
			await signedIn(context, "engineer");
			await page.goto("/flows");
			await page.getByRole("list", { name: "List of flows" }).waitFor();
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
			await page.setViewportSize(NARROW);
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
		});

		test("when proposals are looked for, then neither the queue nor what helps in it is a barrier", async ({
			page,
			context,
		}) => {
			await signedIn(context, "lead");
			await page.goto("/review-queue?status=all");
			await page
				.getByRole("list", { name: "List of proposals" })
				.or(page.getByRole("heading", { level: 2 }))
				.first()
				.waitFor();
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
			await page.setViewportSize(NARROW);
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
		});

		test("when gaps and notifications are looked at, then what helps in them is no barrier", async ({
			page,
			context,
		}) => {
			await signedIn(context, "lead");
			const empty = page.getByRole("heading", { level: 2 });
			for (const [address, shown] of [
				[
					"/knowledge-gaps",
					page
						.getByRole("list", { name: /^Knowledge gaps,/ })
						.getByRole("listitem")
						.or(empty),
				],
				["/notifications", page.locator("[data-notification]").or(empty)],
				["/settings/notifications", page.getByRole("table")],
			] as const) {
				await page.goto(address);
				await shown.first().waitFor();
				await expectAccessible(page);
			}
			await page.goto("/knowledge-gaps?q=nothing-is-called-this");
			await page.getByRole("heading", { name: "No gap matches" }).waitFor();
			await expectAccessible(page);
			await expectAccessibleAsPaletteAndSheet(page);
		});

		test("when a case is worked, then no step and no dialog of it is a barrier", async ({ page, context }) => {
			await signedIn(context, "admin");
			await openCase(page, context, KNOWN);
			await choose(page, 1);
			await expect(openStep(page, 2)).toBeVisible();
			await page.getByRole("button", { name: /^Step 1/ }).click();
			await expectAccessible(page);
			const more = page.getByRole("button", { name: "More" });
			await expectAccessibleOver(page, () => more.click());
			for (const entry of ["Reassign…", "Abandon…"]) {
				await more.click();
				await expectAccessibleOver(page, () => page.getByRole("menuitem", { name: entry }).click());
			}
			await expectAccessibleOver(page, () => page.keyboard.press("w"));
			await expectAccessibleAsPaletteAndSheet(page);
			await page.keyboard.press("h");
			await expect(page.getByRole("slider")).toBeVisible();
			await expectAccessible(page);
			await page.keyboard.press("h");
			await page.keyboard.press("p");
			await expect(page.getByText("This case is paused.")).toBeVisible();
			await expectAccessible(page);
			await page.keyboard.press("p");
			await expect(openStep(page, 2)).toBeVisible();
			await page.setViewportSize(NARROW);
			await expectAccessible(page);
			expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
		});

		test("when a case is closed and read, then neither is a barrier", async ({ page, context }) => {
			await signedIn(context, "admin");
			await openCase(page, context, KNOWN);
			await choose(page, 1);
			await expect(openStep(page, 2)).toBeVisible();
			await page.keyboard.press("r");
			const summary = page.getByRole("dialog").getByRole("textbox").first();
			await summary.fill("The");
			await page.keyboard.press("Control+Enter");
			await expect(summary).toHaveAttribute("aria-invalid", "true");
			await page.getByText("4 stars").check({ force: true });
			await expectAccessible(page);
			await summary.fill("The old password was stored on the laptop.");
			await page.keyboard.press("Control+Enter");
			await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();
			await expectAccessible(page);
			await page
				.getByRole("link", { name: "Steps" })
				.or(page.getByRole("button", { name: "Steps" }))
				.click();
			await expect(page.getByRole("log")).toBeVisible();
			await expectAccessible(page);
		});

		test("when something is in the way of an answer, then what says so is no barrier", async ({ page, context }) => {
			await signedIn(context, "lead");
			const session = await openCase(page, context, UNKNOWN);
			const other = await context.newPage();
			await other.goto(`/pilot/${session}`);
			await expect(openStep(other, 1)).toBeVisible();
			await describe(other, "it hums");
			await page.route("**/respond", (route) => route.abort());
			await choose(page, 1);
			await expect(page.getByRole("alert").filter({ hasText: "not confirmed" })).toBeVisible();
			await expectAccessible(page);
			await page.unroute("**/respond");
			await page.getByRole("button", { name: "Send again" }).click();
			await expect(other.getByRole("alert")).toContainText("answered while you were typing");
			await expectAccessible(other);
			await context.setOffline(true);
			await expect(page.getByText("You are offline.")).toBeVisible();
			await expectAccessible(page);
			await context.setOffline(false);
			await expect(page.getByText("You are offline.")).toBeHidden();
			await context.clearCookies();
			await choose(page, 1);
			await expect(page.getByRole("dialog", { name: "Please sign in again" })).toBeVisible();
			await expectAccessible(page);
		});
	});
}
