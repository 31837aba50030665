import type { BrowserContext } from "@playwright/test";
import { command } from "./case-kit";
import { expect, expectAccessible, signedIn, test, useTheme } from "./kit";
import { expectNoOverflow } from "./psa-kit";

const NARROW = { width: 390, height: 844 };
/** Nobody listens there: it may be called, and never answers. */
const URL = "https://hooks.example.com/resolutionflow";

test.describe.configure({ timeout: 120_000 });

/** An endpoint that was made over the API; its id. */
async function endpoint(context: BrowserContext, description: string): Promise<string> {
	await signedIn(context, "admin");
	return (await command(context, "webhook-endpoints", { url: URL, event_types: [], description })).id;
}

async function removed(context: BrowserContext, id: string): Promise<void> {
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	await context.request.delete(`/api/v1/webhook-endpoints/${id}`, {
		headers: { "x-csrf-token": decodeURIComponent(csrf) },
	});
}

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when webhooks are looked after, then no page of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		const id = await endpoint(context, `Walk ${theme}`);
		await page.goto("/settings/webhooks");
		await page.getByRole("link", { name: new RegExp(`Walk ${theme}`) }).waitFor();
		await expectAccessible(page);
		await page.getByRole("button", { name: "Add an endpoint" }).click();
		await page.getByLabel("Only these").check();
		await page.getByLabel(/session\.resolved/).waitFor();
		await page.getByRole("dialog").getByRole("button", { name: "Add an endpoint" }).click();
		await expect(page.getByText("Choose at least one, or every event.")).toBeVisible();
		await expectAccessible(page);
		await page.goto(`/settings/webhooks/${id}`);
		await page.getByText("Nothing was sent yet.").waitFor();
		await page.getByRole("main").focus();
		await page.keyboard.press("t");
		const row = page.getByRole("button", { name: /endpoint\.test/ }).first();
		await row.click();
		await expectAccessible(page);
		for (const name of ["Edit", "Replay", "Rotate the secret", "Remove"]) {
			await page.getByRole("button", { name, exact: true }).click();
			await page.getByRole("dialog").waitFor();
			await expectAccessible(page);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toBeHidden();
		}
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
		await removed(context, id);
	});

test("given the keyboard alone, when an endpoint is added, then its secret is shown once and never again", async ({
	page,
	context,
}) => {
	await signedIn(context, "admin");
	const name = `Keys ${Date.now()}`;
	await page.goto("/cases");
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("w");
	await page.getByRole("heading", { name: "Webhooks", level: 1 }).waitFor();
	await page.getByRole("main").focus();
	await page.keyboard.press("n");
	await page.getByRole("dialog").getByLabel("Address").fill(URL);
	await page.getByLabel(/What it is for/).fill(name);
	await page.keyboard.press("Enter");
	const secret = page.getByRole("dialog", { name: "The signing secret" });
	await expect(secret.locator("code")).toHaveText(/^whsec_/);
	const shown = await secret.locator("code").innerText();
	await expectAccessible(page);
	await page.keyboard.press("Escape");
	await expect(secret).toBeVisible();
	await secret.getByRole("button", { name: "I have copied it" }).focus();
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: "hooks.example.com", level: 1 }).waitFor();
	await page.reload();
	await page.getByText(name).waitFor();
	expect(await page.content()).not.toContain(shown);
	const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
	expect(kept).not.toContain(shown);

	await page.getByRole("main").focus();
	await page.keyboard.press("t");
	await expect(page.getByRole("button", { name: /endpoint\.test/ })).toBeVisible();
	await page.getByRole("combobox", { name: "Status" }).selectOption("delivered");
	await expect(page).toHaveURL(/show=delivered/);
	await expect(page.getByText("There are none of these.")).toBeVisible();
	await page.goBack();
	await expect(page.getByRole("button", { name: /endpoint\.test/ })).toBeVisible();
	await page.getByRole("button", { name: "Switch off" }).click();
	await expect(page.getByText("Switched off by an administrator.")).toBeVisible();
	await page.getByRole("button", { name: "Remove", exact: true }).click();
	await page.getByRole("button", { name: "Remove the endpoint" }).click();
	await expect(page).toHaveURL(/settings\/webhooks$/);
	await expect(page.getByText(name)).toBeHidden();
});

test("given an address inside the network, when it is added, then it is refused in words", async ({
	page,
	context,
}) => {
	await signedIn(context, "admin");
	await page.goto("/settings/webhooks");
	await page.getByRole("button", { name: "Add an endpoint" }).click();
	await page.getByRole("dialog").getByLabel("Address").fill("https://169.254.169.254/latest");
	await page.keyboard.press("Enter");

	await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
	await expectAccessible(page);
});

test("given an engineer, when the settings are opened by their address, then they are not for that role", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	for (const path of ["/settings/psa", "/settings/webhooks"]) {
		await page.goto(path);
		await page.getByRole("heading", { name: "Not for your role" }).waitFor();
	}
	await expect(page.getByRole("link", { name: "Webhooks" })).toBeHidden();
});
