import type { BrowserContext } from "@playwright/test";
import { command, KNOWN, openCase, openStep } from "./case-kit";
import { expect, expectAccessible, signedIn, test, useTheme } from "./kit";

const NARROW = { width: 390, height: 844 };
const SECRET = "Pl4nted-in-the-browser";

test.describe.configure({ timeout: 120_000 });

/** A template of the lead's own, made over the API. */
async function template(context: BrowserContext, name: string): Promise<string> {
	await signedIn(context, "lead");
	const parameters = [
		{ key: "who", label: "Who" },
		{ key: "secret", label: "Secret", field_type: "password" },
	];
	const made = await command(context, "script-templates", {
		name,
		category: "Browser tests",
		description: "Made by a test in the browser.",
		shell: "bash",
		body: 'who={{ who }}\nlogin "$who" {{ secret }}\n',
		parameters_schema: { parameters },
	});
	return made.id;
}

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when the library is walked through, then no page of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		const id = await template(context, `Walk ${theme} ${Date.now()}`);
		await page.goto("/script-templates");
		await page.getByRole("link", { name: /Unlock an AD account/ }).waitFor();
		await expectAccessible(page);
		await page.goto("/script-templates?q=nothing-is-called-that");
		await page.getByRole("heading", { name: "No template matches" }).waitFor();
		await expectAccessible(page);
		await page.goto(`/script-templates/${id}`);
		await page.getByRole("button", { name: "Try it" }).click();
		await page.getByRole("button", { name: "Show the script" }).click();
		await page.getByText("Who is needed.").waitFor();
		await expectAccessible(page);
		await page.getByLabel("Who").fill("it's me");
		await page.getByLabel("Secret").fill(SECRET);
		await page.getByRole("button", { name: "Show the script" }).click();
		await expect(page.getByRole("region", { name: "Script" })).toContainText("who='it'\\''s me'");
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await expectAccessible(page);
		await page.goto(`/script-templates/${id}/edit`);
		await page.getByText("Nothing is wrong with it.").waitFor();
		await page.getByRole("textbox", { name: "Template" }).fill("echo '{{ who }}'\n{{ more }}\n");
		await page.getByRole("button", { name: /Go to line 1/ }).waitFor();
		await expectAccessible(page);
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await page.goto("/script-templates");
		await page.getByRole("link", { name: /Unlock an AD account/ }).waitFor();
		await expectAccessible(page);
	});

test("given the keyboard alone, when a template is found, copied, corrected and saved, then it is in the library", async ({
	page,
	context,
}) => {
	const name = `Keys ${Date.now()}`;
	await template(context, name);
	await page.goto("/cases");
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("s");
	await expect(page).toHaveURL(/script-templates$/);
	await page.getByRole("searchbox", { name: "Search templates" }).waitFor();
	await page.keyboard.press("/");
	await page.keyboard.type(name);
	await expect(page).toHaveURL(/[?]q=Keys/);
	await expect(page.getByRole("list", { name: "List of templates" }).getByRole("listitem")).toHaveCount(1);
	await page.keyboard.press("Escape");
	await page.goto(`/script-templates?q=${encodeURIComponent(name)}`);
	await page.getByRole("link", { name: new RegExp(name) }).waitFor();
	await page.getByRole("main").focus();
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name, level: 1 }).waitFor();
	await page.keyboard.press("e");
	await expect(page).toHaveURL(/edit$/);
	const body = page.getByRole("textbox", { name: "Template" });
	await body.fill("echo '{{ who }}' {{ secret }}\n");
	const fault = page.getByRole("button", { name: /Go to line 1/ });
	await fault.focus();
	await page.keyboard.press("Enter");
	await expect(body).toBeFocused();
	await body.fill("echo {{ who }} {{ secret }}\n");
	await page.getByText("Nothing is wrong with it.").waitFor();
	await page.reload();
	await page.getByText("What you wrote before is back.").waitFor();
	await page.getByRole("button", { name: "Save" }).focus();
	await page.keyboard.press("Enter");
	await page.getByText("Version 2").waitFor();
	await page.getByRole("link", { name: /Version 1/ }).click();
	await page.getByText("You see version 1; version 2 is in use.").waitFor();
});

test("given a case, when a script is made in it, then it is shown, recorded redacted, and its password kept nowhere", async ({
	page,
	context,
}) => {
	const name = `Case ${Date.now()}`;
	await template(context, name);
	await openCase(page, context, KNOWN);
	await page.getByRole("main").focus();
	await page.keyboard.press("i");
	const dialog = page.getByRole("dialog");
	await dialog.getByRole("combobox").fill(name);
	await expect(dialog.getByRole("option")).toHaveCount(1);
	await expectAccessible(page);
	await page.keyboard.press("Enter");
	await dialog.getByLabel("Who").fill("anna");
	await dialog.getByLabel("Secret").fill(SECRET);
	await expectAccessible(page);
	await dialog.getByRole("button", { name: "Make the script" }).click();
	await expect(dialog.getByRole("region", { name: "Script" })).toContainText(`login "$who" '${SECRET}'`);
	await expectAccessible(page);
	const download = page.waitForEvent("download");
	await dialog.getByRole("button", { name: /Download/ }).click();
	expect((await download).suggestedFilename()).toMatch(/\.sh$/);
	await dialog.getByRole("button", { name: "Record the result" }).click();
	await dialog.getByRole("textbox").fill("It let her in.");
	await dialog
		.getByRole("button", { name: /work|succe/i })
		.first()
		.click();
	await expect(dialog).toBeHidden();
	await page
		.getByText(/It let her in/)
		.first()
		.waitFor();
	const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
	expect(kept).not.toContain(SECRET);
	await page.reload();
	await openStep(page, 1).waitFor();
	expect(await page.content()).not.toContain(SECRET);
});
