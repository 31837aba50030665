import { expect, expectAccessible, signedIn, test } from "./kit";

test("given the keyboard alone, when commands are called, then palette, sheet, sequences and theme work", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await page.goto("/pilot");
	await page.getByRole("heading", { level: 1 }).waitFor();
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("c");
	await expect(page).toHaveURL(/\/cases/);
	await page.keyboard.press("?");
	const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
	await expect(sheet).toContainText("New Session");
	await page.keyboard.press("Escape");
	await expect(sheet).toBeHidden();
	await page.keyboard.press("Control+k");
	await page.getByPlaceholder("Type a command…").waitFor();
	await page.keyboard.type("dark and light");
	await page.keyboard.press("Enter");

	await expect(page.locator("html")).not.toHaveClass(/dark/);
	await page.reload();
	await expect(page.locator("html")).not.toHaveClass(/dark/);
});

test("given a narrow screen, when the menu is opened, then it leads on and nothing sticks out", async ({
	page,
	context,
}) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await signedIn(context, "engineer");
	await page.goto("/pilot");
	await page.getByRole("button", { name: "Open menu" }).click();
	await expectAccessible(page);
	await page.getByRole("link", { name: "Cases" }).click();

	await expect(page).toHaveURL(/\/cases/);
	await expect(page.getByRole("dialog")).toBeHidden();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("given no network, when it goes and comes back, then the banner says so and goes", async ({ page, context }) => {
	await signedIn(context, "engineer");
	await page.goto("/cases");
	await page.getByRole("heading", { name: "Cases", level: 1 }).waitFor();
	const banner = page.getByText("You are offline.");
	await context.setOffline(true);
	await expect(banner).toBeVisible();
	await expectAccessible(page);
	await context.setOffline(false);

	await expect(banner).toBeHidden();
});

test("given a server that is gone, when a page is opened and it comes back, then the page opens by itself", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await page.route("**/api/v1/auth/me", (route) => route.abort());
	await page.goto("/cases");
	await expect(page.getByRole("heading", { name: "ResolutionFlow does not answer" })).toBeVisible();
	await expectAccessible(page);
	await page.unroute("**/api/v1/auth/me");

	await expect(page.getByRole("heading", { name: "Cases", level: 1 })).toBeVisible({ timeout: 10_000 });
});
