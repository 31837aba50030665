import type { Page } from "@playwright/test";
import { KNOWN, openCase } from "./case-kit";
import { respond, startWith } from "./cases";
import { expect, signedIn, test } from "./kit";

const NEXT_STEP_MS = 50;
/** Of a read of the case and a frame, which no page can do without. */
const FLOORS = 2.5;
const CASES = 3;
/** Up to the suggested resolution. */
const ANSWERS = 6;

test.use({ trace: "off" }); // its snapshots take longer than what is measured

interface Watch {
	/** When the live feed said that a step was proposed, before the app heard it. */
	told: number[];
	/** When the step was painted. */
	painted: number[];
	/** How long after a click the next frame was drawn, and whether it shows the answer as given. */
	clicked: { after: number; answered: boolean }[];
	/** Resolves once so many steps were painted. */
	steps: (count: number) => Promise<void>;
	/** Milliseconds that reading something and drawing a frame take just now. */
	floor: (address: string) => Promise<number>;
}

/** Notes in the page what happens there, and when. */
function watch(): void {
	const waiting: [number, () => void][] = [];
	const painted = () =>
		new Promise<number>((done) =>
			requestAnimationFrame(() => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = () => done(performance.now());
				port2.postMessage(null); // a task of its own: it runs once the frame is painted
			}),
		);
	const real = window.fetch;
	const noted: Watch = {
		told: [],
		painted: [],
		clicked: [],
		steps: (count) => new Promise((done) => (noted.painted.length >= count ? done() : waiting.push([count, done]))),
		floor: async (address) => {
			const began = performance.now();
			await (await real(address)).json();
			return (await painted()) - began;
		},
	};
	Object.assign(window, { noted });
	window.fetch = async (input, init) => {
		const response = await real(input, init);
		if (input !== "/api/v1/events" || !response.body) return response;
		const passing = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
			transform(chunk, onward) {
				if (new TextDecoder().decode(chunk).includes("step_proposed")) noted.told.push(performance.now());
				onward.enqueue(chunk);
			},
		});
		return new Response(response.body.pipeThrough(passing), response);
	};
	const seen = new Set<string>();
	new MutationObserver(async () => {
		const step = document.querySelector("section[aria-labelledby^='step-']")?.getAttribute("aria-labelledby");
		if (!step || seen.has(step)) return;
		seen.add(step);
		noted.painted.push(await painted());
		for (const [count, done] of waiting) if (noted.painted.length >= count) done();
	}).observe(document, { attributeFilter: ["aria-labelledby"], childList: true, subtree: true });
	const answers = () => document.querySelectorAll("[data-step]").length;
	const onClick = ({ timeStamp }: Event) => {
		const before = answers();
		requestAnimationFrame(() =>
			noted.clicked.push({ after: performance.now() - timeStamp, answered: answers() > before }),
		);
	};
	window.addEventListener("click", onClick, { capture: true });
}

const noted = (page: Page) => page.evaluate(() => ({ ...(window as unknown as { noted: Watch }).noted }));
const steps = (page: Page, count: number) =>
	page.evaluate((count) => (window as unknown as { noted: Watch }).noted.steps(count), count);
const floor = (page: Page, session: string) =>
	page.evaluate(
		(address) => (window as unknown as { noted: Watch }).noted.floor(address),
		`/api/v1/ai-sessions/${session}`,
	);

/** Milliseconds from what was told to what was painted; the first step was there before anything was told. */
const delays = ({ told, painted }: Pick<Watch, "told" | "painted">) =>
	painted.slice(1).map((at, place) => at - (told[place] ?? Number.NaN));

function median(values: readonly number[]): number {
	return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function report(what: string, values: readonly number[]): void {
	const most = Math.max(...values).toFixed(1);
	const description = `${what}: median ${median(values).toFixed(1)} ms, most ${most} ms of ${values.length}`;
	test.info().annotations.push({ type: "figure", description });
	process.stdout.write(`    ${description}\n`);
}

/** On a busy machine everything is late, also what no page can do without. */
function expectQuick(values: readonly number[], floors: readonly number[]): void {
	report("a read of the case and a frame", floors);
	expect(median(values)).toBeLessThanOrEqual(Math.max(NEXT_STEP_MS, FLOORS * median(floors)));
}

test.describe("on a page that is measured", { tag: "@speed" }, () => {
	test.slow();
	test.beforeEach(({ context }) => context.addInitScript(watch));

	test("given a step, when it is answered, then the next frame shows that, and the next step comes in 50 ms", async ({
		page,
		context,
	}) => {
		await signedIn(context, "engineer");
		const [clicked, values, floors]: [Watch["clicked"], number[], number[]] = [[], [], []];
		for (let count = 0; count < CASES; count += 1) {
			const id = await openCase(page, context, KNOWN);
			for (let step = 1; step <= ANSWERS; step += 1) {
				await page.getByRole("group", { name: "Answers" }).getByRole("button").first().click();
				await steps(page, step + 1);
				floors.push(await floor(page, id));
			}
			clicked.push(...(await noted(page)).clicked);
			values.push(...delays(await noted(page)));
		}

		report(
			"a frame after a click",
			clicked.map(({ after }) => after),
		);
		report("the next step after its event, for who answers", values);
		expect(clicked.filter(({ answered }) => answered)).toHaveLength(CASES * ANSWERS);
		expectQuick(values, floors);
	});

	test("given a colleague's case, when a step of it is answered, then the next comes in 50 ms", async ({
		page,
		context,
		browser,
	}) => {
		const theirs = await browser.newContext();
		await signedIn(theirs, "engineer");
		await signedIn(context, "lead");
		const [values, floors]: [number[], number[]] = [[], []];
		for (let count = 0; count < CASES; count += 1) {
			const { session_id: id, first_step } = await startWith(theirs, KNOWN);
			await page.goto(`/pilot/${id}`);
			await expect(page.getByText("works on this case")).toBeVisible();
			let open = first_step;
			for (let step = 1; step <= ANSWERS; step += 1) {
				open = await respond(theirs, id, open, "as expected", 0);
				await steps(page, step + 1);
				floors.push(await floor(page, id));
			}
			values.push(...delays(await noted(page)));
		}

		report("the next step after its event, for who watches", values);
		expectQuick(values, floors);
		await theirs.close();
	});
});
