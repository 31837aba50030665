import { emailOf, expect, PASSWORD, PEOPLE, signedIn, test } from "./kit";

test("given the demo, when somebody of it is clicked, then they are in, and out again when they sign out", async ({
	page,
}) => {
	await page.goto("/");
	await page.getByRole("button", { name: PEOPLE.engineer }).click();
	await expect(page).toHaveURL(/\/pilot$/);
	await page.getByRole("button", { name: /Maya Osei.*Engineer/ }).click();
	await page.getByRole("menuitem", { name: "Sign out" }).click();

	await expect(page).toHaveURL(/\/sign-in/);
	await page.goto("/cases");
	await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("given a link into the app, when nobody is signed in, then it opens after signing in by keyboard", async ({
	page,
}) => {
	await page.goto("/cases?domain=email");
	await page.getByLabel("E-mail").focus();
	await page.keyboard.type(emailOf("viewer"));
	await page.keyboard.press("Tab");
	await page.keyboard.type(PASSWORD);
	await page.keyboard.press("Enter");

	await expect(page).toHaveURL(/\/cases\?domain=email/);
});

test("given a wrong password, when it is sent, then the page says so and keeps the e-mail", async ({ page }) => {
	await page.goto("/sign-in");
	await page.getByLabel("E-mail").fill(emailOf("engineer"));
	await page.getByLabel("Password").fill("not this one");
	await page.getByRole("button", { name: "Sign in", exact: true }).click();

	await expect(page.getByRole("alert")).toContainText("do not fit together");
	await expect(page.getByLabel("E-mail")).toHaveValue(emailOf("engineer"));
});

test("given a sign-in that ends during work, when it is renewed, then the page is as it was", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await page.goto("/cases");
	await page.evaluate(() => {
		document.body.dataset.mark = "same page";
	});
	const csrf = (await context.cookies()).find(({ name }) => name === "rf_csrf")?.value ?? "";
	await context.request.post("/api/v1/auth/logout", { headers: { "x-csrf-token": csrf } });

	const dialog = page.getByRole("dialog", { name: "Please sign in again" });
	await dialog.getByRole("button", { name: PEOPLE.engineer }).click();

	await expect(dialog).toBeHidden();
	await expect(page.locator("body")).toHaveAttribute("data-mark", "same page");
});
