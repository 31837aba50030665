import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "@playwright/test";
import { respond, startWith } from "./cases";
import { signedIn } from "./kit";
import { percentile, show } from "./table";

/** The server must allow as many: `RESOLUTIONFLOW_DIAGNOSIS_MAX_STEPS`. */
const STEPS = 200;
const LOG_BYTES = 10 * 1024 * 1024;
const SCROLL_FRAMES = 300;
const ROUNDS = 12;
/** Rounds until what is made once, and kept, is there. */
const WARM_UP = 2;
const LINE = "2026-11-20 06:12:10.123 panel[4711] ERROR frame timed out after 2000 ms on display.lobby.example, frame=";
const SAID = "Nothing of that kind is seen on the second screen; the first one shows it each morning, at about eight.";

test("a long case, scrolled, and opened again and again", async ({ page, context }) => {
	await signedIn(context, "engineer");
	const log = Array.from({ length: LOG_BYTES / (LINE.length + 8) }, (_, at) => `${LINE}${`${at}`.padStart(7, "0")}`);
	const title = `Odd things on the screens in the lobby ${Date.now()}`;
	const { session_id: id, first_step } = await startWith(context, title, { log_content: log.join("\n") });
	let step = first_step;
	for (let count = 1; count < STEPS; count++) step = await respond(context, id, step, SAID);

	await page.goto(`/pilot/${id}`);
	await page.locator(`[data-step="${STEPS - 2}"]`).waitFor();
	const { frames, blocked } = await scroll(page);
	show(`A case of ${STEPS} steps and a log of 10 MiB, scrolled to its beginning and back`, [
		["frames", "p50", "p95", "longest", "long tasks"],
		[`${frames.length}`, ...[0.5, 0.95, 1].map((share) => `${percentile(frames, share).toFixed(1)} ms`), `${blocked}`],
	]);

	await page.goto("/cases");
	const heap = await page.context().newCDPSession(page);
	await heap.send("Performance.enable");
	const rounds: Sizes[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await page.getByRole("link", { name: title }).click();
		await page.locator(`[data-step="${STEPS - 2}"]`).waitFor();
		await scroll(page, 40);
		await page.goBack();
		await page.getByRole("link", { name: title }).waitFor();
		rounds.push(await sizes(heap));
	}
	const settled = rounds.slice(WARM_UP);
	show(`The same case opened, scrolled and closed; after each round of ${ROUNDS}, garbage collected`, [
		["round", ...NAMES],
		...rounds.map((sizes, at) => [`${at + 1}`, ...NAMES.map((name) => shown(sizes[name], name))]),
		["a round adds", ...NAMES.map((name) => shown(growth(settled, name), name))],
	]);
	expect(rounds).toHaveLength(ROUNDS);
});

/** `heap` has compiled code and the browser's own timings in it, which go on growing for a while; `objects` has not. */
const NAMES = ["heap", "objects", "nodes", "listeners"] as const;
type Name = (typeof NAMES)[number];
type Sizes = Record<Name, number>;

const shown = (value: number, name: Name) =>
	name === "heap" ? `${Math.round(value / 1024)} KiB` : `${Math.round(value)}`;

function growth(rounds: readonly Sizes[], name: Name): number {
	return ((rounds.at(-1)?.[name] ?? 0) - (rounds[0]?.[name] ?? 0)) / (rounds.length - 1);
}

/** Scroll to the top and back to the end, so much a frame; how long each frame took, and how many tasks took over 50 ms. */
async function scroll(page: Page, count = SCROLL_FRAMES): Promise<{ frames: number[]; blocked: number }> {
	return page.evaluate(async (frameCount) => {
		let blocked = 0;
		const observer = new PerformanceObserver((list) => {
			blocked += list.getEntries().length;
		});
		observer.observe({ type: "longtask" });
		const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
		const half = frameCount / 2;
		const frames: number[] = [];
		let last = await frame();
		for (let at = 1; at <= frameCount; at++) {
			const whole = document.documentElement.scrollHeight - window.innerHeight;
			window.scrollTo(0, whole * Math.abs(1 - at / half));
			const now = await frame();
			frames.push(now - last);
			last = now;
		}
		observer.disconnect();
		return { frames, blocked };
	}, count);
}

async function sizes(session: CDPSession): Promise<Sizes> {
	const objects = await countObjects(session);
	for (let pass = 0; pass < 3; pass++) await session.send("HeapProfiler.collectGarbage");
	const { metrics } = await session.send("Performance.getMetrics");
	const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
	return { heap: of("JSHeapUsedSize"), objects, nodes: of("Nodes"), listeners: of("JSEventListeners") };
}

/** How many objects of the page are alive. */
async function countObjects(session: CDPSession): Promise<number> {
	const objectGroup = "counted";
	const { result: prototype } = await session.send("Runtime.evaluate", { expression: "Object.prototype", objectGroup });
	const { objects } = await session.send("Runtime.queryObjects", {
		prototypeObjectId: prototype.objectId ?? "",
		objectGroup,
	});
	const { result } = await session.send("Runtime.callFunctionOn", {
		objectId: objects.objectId,
		functionDeclaration: "function () { return this.length; }",
		returnByValue: true,
	});
	await session.send("Runtime.releaseObjectGroup", { objectGroup });
	return result.value;
}
