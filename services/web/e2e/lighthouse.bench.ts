import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BrowserContext, chromium, expect, test } from "@playwright/test";
import { startWith } from "./cases";
import { signedIn } from "./kit";
import { median, show } from "./table";

/** Where lighthouse is installed: `python -m tests.bench.web` does that. */
const LIGHTHOUSE = process.env.LIGHTHOUSE_DIR ?? "";
const RUNS = 3;
const FLAGS =
	"--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
const ms = (value: number) => `${Math.round(value)} ms`;

interface Report {
	finalDisplayedUrl: string;
	categories: Record<"performance" | "accessibility", { score: number }>;
	audits: Record<string, { score: number | null; numericValue: number }>;
}

test("lighthouse, as on a desktop", async ({ baseURL }) => {
	test.skip(LIGHTHOUSE === "", "LIGHTHOUSE_DIR names no folder");
	const port = await freePort();
	const context = await chromium.launchPersistentContext("", {
		baseURL,
		executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
		args: [...FLAGS.split(" "), `--remote-debugging-port=${port}`],
	});
	const rows = [["page", "performance", "accessibility", "first paint", "largest paint", "blocked", "layout shift"]];
	test.setTimeout(1_800_000);
	const measure = async (name: string, path: string) => {
		rows.push([name, ...(await audit(context, `${baseURL}${path}`, port))]);
	};
	await measure("sign in", "/sign-in");
	for (const [name, path] of await pagesOf(context)) await measure(name, path);
	await context.close();
	show(`Lighthouse, desktop, medians of ${RUNS}`, rows);
});

/** What is measured behind the sign-in, of somebody who leads and has cases. */
async function pagesOf(context: BrowserContext): Promise<[string, string][]> {
	await signedIn(context, "lead");
	const { session_id: id } = await startWith(context, "VPN connects but no internal site opens.");
	const [flow] = await (await context.request.get("/api/v1/flows?limit=1")).json();
	return [
		["new case", "/pilot"],
		["cases", "/cases"],
		["a case", `/pilot/${id}`],
		["flows", "/flows"],
		["a flow", `/flows/${flow.id}`],
		["review queue", "/review-queue"],
		["knowledge gaps", "/knowledge-gaps"],
		["analytics", "/analytics"],
		["script templates", "/script-templates"],
	];
}

async function audit(context: BrowserContext, address: string, port: number): Promise<string[]> {
	const reports: Report[] = [];
	for (let run = 0; run < RUNS; run++) {
		await emptyCache(context);
		reports.push(await runOnce(address, port));
	}
	const of = (value: (report: Report) => number) => median(reports.map(value));
	for (const { finalDisplayedUrl } of reports) expect(finalDisplayedUrl).toBe(address);
	const [first, largest, blocked, shift] = TIMES.map((name) => of(({ audits }) => audits[name]?.numericValue ?? 0));
	return [
		of(({ categories }) => categories.performance.score).toFixed(2),
		Math.min(...reports.map(({ categories }) => categories.accessibility.score)).toFixed(2),
		ms(first ?? 0),
		ms(largest ?? 0),
		ms(blocked ?? 0),
		(shift ?? 0).toFixed(3),
	];
}

/** As on a first visit. Lighthouse would do it, and would throw the sign-in away with it. */
async function emptyCache(context: BrowserContext): Promise<void> {
	const session = await context.newCDPSession(context.pages()[0] ?? (await context.newPage()));
	await session.send("Network.clearBrowserCache");
	await session.detach();
}

/** The network never rests behind the sign-in, where the live feed is open: not waited for longer than this. */
const LOAD_MS = 8000;

async function runOnce(address: string, port: number): Promise<Report> {
	const options = `--port=${port} --preset=desktop --disable-storage-reset --only-categories=performance,accessibility --max-wait-for-load=${LOAD_MS} --output=json --quiet`;
	const { stdout } = await promisify(execFile)(
		process.execPath,
		[join(LIGHTHOUSE, "node_modules/lighthouse/cli/index.js"), address, ...options.split(" ")],
		{ maxBuffer: 64 * 1024 * 1024 },
	);
	return JSON.parse(stdout);
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, "127.0.0.1", () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
		});
	});
}
