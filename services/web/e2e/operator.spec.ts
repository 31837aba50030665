import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";

test("given an operator, when they sign in, then they see how the installation is, and nothing of any case", async ({
	page,
}) => {
	await page.goto("/");
	await page.getByRole("button", { name: PEOPLE.operator }).click();
	await expect(page).toHaveURL(/\/installation$/);
	const consumers = page.getByRole("table").filter({ hasText: "matching" });

	for (const service of ["intake", "matching", "documentation", "psa_sync", "projector"])
		await expect(consumers.getByRole("row", { name: new RegExp(`^${service}`) })).toBeVisible();
	await expect(consumers.getByRole("row", { name: /^diagnosis/ })).toContainText("Up to date");
	await expect(page.getByRole("row", { name: /^case \d/ })).toBeVisible();
	await expect(page.getByText("Every event was handled.")).toBeVisible();
	await page.goto("/cases");
	await expect(page.getByRole("heading", { name: "Not for your role" })).toBeVisible();
	await page.keyboard.press("g");
	await page.keyboard.press("i");
	await expect(page).toHaveURL(/\/installation$/);
});

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when an operator looks at dead letters on a phone, then none is a barrier nor sticks out`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		await page.setViewportSize({ width: 390, height: 844 });
		await signedIn(context, "operator");
		const letter = {
			service: "documentation",
			position: 1234567,
			event_type: "session_resolved",
			stream: "session-01a1f80d-c2ee-7083-bd9a-eb569233f0cf",
			error: "ValidationError",
			tries: 5,
			state: "dead",
			reason: null,
			failed_at: new Date().toISOString(),
			decided_at: null,
		};
		await page.route("**/api/v1/admin/dead-letters", (route) =>
			route.fulfill({ json: [letter, { ...letter, position: 1234568, state: "retry" }] }),
		);
		await page.goto("/installation");

		await expect(page.getByText("1 waits for a decision")).toBeVisible();
		await expect(page.getByText("session_resolved at 1,234,567")).toBeVisible();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	});
