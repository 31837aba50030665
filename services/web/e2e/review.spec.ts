import type { Page } from "@playwright/test";
import { command } from "./case-kit";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";
import { confirmFlow, PROBLEMS, proposeChange, proposeFlow } from "./review-kit";

const NARROW = { width: 390, height: 844 };

test.describe.configure({ timeout: 180_000 });

const queue = (page: Page) => page.getByRole("list", { name: "List of proposals" });
const rows = (page: Page) => queue(page).getByRole("link");
const detail = (page: Page) => page.getByRole("article");
const publishing = (page: Page) => page.getByRole("button", { name: "Publish", exact: true });

/** Press the key of a command: nothing that is typed into has the focus. */
async function press(page: Page, ...keys: string[]): Promise<void> {
	await page.getByRole("main").focus();
	for (const key of keys) await page.keyboard.press(key);
}

const WALKED = {
	dark: { change: PROBLEMS.loom, flow: PROBLEMS.kiln },
	light: { change: PROBLEMS.organ, flow: PROBLEMS.telescope },
} as const;

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when the queue is walked through, then no state of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		const change = await proposeChange(context, WALKED[theme].change);
		const flow = await proposeFlow(context, WALKED[theme].flow);
		await signedIn(context, "lead");
		await page.goto(`/review-queue?selected=${change.id}`);
		await expect(detail(page).getByText("it adds the answer")).toBeVisible();
		await expect(detail(page).getByRole("application").or(detail(page).locator(".react-flow")).first()).toBeVisible();
		await expect(detail(page).getByRole("link", { name: new RegExp(change.cause) })).toBeVisible();
		await expectAccessible(page);
		await detail(page).getByText("List", { exact: true }).click();
		await expectAccessible(page);
		await page.goto(`/review-queue?selected=${flow.id}`);
		await expect(detail(page).getByRole("heading", { name: flow.title })).toBeVisible();
		for (const [key, name] of [
			["x", "Dismiss this proposal?"],
			["r", "Reject this proposal"],
		] as const) {
			await press(page, key);
			await expect(page.getByRole("dialog", { name })).toBeVisible();
			await expectAccessible(page);
			await page.keyboard.press("Escape");
		}
		await press(page, "e");
		await page.getByLabel("Question", { exact: true }).fill("");
		await expect(page.getByRole("button", { name: /A decision needs a question/ })).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await page.getByRole("link", { name: "Back to the proposal" }).click();
		await expect(detail(page)).toBeVisible();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
		await page.getByRole("link", { name: "Back to the queue" }).click();
		await expect(queue(page)).toBeVisible();
		await page.getByRole("button", { name: "Filters" }).click();
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
		await page.goto("/review-queue?q=nothing-is-called-this");
		await expect(page.getByRole("heading", { name: "No proposal matches" })).toBeVisible();
		await expectAccessible(page);
	});

test("given the keyboard alone, when proposals are decided, then each is, and the next one is read", async ({
	page,
	context,
}) => {
	const first = await proposeFlow(context, PROBLEMS.turnstile);
	const second = await proposeFlow(context, PROBLEMS.greenhouse);
	await signedIn(context, "lead");
	await page.goto("/cases");
	await press(page, "g", "r");
	await expect(page).toHaveURL(/\/review-queue$/);
	await expect(rows(page).first()).toBeVisible();
	await page.goto(`/review-queue?selected=${second.id}`);
	await expect(detail(page).getByRole("heading", { name: second.title })).toBeVisible();
	await press(page, "r");
	await page.keyboard.type("Too");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByText("Between 5 and 2,000 characters.")).toBeVisible();
	await page.keyboard.type(" special: one device only.");
	await page.keyboard.press("Control+Enter");
	await expect(page.getByText(`Rejected: “${second.title}”`)).toBeVisible();
	await expect(rows(page).filter({ hasText: second.title })).toHaveCount(0);
	await expect(queue(page).locator("[aria-current]")).toHaveCount(1); // the next one
	await expect(detail(page).getByRole("heading", { name: second.title })).toHaveCount(0);
	await expect(detail(page)).toBeVisible();
	await page.getByRole("link", { name: "Show it" }).click();
	await expect(detail(page)).toContainText("Rejected by you");
	await expect(detail(page)).toContainText("Too special: one device only.");
	await press(page, "o");
	await expect(page.getByText(`Waits again: “${second.title}”`)).toBeVisible();
	await expect(detail(page).getByRole("button", { name: "Approve" })).toBeVisible();

	await press(page, "/");
	await page.keyboard.type(first.mark);
	await expect(rows(page)).toHaveCount(1);
	await expect(page).toHaveURL(new RegExp(`q=${first.mark}`));
	await press(page, "j");
	await expect(rows(page).first()).toBeFocused();
	await page.keyboard.press("a");
	await expect(page.getByText(`Approved: “${first.title}”`)).toBeVisible();
	await expect(page.getByRole("heading", { name: "No proposal matches" })).toBeVisible();
	const published = await (await context.request.get(`/api/v1/flow-proposals/${first.id}`)).json();
	expect([published.status, published.publication]).toEqual(["approved", "published"]);
	await expect(page.getByRole("link", { name: "Open the flow" })).toHaveAttribute(
		"href",
		`/flows/${published.published_flow_id}`,
	);
});

test("given an approval, when it is undone, then its effects are shown first and it waits again", async ({
	page,
	context,
}) => {
	const proposal = await proposeFlow(context, PROBLEMS.tram);
	await signedIn(context, "lead");
	const { published_flow_id } = await command(context, `flow-proposals/${proposal.id}/approve`, {});
	await page.goto(`/review-queue?status=approved&q=${proposal.mark}`);
	await expect(detail(page)).toContainText("Approved by you");
	await press(page, "u");
	const dialog = page.getByRole("dialog", { name: "Undo this approval?" });
	await expect(dialog).toContainText("is archived: no new case is led by it.");
	await expect(dialog).toContainText("No case has begun with it since.");
	await expectAccessible(page);
	await page.keyboard.press("Enter");

	await expect(page.getByText(`Waits again: “${proposal.title}”`)).toBeVisible();
	await expect(detail(page).getByRole("button", { name: "Approve" })).toBeVisible();
	const flow = await (await context.request.get(`/api/v1/flows/${published_flow_id}`)).json();
	expect(flow.status).toBe("archived");
	await press(page, "x");
	await page.keyboard.press("Enter");
	await expect(page.getByText(`Dismissed: “${proposal.title}”`)).toBeVisible();
});

test("given a change of a flow, when it is edited, then faults are named, nothing is lost and the flow has it", async ({
	page,
	context,
}) => {
	const proposal = await proposeChange(context, PROBLEMS.bottles);
	await signedIn(context, "lead");
	await page.goto(`/review-queue?q=${proposal.mark}&type=enhancement`);
	await page.goto(`/review-queue?selected=${proposal.id}`);
	await expect(detail(page).getByRole("button", { name: "Approve" })).toHaveCount(0);
	await expect(detail(page).getByText("new", { exact: true }).first()).toBeVisible();
	await press(page, "e");
	await expect(page.getByText("Nothing is wrong with it.")).toBeVisible();
	await page.getByRole("button", { name: /^Is the green lamp on/ }).click();
	await page.getByLabel("Question", { exact: true }).fill("");
	await expect(page.getByRole("button", { name: /A decision needs a question/ })).toBeVisible();
	await publishing(page).click();
	await expect(page.getByLabel("Question", { exact: true })).toBeFocused();
	await page.getByLabel("Question", { exact: true }).fill("Is the lamp green, or does something hum?");
	await page.reload();
	await expect(page.getByText("This is what you wrote before.")).toBeVisible();
	await page.getByRole("button", { name: /^Is the lamp green/ }).click();
	await expect(page.getByLabel("Question", { exact: true })).toHaveValue("Is the lamp green, or does something hum?");
	await expect(page.getByText("Nothing is wrong with it.")).toBeVisible();
	await page.keyboard.press("Control+Enter");

	await expect(page.getByText(`Approved: “${proposal.title}”`)).toBeVisible();
	const flow = await (await context.request.get(`/api/v1/flows/${proposal.flow}`)).json();
	expect([flow.flow_version, flow.origin]).toEqual([2, "ai_enhanced"]);
	expect(flow.tree_structure.question).toBe("Is the lamp green, or does something hum?");
	expect(flow.tree_structure.options).toHaveLength(3);
});

test("given two reviewers, when one is quicker, then the other is told who and loses nothing", async ({
	browser,
	baseURL,
	page,
	context,
}) => {
	const proposal = await proposeFlow(context, PROBLEMS.sharks);
	const stale = await proposeFlow(context, PROBLEMS.elevator);
	await signedIn(context, "lead");
	const other = await browser.newContext({ baseURL });
	await signedIn(other, "admin");
	await page.goto(`/review-queue?selected=${proposal.id}`);
	await expect(detail(page).getByRole("heading", { name: proposal.title })).toBeVisible();
	await press(page, "r");
	await page.keyboard.type("It treats the symptom alone.");
	const page2 = await other.newPage();
	await page2.goto(`/review-queue?selected=${proposal.id}`);
	await expect(detail(page2).getByRole("heading", { name: proposal.title })).toBeVisible();
	await press(page2, "a");
	await expect(page2.getByText(`Approved: “${proposal.title}”`)).toBeVisible();

	const dialog = page.getByRole("dialog");
	await expect(dialog.getByRole("alert")).toContainText(`Approved by ${PEOPLE.admin}`);
	await expect(dialog.getByRole("textbox")).toHaveValue("It treats the symptom alone.");
	await page.keyboard.press("Control+Enter");
	await page.keyboard.press("Escape");
	await expect(detail(page)).toContainText(`Approved by ${PEOPLE.admin}`);

	await page.route("**/api/v1/events*", (route) => route.abort()); // this one hears nothing
	await page.goto(`/review-queue?selected=${stale.id}`);
	await expect(detail(page).getByRole("button", { name: "Approve" })).toBeVisible();
	await command(other, `flow-proposals/${stale.id}/dismiss`, {});
	await press(page, "a");
	await expect(page.getByRole("alert")).toContainText(`Dismissed by ${PEOPLE.admin}`);
	await expect(page.getByRole("alert")).toContainText("You were not the first");
	await expect(detail(page).getByRole("button", { name: "Approve" })).toHaveCount(0);
	await other.close();
});

test("given a library that is away, when a proposal is approved, then it says so and nothing is shown as done", async ({
	page,
	context,
}) => {
	const proposal = await proposeFlow(context, PROBLEMS.seismograph);
	await signedIn(context, "lead");
	await page.goto(`/review-queue?q=${proposal.mark}`);
	const approve = detail(page).getByRole("button", { name: "Approve" });
	await expect(approve).toBeVisible();
	const gone = { status: 503, json: { code: "unavailable", detail: "The flow library is away; try again." } };
	await page.route("**/approve", (route) => route.fulfill(gone));
	await approve.click();
	await expect(page.getByRole("alert")).toContainText("The flow library is away; try again.");
	await expect(rows(page).filter({ hasText: proposal.title })).toHaveCount(1);
	await page.unroute("**/approve");
	await approve.click();
	await expect(page.getByText(`Approved: “${proposal.title}”`)).toBeVisible();
});

test("given somebody who does not decide, when they look, then they read and are told who does", async ({
	page,
	context,
}) => {
	const proposal = await proposeFlow(context, PROBLEMS.cheese);
	const record = await confirmFlow(context, PROBLEMS.carousel);
	await page.goto(`/review-queue?selected=${proposal.id}`);
	await expect(detail(page).getByRole("heading", { name: proposal.title })).toBeVisible();
	await expect(page.getByText("Team leads and administrators decide.")).toBeVisible();
	await expect(page.getByRole("button", { name: /Approve|Reject|Dismiss|Edit/ })).toHaveCount(0);
	await page.goto(`/review-queue?selected=${proposal.id}&edit=true`);
	await expect(page.getByText("There is nothing here that you could edit.")).toBeVisible();
	await page.goto(`/review-queue?status=auto_reinforced&selected=${record.id}`);
	await expect(detail(page)).toContainText("Nobody needs to decide anything.");
	await expect(detail(page)).toContainText("The flow that it confirms");
});

test("given a proposal being read, when a surer one comes in above it, then it stays and only the list grows", async ({
	page,
	context,
}) => {
	await proposeFlow(context, PROBLEMS.windmill);
	await signedIn(context, "lead");
	await page.goto("/review-queue?type=new_flow");
	await page.getByRole("combobox", { name: "Type" }).selectOption("");
	const read = detail(page).getByRole("heading", { level: 2 }).first();
	await expect(read).toBeVisible();
	const title = await read.innerText();
	const surer = await proposeChange(context, PROBLEMS.printer);
	await expect(rows(page).filter({ hasText: surer.title })).not.toHaveCount(0);
	expect(await read.innerText()).toBe(title);
});
