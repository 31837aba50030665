import type { BrowserContext, Page } from "@playwright/test";
import { KNOWN } from "./case-kit";
import type { PEOPLE } from "./kit";
import { type Cases, LOG } from "./looks-cases";
import { flowScenes } from "./looks-flows";
import { reviewScenes } from "./looks-review";
import { toldScenes } from "./looks-told";

/** A page in a state; `go` leads there. */
export interface Scene {
	name: string;
	who: keyof typeof PEOPLE | null;
	go: (page: Page, context: BrowserContext) => Promise<void>;
}

const FAILURE = {
	code: "model_unavailable",
	detail: "The AI model did not answer in time.",
	retriable: true,
	attempt: 2,
	engine: "claude",
	correlation_id: "0193f2a0-0000-7000-8000-000000000001",
};

/** Every page and every state that matters. */
export function scenesOf(cases: Cases, shots: readonly Buffer[]): Scene[] {
	const at = (
		name: string,
		address: string,
		ready: (page: Page) => Promise<unknown>,
		who: Scene["who"] = "engineer",
	) => ({
		name,
		who,
		go: async (page: Page) => {
			await page.goto(address);
			await ready(page);
		},
	});
	const heading = (text: string) => (page: Page) => page.getByRole("heading", { name: text, level: 1 }).waitFor();
	const log = (page: Page) => page.getByRole("log").getByText("/30").last().waitFor();
	const resolve = (page: Page) => page.getByRole("button", { name: "Resolve" }).first();
	return [
		at("sign-in", "/sign-in", (page) => page.getByText("This is a demo").waitFor(), null),
		at("new-empty", "/pilot", (page) => page.getByText("Continue").or(page.getByLabel("The issue")).first().waitFor()),
		at("new-filled", "/pilot", (page) => fill(page, shots)),
		{ name: "stages", who: "engineer", go: (page) => stages(page, cases.question) },
		at("case-question", `/pilot/${cases.question}`, log),
		at("case-action", `/pilot/${cases.action}`, log),
		at("case-suggestion", `/pilot/${cases.suggestion}`, log),
		at("case-paused", `/pilot/${cases.paused}`, (page) => page.getByText("This case is paused.").waitFor()),
		{ name: "case-failed", who: "engineer", go: (page) => failed(page, cases.question) },
		at("case-reader", `/pilot/${cases.question}`, (page) => page.locator("[data-step]").first().waitFor(), "viewer"),
		at("case-past", `/pilot/${cases.action}?at=7`, (page) => page.getByText("Event 7 of").first().waitFor()),
		at("case-top", `/pilot/${cases.suggestion}`, async (page) => {
			await log(page);
			await page.evaluate(() => window.scrollTo(0, 0));
		}),
		at("case-story", `/pilot/${cases.closed}`, (page) =>
			page.getByRole("heading", { name: "Documentation" }).waitFor(),
		),
		at("case-steps", `/pilot/${cases.closed}?view=steps`, (page) => page.locator("[data-step]").first().waitFor()),
		at("dialog-resolve", `/pilot/${cases.question}`, async (page) => {
			await log(page);
			await resolve(page).click();
			await page.getByRole("dialog").waitFor();
		}),
		at("dialog-match", `/pilot/${cases.question}`, async (page) => {
			await log(page);
			await page.getByRole("main").focus();
			await page.keyboard.press("w");
			await page.getByRole("dialog").waitFor();
		}),
		at("case-menu", `/pilot/${cases.question}`, async (page) => {
			await log(page);
			await page.getByLabel("More", { exact: true }).click();
			await page.getByRole("menu").waitFor();
		}),
		at("dialog-escalate", `/pilot/${cases.question}`, async (page) => {
			await log(page);
			await page.getByRole("button", { name: "Escalate" }).click();
			await page.getByRole("dialog").waitFor();
		}),
		at("escalations", "/escalations", heading("Escalations"), "lead"),
		at("fixes", "/fixes", (page) => page.getByRole("heading", { level: 1 }).waitFor()),
		at("scripts", "/script-templates", (page) => page.getByRole("heading", { level: 1 }).waitFor(), "lead"),
		at("psa", "/settings/psa", (page) => page.getByText("nothing waits").waitFor(), "admin"),
		at("psa-new", "/settings/psa/new", heading("Add a PSA connection"), "admin"),
		at(
			"psa-connection",
			"/settings/psa",
			async (page) => {
				await page.getByRole("link", { name: /ConnectWise/ }).click();
				await page.getByRole("table").waitFor();
			},
			"admin",
		),
		at("analytics", "/analytics", (page) => page.getByRole("slider").waitFor(), "lead"),
		at(
			"analytics-guided",
			"/analytics?by=status",
			async (page) => {
				await page.getByRole("heading", { name: "Is guided better?" }).scrollIntoViewIfNeeded();
				await page.getByRole("row", { name: /^Discovery/ }).waitFor();
			},
			"lead",
		),
		at(
			"analytics-behind",
			"/analytics/sessions?figure=resolved_rate&part=hits",
			(page) => page.getByRole("list", { name: "Sessions behind the number" }).waitFor(),
			"lead",
		),
		at(
			"analytics-empty",
			"/analytics?from=2020-01-01&to=2020-01-31",
			(page) => page.getByRole("heading", { name: "No session in this period" }).waitFor(),
			"lead",
		),
		at("webhooks", "/settings/webhooks", heading("Webhooks"), "admin"),
		at("ticket-picker", "/pilot", async (page) => {
			await page.getByRole("button", { name: "Pull from ticket", exact: true }).click();
			await page.getByRole("region", { name: "The ticket" }).getByText("Description").waitFor();
		}),
		...toldScenes(cases),
		...flowScenes(),
		...reviewScenes(),
		at("history", "/cases", (page) => page.getByRole("list", { name: "List of cases" }).waitFor()),
		at("history-nothing", "/cases?q=nothingofthekind", (page) => page.getByText("No case").first().waitFor()),
		at("history-never", "/cases", (page) => page.getByRole("heading", { level: 2 }).first().waitFor(), "engineer2"),
		at("palette", "/cases", async (page) => {
			await heading("Cases")(page);
			await page.keyboard.press("Control+k");
			await page.getByPlaceholder("Type a command…").waitFor();
		}),
		at("sheet", `/pilot/${cases.question}`, async (page) => {
			await log(page);
			await page.getByRole("main").focus();
			await page.keyboard.press("?");
			await page.getByRole("dialog").waitFor();
		}),
		at("user-menu", "/cases", async (page) => {
			await heading("Cases")(page);
			const menu = page.getByRole("button", { name: "Open menu" });
			if (await menu.isVisible()) await menu.click();
			await page.getByRole("button", { name: /Maya Osei/ }).click();
			await page.getByRole("menu").waitFor();
		}),
		at("installation", "/installation", (page) => page.getByText("Who follows the log").waitFor(), "operator"),
		at("not-found", "/nowhere", heading("There is nothing here")),
		at("not-allowed", "/pilot", heading("Not for your role"), "viewer"),
		{
			name: "offline",
			who: "engineer",
			go: async (page, context) => {
				await page.goto(`/pilot/${cases.question}`);
				await log(page);
				await context.setOffline(true);
				await page.getByText("You are offline.").waitFor();
			},
		},
		{
			name: "gone",
			who: "engineer",
			go: async (page) => {
				await page.route("**/api/v1/auth/me", (route) => route.abort());
				await page.goto("/cases");
				await heading("ResolutionFlow does not answer")(page);
			},
		},
		at("print", `/pilot/${cases.closed}`, async (page) => {
			await page.getByRole("heading", { name: "Documentation" }).waitFor();
			await page.emulateMedia({ media: "print" });
		}),
	];
}

async function fill(page: Page, shots: readonly Buffer[]): Promise<void> {
	await page.getByLabel("The issue").fill(KNOWN);
	const files = shots.map((buffer, at) => ({ name: `shot ${at + 1}.png`, mimeType: "image/png", buffer }));
	await page.locator("input[type=file]").first().setInputFiles(files);
	await page.getByRole("button", { name: "Add a log" }).click();
	await page.getByLabel("Log", { exact: true }).fill(LOG);
	await page.getByLabel("Log", { exact: true }).evaluate((area) => area.scrollTo(0, 0));
	await page.getByText("shot 2.png is attached").waitFor({ state: "attached" });
}

/** The case as it is while it is being analysed. */
async function stages(page: Page, id: string): Promise<void> {
	await answerWith(page, id, { steps: [], step_count: 0, stage: "classified", awaiting_step: true });
	await page.goto(`/pilot?case=${id}`);
	await page.getByText("Is there a proven flow for it?").waitFor();
}

async function failed(page: Page, id: string): Promise<void> {
	await answerWith(page, id, { failure: FAILURE, awaiting_step: false });
	await page.goto(`/pilot/${id}`);
	await page.getByText("FlowPilot could not make this step").waitFor();
}

async function answerWith(page: Page, id: string, changes: Record<string, unknown>): Promise<void> {
	await page.route(`**/api/v1/ai-sessions/${id}`, async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, json: { ...(await response.json()), ...changes } });
	});
}
