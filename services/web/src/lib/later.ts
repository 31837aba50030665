import { type ComponentType, useEffect, useState } from "react";

/** After the page itself: what is not seen at first stays out of the way of what is. */
const LATER_MS = 500;
const AGAIN_MS = 5000;

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

const loaded = new Map<unknown, unknown>();

/**
 * A component that is loaded once the page is there, or as soon as it is `wanted`; null until then. Where loading fails
 * it is tried again. `load` is a constant.
 */
export function useLater<P>(load: Load<P>, wanted = false): ComponentType<P> | null {
	const [, setThere] = useState(false);
	const found = loaded.get(load) as ComponentType<P> | undefined;
	useEffect(() => {
		if (found) return;
		let timer = setTimeout(start, wanted ? 0 : LATER_MS);
		function start() {
			load().then(
				(part) => {
					loaded.set(load, part.default);
					setThere(true);
				},
				() => {
					timer = setTimeout(start, AGAIN_MS);
				},
			);
		}
		return () => clearTimeout(timer);
	}, [load, wanted, found]);
	return found ?? null;
}
