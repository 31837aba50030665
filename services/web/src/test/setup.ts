import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// What jsdom lacks.
window.matchMedia ??= ((query: string) => ({
	matches: false,
	media: query,
	addEventListener: vi.fn(),
	removeEventListener: vi.fn(),
})) as never;
window.scrollTo = vi.fn() as never;
Element.prototype.scrollIntoView ??= vi.fn();
globalThis.ResizeObserver ??= class {
	observe() {}
	unobserve() {}
	disconnect() {}
};

afterEach(() => {
	cleanup();
	sessionStorage.clear();
	localStorage.clear();
});
