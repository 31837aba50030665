import { useSyncExternalStore } from "react";

/** Applied before the first paint by public/start.js; here it changes. */
export type Theme = "dark" | "light" | "system";

const KEY = "rf.theme";
const listeners = new Set<() => void>();
const system = () => matchMedia("(prefers-color-scheme: light)");

function chosen(): Theme {
	const stored = localStorage.getItem(KEY);
	return stored === "light" || stored === "system" ? stored : "dark";
}

function isLight(): boolean {
	return chosen() === "light" || (chosen() === "system" && system().matches);
}

function apply(): void {
	document.documentElement.classList.toggle("dark", !isLight());
	for (const listener of listeners) listener();
}

export function setTheme(theme: Theme): void {
	localStorage.setItem(KEY, theme);
	apply();
}

/** The other of dark and light. */
export function toggleTheme(): void {
	setTheme(isLight() ? "dark" : "light");
}

/** Follow the system and the other tabs. Call once. */
export function watchTheme(): void {
	system().addEventListener("change", apply);
	window.addEventListener("storage", (event) => event.key === KEY && apply());
}

export function useIsDark(): boolean {
	return useSyncExternalStore(
		(listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		() => !isLight(),
	);
}
