import type { Browser, BrowserContext } from "@playwright/test";
import { command, KNOWN } from "./case-kit";
import { type ApiStep, respond, startWith } from "./cases";
import { seedProposals } from "./looks-review";

/** What is said to each step, where it is not one of its options. */
const SAID = [
	"",
	"Locked out again at 06:14. The PDC emulator is DC01, five bad passwords there within four minutes.",
	"One line every four minutes since Monday, and each names the same caller: WS-0147.",
	"",
	"cmdkey /list shows FS02, saved in March. Nothing of his in Task Scheduler.",
];
const LINE = (at: number) =>
	`2026-11-20 06:${String(10 + (at % 50)).padStart(2, "0")}:04.118 DC01 Security[4740] A user account was locked out. Account: a.novak Caller: WS-0${147 + (at % 3)}`;
export const LOG = Array.from({ length: 240 }, (_, at) => LINE(at)).join("\n");

/** The cases that the pictures show, by what they are for. */
export interface Cases {
	question: string;
	action: string;
	suggestion: string;
	paused: string;
	closed: string;
}

/** Cases as they are after some days of work. */
export async function seedCases(context: BrowserContext, shots: readonly Buffer[]): Promise<Cases> {
	const { client_id, urls } = await material(context, shots);
	const started = () => startWith(context, KNOWN, { log_content: LOG, image_urls: urls, client_id });
	const cases = {
		question: await walk(context, await started(), 3),
		action: await walk(context, await started(), 4),
		suggestion: await walk(context, await started(), 6),
		paused: await walk(context, await started(), 2),
		closed: await walk(context, await started(), 6),
	};
	await command(context, `ai-sessions/${cases.paused}/pause`, {});
	await command(context, `ai-sessions/${cases.closed}/resolve`, {
		resolution_summary: "Windows Credential Manager on WS-0147 kept the old password of a mapped drive.",
		resolution_action: "Removed the saved credential, signed the user out and in again.",
		session_rating: 5,
	});
	for (const text of OTHERS) await startWith(context, text);
	await seedProposals(context);
	return cases;
}

const OTHERS = [
	"The copier on the second floor does not scan to e-mail any more, error 5.7.57, since the weekend",
	"Nightly backup of FS02 fails with error 0x80070005",
	"Outlook asks for the password again and again after the change to new multi-factor settings",
	"Teams calls break off after about ten minutes, only over the guest network",
	"Two virtual machines of the accounting host do not start after the power cut",
];

async function material(context: BrowserContext, shots: readonly Buffer[]) {
	const clients = await (await context.request.get("/api/v1/clients")).json();
	const cookies = await context.cookies();
	const token = decodeURIComponent(cookies.find(({ name }) => name === "rf_csrf")?.value ?? "");
	const urls: string[] = [];
	for (const buffer of shots) {
		const multipart = { file: { name: "shot.png", mimeType: "image/png", buffer } };
		const answer = await context.request.post("/api/v1/uploads", { multipart, headers: { "x-csrf-token": token } });
		urls.push((await answer.json()).url);
	}
	return { client_id: clients[0]?.id as string | undefined, urls };
}

async function walk(
	context: BrowserContext,
	{ session_id, first_step }: { session_id: string; first_step: ApiStep },
	answers: number,
): Promise<string> {
	let step = first_step;
	for (let at = 0; at < answers; at++) step = await respond(context, session_id, step, SAID[at] ?? "", 0);
	return session_id;
}

/** Pictures of what an engineer would take pictures of. */
export async function takeShots(browser: Browser): Promise<Buffer[]> {
	const page = await browser.newPage({ viewport: { width: 760, height: 420 } });
	const shots: Buffer[] = [];
	for (const body of SHOTS) {
		await page.setContent(`<body style="margin:0;background:#2b5876;font:15px 'Segoe UI',sans-serif">${body}`);
		shots.push(await page.screenshot());
	}
	await page.close();
	return shots;
}

const dialog = (title: string, text: string) =>
	`<div style="position:absolute;left:130px;top:110px;width:500px;background:#fff;box-shadow:0 12px 40px #0008">
	<div style="padding:10px 14px;border-bottom:1px solid #ddd">${title}</div><div style="padding:26px 20px">${text}</div>
	<div style="background:#f0f0f0;padding:12px;text-align:right"><button style="padding:5px 28px">OK</button></div></div>`;
const SHOTS = [
	dialog("Windows Security", "The referenced account is currently locked out and may not be logged on to."),
	`<div style="background:#fff;margin:24px;height:370px"><div style="background:#e9eef5;padding:8px 12px">Event Viewer · Security</div>
	${Array.from({ length: 11 }, (_, at) => `<div style="padding:5px 12px;background:${at === 3 ? "#cce4ff" : "none"}">Audit Success &nbsp; 20.11.2026 06:${10 + 4 * at}:04 &nbsp; 4740 &nbsp; User Account Management</div>`).join("")}</div>`,
];
