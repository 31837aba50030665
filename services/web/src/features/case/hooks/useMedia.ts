import { useSyncExternalStore } from "react";

/** Whether the window is so that both columns of a case stand side by side. */
export const WIDE = "(min-width: 64rem)";

/** Whether the media query holds. */
export function useMedia(query: string): boolean {
	return useSyncExternalStore(
		(listener) => {
			const list = window.matchMedia(query);
			list.addEventListener("change", listener);
			return () => list.removeEventListener("change", listener);
		},
		() => window.matchMedia(query).matches,
	);
}
