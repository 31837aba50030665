import type { BrowserContext, Page } from "@playwright/test";
import { choose, command, describe, happened, KNOWN, openCase, openStep, ownWords, UNKNOWN } from "./case-kit";
import { fault, healed } from "./faults";
import { emailOf, expect, PASSWORD, PEOPLE, signedIn, test } from "./kit";

const WORDS = "it hums, and smells of burnt dust";
const GONE = "ResolutionFlow does not answer";

const unsent = (page: Page) => page.getByRole("alert").filter({ hasText: "Your answer is not confirmed" });
const leftover = (page: Page) =>
	page.getByRole("alert").filter({ hasText: "your words were not sent and are kept here" });
const signInAgain = (page: Page) => page.getByRole("dialog", { name: "Please sign in again" });

/** Send the answer again until it is there: what was sent before may get there by itself meanwhile. */
async function sendUntilTaken(page: Page): Promise<void> {
	const again = unsent(page).getByRole("button", { name: "Send again" });
	await expect(async () => {
		if (await again.isVisible()) await again.click({ timeout: 1000 });
		await expect(openStep(page, 2)).toBeVisible({ timeout: 15_000 });
	}).toPass({ timeout: 60_000 });
}

/** Every key that an answer was sent with. */
function keysOf(page: Page): Set<string | undefined> {
	const keys = new Set<string | undefined>();
	page.on("request", (request) => {
		if (request.url().endsWith("/respond")) keys.add(request.headers()["idempotency-key"]);
	});
	return keys;
}

async function answeredOnce(context: BrowserContext, session: string): Promise<void> {
	expect((await happened(context, session)).step_answered).toBe(1);
}

test.describe("on a bad day", { tag: "@faults" }, () => {
	test.afterEach(({ request }) => healed(request));

	test("given an answer on its way, when the gateway is killed before it takes it, then it is kept, said, and sent once", async ({
		page,
		context,
	}) => {
		await signedIn(context, "engineer");
		const session = await openCase(page, context, UNKNOWN);
		const keys = keysOf(page);
		await describe(page, WORDS);
		await fault.stop("gateway");
		await page.keyboard.press("Control+Enter");
		await expect(page.getByRole("log")).toContainText(WORDS);
		await fault.hold("gateway");

		await expect(unsent(page)).toBeVisible();
		await expect(page.getByText(GONE)).toBeVisible();
		await expect(page.getByRole("log")).toContainText(WORDS);
		await fault.goOn("gateway");
		await expect(page.getByText(GONE)).toBeHidden({ timeout: 30_000 });
		await unsent(page).getByRole("button", { name: "Send again" }).click();

		await expect(openStep(page, 2)).toBeVisible();
		await expect(page.getByRole("button", { name: /^Step 1/ })).toContainText(WORDS);
		await expect(page.getByRole("alert")).toHaveCount(0);
		await answeredOnce(context, session);
		expect(keys.size).toBe(1);
	});

	test("given an answer that was taken, when the gateway dies before it says so, then the page finds out by itself", async ({
		page,
		context,
		browser,
	}) => {
		await signedIn(context, "engineer");
		const session = await openCase(page, context, KNOWN);
		const operators = await browser.newContext();
		await signedIn(operators, "operator");
		const taken = async () => {
			const query = { session, type: "step_answered" };
			return (await (await operators.request.get("/api/v1/admin/events", { params: query })).json()).length;
		};
		await fault.stop("projector");
		await choose(page, 1);
		await expect.poll(taken).toBe(1);
		await fault.kill("gateway");
		await expect(unsent(page)).toBeVisible();
		await fault.goOn("projector");

		await expect(openStep(page, 2)).toBeVisible({ timeout: 30_000 });
		await expect(page.getByRole("alert")).toHaveCount(0);
		await answeredOnce(context, session);
		await operators.close();
	});

	test("given an unsent answer, when it is sent again from a tab that was loaded anew, then it is given once", async ({
		page,
		context,
	}) => {
		await signedIn(context, "engineer");
		const session = await openCase(page, context, UNKNOWN);
		const keys = keysOf(page);
		await describe(page, WORDS);
		await fault.stop("diagnosis");
		await page.keyboard.press("Control+Enter");
		await expect(unsent(page)).toBeVisible({ timeout: 20_000 });
		await page.reload();
		await expect(unsent(page)).toBeVisible();
		await expect(page.getByRole("log")).toContainText(WORDS);
		await fault.goOn("diagnosis");
		await sendUntilTaken(page);

		await expect(page.getByRole("alert")).toHaveCount(0);
		await answeredOnce(context, session);
		expect(keys.size).toBe(1);
	});

	for (const back of ["goOn", "kill"] as const) {
		test(`given a broker that hangs, when an answer is sent, it is kept until the broker is back (${back})`, async ({
			page,
			context,
		}) => {
			test.slow();
			await signedIn(context, "engineer2");
			const session = await openCase(page, context, UNKNOWN);
			await describe(page, WORDS);
			await fault.stop("nats");
			await page.keyboard.press("Control+Enter");
			await expect(page.getByRole("log")).toContainText(WORDS);
			await expect(unsent(page)).toBeVisible({ timeout: 30_000 });
			await expect(unsent(page)).toContainText("cannot take it at the moment");
			await fault[back]("nats");

			await sendUntilTaken(page);

			await expect(page.getByRole("alert")).toHaveCount(0);
			await answeredOnce(context, session);
		});
	}

	test("given a sign-in that runs out while somebody types, when they sign in again, then they type on", async ({
		page,
		context,
	}) => {
		await signedIn(context, "lead");
		const session = await openCase(page, context, UNKNOWN);
		await describe(page, WORDS);
		await fault.expire(emailOf("lead"));
		await expect(signInAgain(page)).toBeVisible({ timeout: 20_000 });
		await expect(ownWords(page)).toHaveValue(WORDS);
		await signInAgain(page).getByLabel("Password").fill(PASSWORD);
		await page.keyboard.press("Enter");
		await expect(signInAgain(page)).toBeHidden();
		await expect(ownWords(page)).toBeFocused();
		await page.keyboard.type(" now");
		await page.keyboard.press("Control+Enter");

		await expect(openStep(page, 2)).toBeVisible();
		await expect(page.getByRole("button", { name: /^Step 1/ })).toContainText(`${WORDS} now`);
		await answeredOnce(context, session);
	});

	test("given a sign-in that is gone when an answer is sent, when they sign in again, then it is sent once", async ({
		page,
		context,
	}) => {
		await signedIn(context, "lead");
		const session = await openCase(page, context, UNKNOWN);
		await describe(page, WORDS);
		await context.clearCookies();
		await page.keyboard.press("Control+Enter");
		await signInAgain(page).getByRole("button", { name: PEOPLE.lead }).click();
		await expect(signInAgain(page)).toBeHidden();
		await expect(unsent(page)).toContainText("You were signed out");
		await unsent(page).getByRole("button", { name: "Send again" }).click();

		await expect(openStep(page, 2)).toBeVisible();
		await answeredOnce(context, session);
	});

	test("given a resolution half written, when the sign-in runs out, then the dialog is there afterwards as it was", async ({
		page,
		context,
	}) => {
		await signedIn(context, "lead");
		const session = await openCase(page, context, UNKNOWN);
		await page.keyboard.press("r");
		const dialog = page.getByRole("dialog", { name: "Resolve this case" });
		await dialog.getByRole("textbox").first().fill("The lamp only says that the water tank is empty.");
		await dialog.getByText("4 stars").check({ force: true });
		await context.clearCookies();
		await page.keyboard.press("Control+Enter");
		await signInAgain(page).getByRole("button", { name: PEOPLE.lead }).click();
		await expect(signInAgain(page)).toBeHidden();
		await expect(dialog.getByRole("textbox").first()).toHaveValue("The lamp only says that the water tank is empty.");
		await expect(dialog.getByText("4 stars")).toBeChecked();
		await dialog.getByRole("button", { name: "Resolve the case" }).click();

		await expect(page.getByRole("heading", { name: `Resolved by ${PEOPLE.lead}` })).toBeVisible();
		expect((await happened(context, session)).session_resolved).toBe(1);
	});

	test("given a case being described, when the sign-in runs out and the gateway dies, then it is started once, whole", async ({
		page,
		context,
	}) => {
		await signedIn(context, "lead");
		await page.goto("/pilot");
		const mark = `No tone on desk phone ${Date.now()}`;
		await page.getByLabel("The issue").fill(mark);
		const screenshot = { name: "phone.png", mimeType: "image/png", buffer: await page.screenshot() };
		await page.locator("input[type=file]").first().setInputFiles([screenshot]);
		await expect(page.getByText("phone.png is attached")).toBeAttached();
		await fault.expire(emailOf("lead"));
		await signInAgain(page).getByRole("button", { name: PEOPLE.lead }).click({ timeout: 20_000 });
		await expect(signInAgain(page)).toBeHidden();
		await expect(page.getByLabel("The issue")).toHaveValue(mark);
		await expect(page.getByRole("img", { name: "phone.png" })).toBeVisible();
		await fault.stop("gateway");
		await page.getByRole("button", { name: /^Start session/ }).click();
		await fault.hold("gateway");
		await expect(page.getByText("Nothing is lost")).toBeVisible();
		await expect(page.getByText(GONE)).toBeVisible();
		await fault.goOn("gateway");
		await expect(page.getByText(GONE)).toBeHidden({ timeout: 30_000 });
		await page.getByRole("button", { name: /^Try again/ }).click();

		await expect(page).toHaveURL(/\/pilot\/[0-9a-f-]{36}$/);
		await expect(page.getByRole("img", { name: "Screenshot 1" })).toBeVisible();
		const found = await (await context.request.get("/api/v1/ai-sessions", { params: { q: mark } })).json();
		expect(found).toHaveLength(1);
	});

	test("given two tabs on one step, when both answer at the same moment, then one counts and the other says so", async ({
		page,
		context,
	}) => {
		await signedIn(context, "engineer2");
		const session = await openCase(page, context, UNKNOWN);
		const other = await context.newPage();
		await other.goto(`/pilot/${session}`);
		await expect(openStep(other, 1)).toBeVisible();
		await describe(page, "from one tab");
		await describe(other, "from the other");
		await Promise.all([page.keyboard.press("Control+Enter"), other.keyboard.press("Control+Enter")]);
		for (const tab of [page, other]) await expect(openStep(tab, 2)).toBeVisible();

		const winner = await page.getByRole("button", { name: /^Step 1/ }).textContent();
		const [lost, words, won] = winner?.includes("from one tab")
			? [other, "from the other", page]
			: [page, "from one tab", other];
		await expect(leftover(lost)).toContainText(words);
		await expect(leftover(won)).toHaveCount(0);
		await answeredOnce(context, session);
		await lost.reload();
		await expect(leftover(lost)).toContainText(words);
		await leftover(lost).getByRole("button", { name: "Use it in this answer" }).click();
		await expect(ownWords(lost)).toHaveValue(words);
	});

	test("given two people, when the case goes to the second while the first types, then no word and no answer is lost", async ({
		page,
		context,
		browser,
	}) => {
		await signedIn(context, "engineer");
		const session = await openCase(page, context, UNKNOWN);
		await describe(page, WORDS);
		const theirs = await browser.newContext();
		await signedIn(theirs, "engineer2");
		const { id } = await (await theirs.request.get("/api/v1/auth/me")).json();
		const leads = await browser.newContext();
		await signedIn(leads, "lead");
		await command(leads, `ai-sessions/${session}/reassign`, { user_id: id });
		await expect(page.getByText(`${PEOPLE.engineer2} works on this case`)).toBeVisible();
		await expect(leftover(page)).toContainText(WORDS);
		const second = await theirs.newPage();
		await second.goto(`/pilot/${session}`);
		await expect(openStep(second, 1)).toBeVisible();
		await describe(second, "only when it is cold");
		await second.keyboard.press("Control+Enter");
		await expect(openStep(second, 2)).toBeVisible();

		await expect(page.getByRole("button", { name: /^Step 1/ })).toContainText("only when it is cold");
		await expect(leftover(page)).toContainText(WORDS);
		await answeredOnce(context, session);
		await page.reload();
		await expect(leftover(page)).toContainText(WORDS);
		await leftover(page).getByRole("button", { name: "Discard" }).click();
		await expect(leftover(page)).toHaveCount(0);
		await theirs.close();
		await leads.close();
	});

	test("given an answer under way, when the case is given to a colleague who answers first, then the late one is refused", async ({
		page,
		context,
		browser,
	}) => {
		await signedIn(context, "engineer");
		const session = await openCase(page, context, UNKNOWN);
		await describe(page, WORDS);
		const theirs = await browser.newContext();
		await signedIn(theirs, "engineer2");
		const { id } = await (await theirs.request.get("/api/v1/auth/me")).json();
		const leads = await browser.newContext();
		await signedIn(leads, "lead");
		await page.route("**/respond", async (route) => {
			await command(leads, `ai-sessions/${session}/reassign`, { user_id: id });
			const [step] = (await (await theirs.request.get(`/api/v1/ai-sessions/${session}`)).json()).steps;
			await command(theirs, `ai-sessions/${session}/respond`, { step_id: step.step_id, free_text_input: "it is cold" });
			await route.continue();
		});
		await page.keyboard.press("Control+Enter");

		await expect(leftover(page)).toContainText(WORDS);
		await expect(page.getByRole("button", { name: /^Step 1/ })).toContainText("it is cold");
		await answeredOnce(context, session);
		await theirs.close();
		await leads.close();
	});

	test("given words being typed, when the case is resolved in another tab, then they are still on the screen", async ({
		page,
		context,
	}) => {
		await signedIn(context, "engineer2");
		const session = await openCase(page, context, UNKNOWN);
		await describe(page, WORDS);
		await command(context, `ai-sessions/${session}/resolve`, { resolution_summary: "It was only out of water." });

		await expect(page.getByRole("heading", { name: `Resolved by ${PEOPLE.engineer2}` })).toBeVisible();
		await expect(leftover(page)).toContainText(WORDS);
		await page.reload();
		await expect(leftover(page)).toContainText(WORDS);
	});
});
