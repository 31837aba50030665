import { type RefObject, useEffect, useRef } from "react";

/** Whether the key that is being heard is held down: it decides the proposal it was pressed for, and not the next. */
export function useHeldKey(): RefObject<boolean> {
	const held = useRef(false);
	useEffect(() => {
		const hear = ({ repeat }: KeyboardEvent) => {
			held.current = repeat;
		};
		window.addEventListener("keydown", hear, { capture: true });
		return () => window.removeEventListener("keydown", hear, { capture: true });
	}, []);
	return held;
}
