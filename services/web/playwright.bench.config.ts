import { defineConfig } from "@playwright/test";
import usual from "./playwright.config";

// What measures or draws, one at a time: `e2e/*.bench.ts`. No part of `npm run e2e`.
export default defineConfig(usual, {
	testMatch: "**/*.bench.ts",
	timeout: 600_000,
	fullyParallel: false,
	workers: 1,
	use: { trace: "off", actionTimeout: 20_000, navigationTimeout: 20_000 },
});
