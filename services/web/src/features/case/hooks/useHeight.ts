import { type RefObject, useEffect, useLayoutEffect, useState } from "react";

/** The height of an element in pixels, as it changes. */
export function useHeight(element: RefObject<HTMLElement | null>): number {
	const [height, setHeight] = useState(0);
	useLayoutEffect(() => setHeight(element.current?.offsetHeight ?? 0), [element]);
	useEffect(() => {
		if (!element.current) return;
		const observer = new ResizeObserver(([entry]) => setHeight(entry?.borderBoxSize[0]?.blockSize ?? 0));
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [element]);
	return height;
}
