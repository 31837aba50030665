/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const gateway = process.env.RESOLUTIONFLOW_URL ?? "http://127.0.0.1:8000";

/** What several pages draw with is one file: a hundred small ones compress badly, and each page would have to name them. */
const SHARED = {
	name: "shared",
	test: /src\/(components\/ui|lib)\/|lucide-react|react-query/,
	minShareCount: 3,
};

export default defineConfig({
	plugins: [react(), tailwindcss()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	server: { host: "127.0.0.1", port: 5173, proxy: { "/api": { target: gateway } } },
	build: {
		outDir: process.env.RESOLUTIONFLOW_WEB_OUT ?? "dist",
		emptyOutDir: true,
		manifest: true, // read by budget.py
		target: "baseline-widely-available",
		sourcemap: false,
		// Fonts and pictures stay files: the content security policy allows no data: fonts.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		rolldownOptions: { output: { codeSplitting: { groups: [SHARED] } } },
	},
	test: {
		environment: "jsdom",
		pool: "threads",
		setupFiles: ["./src/test/setup.ts"],
		include: ["src/**/*.test.{ts,tsx}"],
		css: false,
	},
});
