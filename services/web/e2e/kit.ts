import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export const PEOPLE = {
	viewer: "Paula Brandt",
	engineer: "Maya Osei",
	engineer2: "Tomasz Zielinski",
	lead: "Ingrid Solheim",
	admin: "Rafael Duarte",
	operator: "Noor Haddad",
} as const;
export const PASSWORD = "demo-resolutionflow";
export const emailOf = (person: keyof typeof PEOPLE) => `${person}@demo.example`;

/** Every test also fails on an error in the console: a script that broke, something that the policy stopped. */
export const test = base.extend<{ quiet: undefined }>({
	quiet: [
		async ({ context }, use) => {
			const errors: string[] = [];
			context.on("weberror", (error) => errors.push(error.error().message));
			context.on("console", (message) => {
				if (message.type() === "error" && !/Failed to load resource/.test(message.text())) errors.push(message.text());
			});
			await use(undefined);
			expect(errors).toEqual([]);
		},
		{ auto: true },
	],
});
export { expect };

/** Sign in without the page: for tests about something else. */
export async function signedIn(context: BrowserContext, person: keyof typeof PEOPLE): Promise<void> {
	const response = await context.request.post("/api/v1/auth/login", {
		data: { email: emailOf(person), password: PASSWORD, cookie: true },
	});
	expect(response.ok()).toBe(true);
}

export async function useTheme(context: BrowserContext, theme: "dark" | "light"): Promise<void> {
	await context.addInitScript((value) => {
		if (window.origin !== "null") localStorage.setItem("rf.theme", value); // axe opens an empty frame
	}, theme);
}

const AT_REST_MS = 15_000;

/** WCAG 2.2 AA, as far as a program can tell, of the page at rest: a note that begins to fade meanwhile is looked at again. */
export async function expectAccessible(page: Page): Promise<void> {
	await expect(async () => expect(await barriers(page)).toEqual([])).toPass({ timeout: AT_REST_MS });
}

async function barriers(page: Page): Promise<string[]> {
	await page.evaluate(async () => {
		const moving = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
		await Promise.allSettled(moving.map(({ finished }) => finished));
	});
	const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
	const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
	);
}
