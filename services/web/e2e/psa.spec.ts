import { choose, KNOWN, openCase, openStep } from "./case-kit";
import { expect, expectAccessible, signedIn, test, useTheme } from "./kit";
import { DEMO_PSA, demoConnection, expectNoOverflow, openedPicker, showCaseWith, takeTicket } from "./psa-kit";

const NARROW = { width: 390, height: 844 };
const SECRET = "pl4nted-psa-key";
const AT = "2026-11-20T09:00:00Z";
const TICKET = {
	id: "48213",
	connection_id: null,
	context_status: "unavailable",
	unavailable_reason: "away",
	ref: "CW #48213",
	summary: "VPN drops every few minutes",
	status: "In Progress",
	closed: false,
	board: "Help Desk",
	priority: "High",
	type: null,
	company: "Fabrikam",
	contact: "Ada Byrne",
	owner: null,
	url: "https://na.myconnectwise.net/x",
	entered_at: AT,
	last_updated: AT,
	changes: [
		{ at: AT, changes: [{ field: "status", before: "New", after: "In Progress" }], new_notes: 1, closed: false },
	],
	version: 2,
};
const PUSH = {
	id: "push-1",
	outcome: 1,
	kind: "resolution_note",
	connection_id: "0193f2a0-0000-7000-8000-000000000001",
	ticket_id: "48213",
	ticket_ref: "CW #48213",
	note_kind: "internal",
	ticket_status: null,
	status: "failed",
	attempts: 2,
	last_error: "The PSA did not answer in time.",
	last_error_code: "no_reply",
	next_try_at: "2036-11-20T09:00:00Z",
	note_id: null,
	time_entry_id: null,
	status_set: false,
	found: false,
	late_duplicates: ["1", "2"],
	member_warning: "Maya Osei has no member in ConnectWise.",
	requested_at: AT,
	updated_at: AT,
	version: 2,
};
const DRAFT = {
	id: "0193f2a0-0000-7000-8000-000000000002",
	connection_id: "0193f2a0-0000-7000-8000-000000000001",
	ticket: { ...TICKET, summary: "Backup job failed" },
	drafted_at: AT,
	updated_at: AT,
	version: 1,
};

test.describe.configure({ timeout: 180_000 });

for (const theme of ["dark", "light"] as const) {
	test(`given the ${theme} theme, when connections are looked after, then no page of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		await signedIn(context, "admin");
		await page.goto("/settings/psa");
		await page.getByRole("link", { name: new RegExp(DEMO_PSA) }).waitFor();
		await expectAccessible(page);
		await page.goto("/settings/psa/new");
		await page.getByRole("button", { name: "Add and test" }).click();
		await expect(page.getByText("This key is needed.").first()).toBeVisible();
		await expectAccessible(page);
		await page.goto(`/settings/psa/${await demoConnection(context)}?who=all`);
		await expect(page.getByRole("table")).toBeVisible({ timeout: 30_000 });
		await page.getByLabel(/^Discussion/).check();
		await page.getByText("Customers will read every closing note").waitFor();
		await expectAccessible(page);
		for (const name of ["Edit", "Rotate the keys", "Remove"]) {
			await page.getByRole("button", { name, exact: true }).click();
			await page.getByRole("dialog").waitFor();
			await expectAccessible(page);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toBeHidden();
		}
		await page
			.getByRole("button", { name: /^Choose who/ })
			.first()
			.click();
		await page.getByRole("listbox").waitFor();
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
	});

	test(`given the ${theme} theme, when tickets are pulled and written to, then nothing of it is a barrier`, async ({
		page,
		context,
	}) => {
		await useTheme(context, theme);
		await signedIn(context, "engineer");
		await page.route("**/api/v1/ticket-drafts*", (route) => route.fulfill({ json: [DRAFT] }));
		await page.goto("/pilot");
		await page.getByRole("heading", { name: "New from the board" }).waitFor();
		await expect(page.getByRole("button", { name: "Pull from ticket", exact: true })).toBeEnabled();
		await expectAccessible(page);
		await page.getByRole("button", { name: "Pull from ticket", exact: true }).click();
		await openedPicker(page);
		await page.keyboard.press("ArrowDown");
		await expect(page.getByRole("region", { name: "The ticket" }).getByText("Description")).toBeVisible();
		await expectAccessible(page);
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
		await page.setViewportSize({ width: 1440, height: 900 });
		await page.keyboard.press("Escape");
		const session = await openCase(page, context, KNOWN);
		await showCaseWith(page, session, { psa_ticket_id: "48213", ticket: TICKET, pushes: [PUSH] });
		await page.reload();
		await expect(page.getByRole("region", { name: "Ticket", exact: true })).toContainText("Status: New → In Progress");
		await expect(page.getByRole("article", { name: "In the ticket" })).toContainText("did not answer in time");
		await expectAccessible(page);
		await page.keyboard.press("r");
		await expect(page.getByRole("dialog")).toContainText("CW #48213");
		await expectAccessible(page);
		await page.keyboard.press("Escape");
		await page.setViewportSize(NARROW);
		await page.getByRole("button", { name: "Details" }).click();
		await expectAccessible(page);
		await expectNoOverflow(page, NARROW.width);
	});
}

test("given the keyboard alone, when the connection is tested, then it is told in words", async ({ page, context }) => {
	await signedIn(context, "admin");
	await page.goto("/cases");
	await page.getByRole("main").focus();
	await page.keyboard.press("g");
	await page.keyboard.press("p");
	await expect(page).toHaveURL(/settings\/psa$/);
	const link = page.getByRole("link", { name: new RegExp(DEMO_PSA) });
	await link.focus();
	await page.keyboard.press("Enter");
	await page.getByRole("heading", { name: DEMO_PSA, level: 1 }).waitFor();
	await page.getByRole("main").focus();
	await page.keyboard.press("t");

	await expect(page.getByText(/answers and accepts the keys/).first()).toBeVisible({ timeout: 30_000 });
	await page.keyboard.press("r");
	await page.getByRole("dialog").getByLabel("Private key").fill(SECRET);
	await page.keyboard.press("Escape");
	await page.getByRole("dialog").waitFor({ state: "hidden" });
	await page.keyboard.press("r");
	await expect(page.getByRole("dialog").getByLabel("Private key")).toHaveValue("");
	const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
	expect(kept).not.toContain(SECRET);
});

test("given keys that are wrong, when a connection is added, then it says so, and it can be removed again", async ({
	page,
	context,
}) => {
	await signedIn(context, "admin");
	const name = `Wrong ${Date.now()}`;
	const [demo] = (await (await context.request.get("/api/v1/psa/connections")).json()) as { base_url: string }[];
	await page.goto("/settings/psa/new");
	await page.getByLabel("Name", { exact: true }).fill(name);
	await page.getByLabel("Address").fill(demo?.base_url ?? "");
	await page.getByLabel("Company").fill("northwind");
	for (const label of ["Public key", "Private key", "Client ID"]) await page.getByLabel(label).fill(SECRET);
	await page.getByRole("button", { name: "Add and test" }).click();
	await page.getByRole("heading", { name, level: 1 }).waitFor();
	await expect(page.getByText("The PSA does not accept the keys.").first()).toBeVisible();
	expect(await page.content()).not.toContain(SECRET);

	await page.getByRole("button", { name: "Remove", exact: true }).click();
	await page.getByLabel(/to confirm$/).fill(name);
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/settings\/psa$/);
	await expect(page.getByRole("link", { name: new RegExp(name) })).toBeHidden();
});

test("given a ticket, when a case is begun from it and resolved, then its note is in the ticket, once", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await page.goto("/pilot");
	await expect(page.getByRole("button", { name: "Pull from ticket", exact: true })).toBeEnabled();
	await page.getByRole("main").focus();
	await page.keyboard.press("t");
	const ref = await takeTicket(page, "Account locked");
	expect(ref).toMatch(/^CW #\d+$/);
	await expect(page.getByText(`From ${ref}`)).toBeVisible();
	await page.reload();
	await expect(page.getByText(`From ${ref}`)).toBeVisible();
	await page.keyboard.press("Control+Enter");
	await expect(openStep(page, 1)).toBeVisible({ timeout: 60_000 });
	const panel = page.getByRole("region", { name: "Ticket", exact: true });
	await expect(panel).toContainText(ref);
	await expect(panel).toContainText("Account locked");

	await choose(page, 1);
	await expect(openStep(page, 2)).toBeVisible();
	await page.keyboard.press("r");
	const dialog = page.getByRole("dialog");
	await expect(dialog.getByRole("region", { name: /this goes into the ticket/ })).toContainText(
		`The resolution note to ${ref} in ${DEMO_PSA}.`,
	);
	await dialog.getByRole("textbox").first().fill("An old password was stored on the phone; it is removed.");
	await page.keyboard.press("Control+Enter");

	const card = page.getByRole("article", { name: "In the ticket" });
	await expect(card).toContainText("Written", { timeout: 90_000 });
	await expect(card).toContainText(`The resolution note is in ${ref}.`);
	await expect(card.getByRole("listitem").first()).toContainText("Internal analysis");
	await expectAccessible(page);
});

test("given a case without a ticket, when one is linked by key, then its panel is there", async ({ page, context }) => {
	await signedIn(context, "engineer");
	await openCase(page, context, KNOWN);
	await page.getByRole("button", { name: "Link a ticket" }).waitFor();
	await page.getByRole("main").focus();
	await page.keyboard.press("a");
	const ref = await takeTicket(page, "VPN drops");

	await expect(page.getByRole("region", { name: "Ticket", exact: true })).toContainText(ref);
	await expect(page.getByRole("region", { name: "Ticket", exact: true })).toContainText("VPN drops");
});

test("given no connection, when a case is begun, then the button says why it does nothing", async ({
	page,
	context,
}) => {
	await signedIn(context, "engineer");
	await page.route("**/api/v1/psa/connections", (route) => route.fulfill({ json: [] }));
	await page.goto("/pilot");

	const button = page.getByRole("button", { name: /No PSA is connected yet/ });
	await button.focus();
	await expect(button).toHaveAttribute("aria-disabled", "true");
	await page.keyboard.press("Enter");
	await expect(page.getByRole("dialog")).toBeHidden();
});
