import { choose, KNOWN, openCase, openStep, UNKNOWN } from "./case-kit";
import { expect, PEOPLE, signedIn, test } from "./kit";

test("given a screen reader, when a case goes on to its end, then each step is announced once, in order, and nothing twice", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, KNOWN);
	const announcer = page.getByTestId("announcer");
	await expect(announcer).toBeEmpty();
	const announced = await announcer.evaluateHandle((live) => {
		const said: string[] = [];
		new MutationObserver(() => said.push(live.textContent ?? "")).observe(live, {
			childList: true,
			characterData: true,
			subtree: true,
		});
		return said;
	});
	for (let step = 1; step <= 4; step += 1) {
		await choose(page, 1);
		await expect(openStep(page, step + 1)).toBeVisible();
	}
	await context.setOffline(true); // what comes after is read anew, and is no news
	await context.setOffline(false);
	await expect(page.getByText("You are offline.")).toBeHidden();
	await page.keyboard.press("r");
	await page.getByRole("dialog").getByRole("textbox").first().fill("The old password was stored on the laptop.");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("heading", { name: "Documentation" })).toBeVisible();

	const { steps } = await (await context.request.get(`/api/v1/ai-sessions/${id}`)).json();
	const texts = steps.map((step: { content: { text: string } }) => expect.stringContaining(step.content.text));
	expect(await announced.jsonValue()).toEqual([...texts.slice(1), "The case is closed."]);
});

test("given answered steps, when one is opened, then the whole of it is there and they stay in order", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await page.getByRole("textbox", { name: "Details" }).fill("locked out on two lines\nof text");
	await page.getByRole("button", { name: "This didn't work" }).click();
	await expect(openStep(page, 3)).toBeVisible();

	await page.keyboard.press("j");
	await expect(page.getByRole("button", { name: /^Step 1/ })).toBeFocused();
	await page.keyboard.press("Enter");

	await expect(page.getByText("Why we ask:").first()).toBeVisible();
	await expect(page.getByText("(chosen)")).toBeAttached();
	const rows = page.getByRole("log").getByRole("button", { name: /^Step \d/ });
	await expect(rows).toHaveCount(2);
	await expect(rows.nth(1)).toContainText("Did not work");
	await expect(rows.nth(1)).toContainText("of text");
});

test("given a case, when the slider is moved by keyboard, then it shows the case as it stood, for reading only", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await page.keyboard.press("h");
	const slider = page.getByRole("slider", { name: "The case as it stood" });
	await expect(slider).toBeFocused();
	for (let back = 0; back < 3; back += 1) await slider.press("ArrowLeft");

	await expect(page).toHaveURL(new RegExp(`/pilot/${id}\\?at=5$`));
	await expect(page.getByText("Open at this point")).toBeVisible();
	await expect(page.getByRole("button", { name: "Resolve" })).toHaveCount(0);
	await page.reload();
	await expect(page.getByText("Open at this point")).toBeVisible();
	await page.getByRole("button", { name: "Back to now" }).click();
	await expect(openStep(page, 2)).toBeVisible();
});

test("given two tabs on one step, when both answer, then one counts and the words of the other are kept", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, UNKNOWN);
	const other = await context.newPage();
	await other.goto(`/pilot/${id}`);
	await expect(openStep(other, 1)).toBeVisible();
	await other.keyboard.press("t");
	await other.getByRole("textbox").fill("it hums");

	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();

	await expect(openStep(other, 2)).toBeVisible();
	await expect(other.getByRole("alert")).toContainText("answered while you were typing");
	await other.getByRole("button", { name: "Use it in this answer" }).click();
	await expect(other.getByRole("textbox")).toHaveValue("it hums");
});

test("given a server that is away, when an answer is sent, then it is kept through a reload and sent once", async ({
	page,
	context,
}) => {
	await signedIn(context, "lead");
	await openCase(page, context, UNKNOWN);
	const keys: (string | undefined)[] = [];
	page.on("request", (request) => {
		if (request.url().endsWith("/respond")) keys.push(request.headers()["idempotency-key"]);
	});
	await page.route("**/respond", (route) => route.abort());
	await page.keyboard.press("t");
	await page.getByRole("textbox").fill("it hums");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByRole("alert").filter({ hasText: "not confirmed" })).toBeVisible();

	await page.reload();
	await expect(page.getByRole("alert").filter({ hasText: "not confirmed" })).toBeVisible();
	await expect(page.getByRole("log")).toContainText("it hums");
	await page.unroute("**/respond");
	await page.getByRole("button", { name: "Send again" }).click();

	await expect(openStep(page, 2)).toBeVisible();
	await expect(page.getByRole("alert")).toHaveCount(0);
	expect(new Set(keys).size).toBe(1);
	expect(keys).toHaveLength(2);
});

test("given words being typed, when the page is loaded anew, then they are still there", async ({ page, context }) => {
	await signedIn(context, "lead");
	await openCase(page, context, KNOWN);
	await page.keyboard.press("t");
	await page.getByRole("textbox").fill("no change at all");
	await page.reload();

	await expect(page.getByRole("textbox")).toHaveValue("no change at all");
});

test("given a colleague who watches, when a step is answered, then it is there, with who answered", async ({
	page,
	context,
	browser,
}) => {
	await signedIn(context, "engineer2");
	const id = await openCase(page, context, KNOWN);
	const theirs = await browser.newContext();
	await signedIn(theirs, "lead");
	const watching = await theirs.newPage();
	await watching.goto(`/pilot/${id}`);
	await expect(watching.getByText(`${PEOPLE.engineer2} works on this case`)).toBeVisible();
	await expect(page.getByText(`Also here: ${PEOPLE.lead}`)).toBeVisible();
	await expect(watching.getByText(`Also here: ${PEOPLE.engineer2}`)).toBeVisible();

	await choose(page, 1);

	await expect(watching.getByRole("button", { name: /^Step 1/ })).toContainText("One account");
	await expect(watching.getByText(`answered by ${PEOPLE.engineer2}`)).toBeVisible();
	await theirs.close();
});

test("given a reader further up, when a step comes, then the page stays where it is and says so", async ({
	page,
	context,
}) => {
	await page.setViewportSize({ width: 1024, height: 480 });
	await signedIn(context, "admin");
	const id = await openCase(page, context, KNOWN);
	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	const other = await context.newPage();
	await other.goto(`/pilot/${id}`);
	await expect(openStep(other, 2)).toBeVisible();
	await page.mouse.move(400, 300);
	await page.mouse.wheel(0, -5000);
	await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);

	await choose(other, 1);
	await expect(openStep(page, 3)).toBeAttached();

	expect(await page.evaluate(() => window.scrollY)).toBe(0);
	await page.getByRole("button", { name: "New step below" }).click();
	await expect(openStep(page, 3)).toBeInViewport();
});
