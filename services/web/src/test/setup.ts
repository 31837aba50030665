import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";
import { drawToasts } from "@/lib/toast";

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
	document.body.replaceChildren(); // nothing may be left to take the next one's focus
	drawToasts(() => undefined)(); // what one test said is not the next one's
	sessionStorage.clear();
	localStorage.clear();
});
