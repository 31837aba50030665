import { join } from "node:path";
import { type BrowserContext, expect, test } from "@playwright/test";
import { useTheme as inTheme, signedIn } from "./kit";
import { type Cases, seedCases, takeShots } from "./looks-cases";
import { type Scene, scenesOf } from "./looks-scenes";

// Pictures of every page and state, to be looked at; LOOKS_ONLY=history,palette draws just those.
const FOLDER = process.env.LOOKS_DIR ?? join(import.meta.dirname, "../../../build/looks");
const ONLY = process.env.LOOKS_ONLY?.split(",");
const SIZES = [
	{ width: 390, height: 844 },
	{ width: 1440, height: 900 },
	{ width: 2560, height: 1440 },
];
const THEMES = ["dark", "light"] as const;

let cases: Cases;
let shots: Buffer[];

test.beforeAll(async ({ browser, baseURL }) => {
	shots = await takeShots(browser);
	const context = await browser.newContext({ baseURL });
	await signedIn(context, "engineer");
	cases = await seedCases(context, shots);
	await context.close();
});

for (const theme of THEMES)
	for (const viewport of SIZES)
		test(`${theme}, ${viewport.width} px`, async ({ browser, baseURL }) => {
			const undrawn: string[] = [];
			for (const scene of scenesOf(cases, shots)) {
				if (ONLY && !ONLY.includes(scene.name)) continue;
				const context = await browser.newContext({ baseURL, viewport, colorScheme: "dark", reducedMotion: "reduce" });
				const file = `${scene.name}-${theme}-${viewport.width}.png`;
				await draw(scene, context, theme, file).catch((error) => undrawn.push(`${scene.name}: ${error}`));
				await context.close();
			}
			expect(undrawn).toEqual([]);
		});

async function draw(
	scene: Scene,
	context: BrowserContext,
	theme: (typeof THEMES)[number],
	file: string,
): Promise<void> {
	await inTheme(context, theme);
	if (scene.who) await signedIn(context, scene.who);
	const page = await context.newPage();
	await scene.go(page, context);
	await page.evaluate(() => document.fonts.ready);
	await page.screenshot({ path: join(FOLDER, file) });
}
