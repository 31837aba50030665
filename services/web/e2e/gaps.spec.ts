import type { BrowserContext, Page } from "@playwright/test";
import { command } from "./case-kit";
import { respond, startWith } from "./cases";
import { expect, expectAccessible, PEOPLE, signedIn, test, useTheme } from "./kit";
import { sampleGaps, showGaps } from "./told-kit";

const CASES = 6;
const NARROW = { width: 390, height: 844 };
/** Somebody has to look for gaps first, once the cases have ended. */
const FOUND_MS = 90_000;

/** Words that nothing else is told in: cases of the same problem are of one gap, whichever test made them. */
function madeUp(count: number): string[] {
	const some = (letters: string) => letters[Math.floor(Math.random() * letters.length)];
	const syllable = () => `${some("bdfgklmnprstvz")}${some("aeiou")}`;
	return Array.from({ length: count }, () => `${syllable()}${syllable()}${syllable()}x`);
}

/** An error code that nothing else shows: of what was told, codes and known words alone may name a gap. */
function madeUpCode(): string {
	return `0x${Math.floor(Math.random() * 2 ** 32)
		.toString(16)
		.padStart(8, "0")}`;
}

interface Words {
	device: string;
	part: string;
	does: string;
	code: string;
	room: number;
}

const inHalls = ({ device, part, does, code, room }: Words) =>
	`${device} ${part} in hall ${room} ${does} and shows ${code}`;
/** Told otherwise: the flow that one test makes of its cases would cover the next one's. */
const onMondays = ({ device, part, does, code, room }: Words) =>
	`Every Monday: ${code} on ${room} of our ${device}, they ${does} until somebody pulls the ${part} out`;

/** Cases of one problem that no flow knows, each resolved in the same way; the code that names it. */
async function resolvedCases(context: BrowserContext, told: (words: Words) => string): Promise<string> {
	const [device = "", part = "", does = ""] = madeUp(3);
	const code = madeUpCode();
	for (let room = 1; room <= CASES; room += 1) {
		const text = told({ device, part, does, code, room });
		const { session_id, first_step } = await startWith(context, text);
		const next = await respond(context, session_id, first_step, `Only the ${part} of the ${device}`, 0);
		await respond(context, session_id, next, `The ${part} was put back the wrong way around`, 0);
		await command(context, `ai-sessions/${session_id}/resolve`, {
			resolution_summary: `The ${part} of the ${device} sat the wrong way around. Turned, it does not ${does} any more.`,
			resolution_action: `Switched the ${device} off, turned its ${part}, switched it on again.`,
		});
	}
	return code;
}

const rows = (page: Page) => page.getByRole("list", { name: "Knowledge gaps, the worst first" }).getByRole("listitem");

/** Open the gap of those cases once it is found, by the keyboard. */
async function openGap(page: Page, code: string): Promise<void> {
	await page.goto(`/knowledge-gaps?q=${code}`);
	await expect(rows(page)).toHaveCount(1, { timeout: FOUND_MS });
	await page.getByRole("main").focus();
	await page.keyboard.press("j");
	await page.keyboard.press("Enter");
	await expect(page).toHaveURL(/\/knowledge-gaps\/[0-9a-f-]{36}$/);
	await expect(page.getByRole("heading", { name: "Evidence" })).toBeVisible();
}

test("given cases that no flow leads, when a flow is drafted of them and published, then the gap is closed by it", async ({
	page,
	context,
}) => {
	test.setTimeout(240_000);
	await signedIn(context, "engineer");
	const code = await resolvedCases(context, inHalls);
	await signedIn(context, "lead");
	await openGap(page, code);
	const gap = page.url();
	await expect(page.getByText(/\d of the \d+ cases that no flow led/)).toBeVisible();
	await page.keyboard.press("a");
	await page.getByLabel("Colleague").selectOption({ label: `${PEOPLE.lead} (you)` });
	await page.getByRole("button", { name: "Assign", exact: true }).click();
	await expect(page.getByText(`Assigned to ${PEOPLE.lead}`)).toBeVisible();
	const example = page.getByRole("region", { name: "Cases behind it" }).getByRole("link").first();
	await expect(example).toContainText(code);
	await example.click();
	await expect(page).toHaveURL(/\/pilot\//);
	await page.goBack();

	await page.getByRole("button", { name: "Write a draft" }).click();
	await expect(page).toHaveURL(/\/flows\/[0-9a-f-]{36}/, { timeout: 60_000 });
	const [, flow] = /\/flows\/([0-9a-f-]{36})/.exec(page.url()) ?? [];
	await page.goto(`/flows/${flow}?panel=flow`);
	const name = `Turn the part that shows ${code}`;
	await page.getByLabel("Name", { exact: true }).fill(name);
	await page.getByRole("button", { name: "Publish", exact: true }).click();
	await page.getByRole("button", { name: "Publish it" }).click();
	await expect(page.getByText("Version 1 is published.")).toBeVisible();

	await page.goto(gap);
	await expect(page.getByText("Closed by a flow")).toBeVisible({ timeout: 60_000 });
	const closer = page.getByRole("region", { name: "What it is" }).getByRole("link", { name });
	await expect(closer).toHaveAttribute("href", new RegExp(`/flows/${flow}`));
	await page.goto(`/knowledge-gaps?status=closed&q=${code}`);
	await expect(rows(page)).toContainText("Closed by a flow");
});

test("given two leads with the same gap, when one snoozes it, then the other sees that, and what comes too late is told", async ({
	page,
	context,
	browser,
}) => {
	test.setTimeout(240_000);
	await signedIn(context, "engineer");
	const code = await resolvedCases(context, onMondays);
	await signedIn(context, "lead");
	await openGap(page, code);
	const theirs = await browser.newContext();
	await signedIn(theirs, "admin");
	const other = await theirs.newPage();
	await other.goto(page.url());
	await expect(other.getByText("Nobody has it yet")).toBeVisible();

	await other.route("**/snooze", async (route) => {
		const id = page.url().split("/").at(-1);
		await command(context, `knowledge-gaps/${id}/close`, { note: "Only while the halls were cleaned" });
		await route.continue();
	});
	await other.keyboard.press("z");
	await other.getByRole("dialog").getByRole("button", { name: "Snooze" }).click();
	await expect(other.getByRole("alert")).toContainText("Somebody else changed this gap meanwhile");
	await other.keyboard.press("Escape");
	await other.unroute("**/snooze");
	await expect(other.getByText("Only while the halls were cleaned")).toBeVisible();
	await expect(page.getByText("Closed by hand")).toBeVisible();

	await other.keyboard.press("o");
	await expect(page.getByRole("button", { name: "Snooze…" })).toBeVisible();
	await page.keyboard.press("z");
	await page.getByLabel(/^Tomorrow/).check();
	await page.getByRole("dialog").getByRole("button", { name: "Snooze" }).click();
	await expect(other.getByText(/^Snoozed until/)).toBeVisible();
	await other.goto(`/knowledge-gaps?q=${code}`);
	await other.getByRole("heading", { name: "No gap matches" }).waitFor();
	await other.getByLabel("Status").selectOption("Snoozed");
	await expect(rows(other)).toHaveCount(1);
	await expect(other).toHaveURL(/status=snoozed/);
	await other.reload();
	await expect(rows(other)).toHaveCount(1);
	await theirs.close();
});

for (const theme of ["dark", "light"] as const)
	test(`given the ${theme} theme, when gaps are read and worked on, then no state of it is a barrier`, async ({
		page,
		context,
	}) => {
		test.setTimeout(120_000);
		await useTheme(context, theme);
		await signedIn(context, "lead");
		const gaps = sampleGaps();
		await showGaps(page, gaps);
		await page.goto("/knowledge-gaps");
		await expect(rows(page)).toHaveCount(gaps.length);
		await expectAccessible(page);
		for (const gap of gaps.slice(0, 3)) {
			await page.goto(`/knowledge-gaps/${gap.id}`);
			await page.getByRole("heading", { name: "Evidence" }).waitFor();
			await expectAccessible(page);
		}
		await page.getByRole("main").focus();
		for (const key of ["a", "z", "x"]) {
			await page.keyboard.press(key);
			await expect(page.getByRole("dialog")).toBeVisible();
			await expectAccessible(page);
			await page.keyboard.press("Escape");
			await expect(page.getByRole("dialog")).toBeHidden();
		}
		await page.setViewportSize(NARROW);
		await expectAccessible(page);
		await page.goto("/knowledge-gaps");
		await expect(rows(page)).toHaveCount(gaps.length);
		await expectAccessible(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width);
	});
