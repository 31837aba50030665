import { defineConfig } from "@playwright/test";

// The system's own Chromium: nothing is downloaded. `make web-e2e` starts the product and sets BASE_URL.
export default defineConfig({
	testDir: "./e2e",
	timeout: 90_000,
	expect: { timeout: 10_000 }, // on a machine that does other things too
	fullyParallel: true,
	workers: 2,
	forbidOnly: Boolean(process.env.CI),
	reporter: [["list"]],
	use: {
		baseURL: process.env.BASE_URL ?? "http://127.0.0.1:8000",
		browserName: "chromium",
		viewport: { width: 1440, height: 900 },
		colorScheme: "dark",
		actionTimeout: 20_000,
		trace: "retain-on-failure",
		video: "off", // needs a codec that a system browser does not bring
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
			args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
		},
	},
});
