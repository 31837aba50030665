import { useRouter } from "@tanstack/react-router";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 4;

export function isAtBottom(scrolled: number, seen: number, whole: number): boolean {
	return scrolled + seen >= whole - NEAR_PX;
}

/**
 * Keeps the end of the page in sight while the reader is at the bottom; reading further up is never interrupted.
 * `grows` changes with whatever makes the page longer, `step` when a new step is there. `missed`: one came unseen.
 */
export function useFollow(end: RefObject<HTMLElement | null>, grows: unknown, step: string | null, on: boolean) {
	const following = useRef(true);
	const [missed, setMissed] = useState(false);

	useEffect(() => {
		let last = window.scrollY;
		const heard = () => {
			const page = document.documentElement;
			if (isAtBottom(window.scrollY, window.innerHeight, page.scrollHeight)) {
				following.current = true;
				setMissed(false);
			} else if (window.scrollY < last - NEAR_PX) following.current = false;
			last = window.scrollY;
		};
		window.addEventListener("scroll", heard, { passive: true });
		return () => window.removeEventListener("scroll", heard);
	}, []);

	// biome-ignore lint/correctness/useExhaustiveDependencies: it runs because the page grew
	useLayoutEffect(() => {
		if (on && following.current) reveal(end.current);
	}, [on, end, grows]);

	// The router scrolls to the top of a page that it opens, after the page is there.
	const router = useRouter();
	useEffect(() => {
		if (!on) return;
		let leave = () => {};
		const settle = () => {
			reveal(end.current);
			leave();
			leave = untilInput(end.current?.parentElement, () => following.current && reveal(end.current));
		};
		settle();
		const unsubscribe = router.subscribe("onRendered", () => {
			following.current = true;
			settle();
		});
		return () => {
			unsubscribe();
			leave();
		};
	}, [router, on, end]);

	const before = useRef(step);
	useEffect(() => {
		if (before.current !== step && !following.current) setMissed(true);
		before.current = step;
	}, [step]);

	const toEnd = useCallback(() => {
		following.current = true;
		setMissed(false);
		reveal(end.current);
	}, [end]);
	return { missed, toEnd };
}

const INPUTS = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Calls `onResize` whenever `element` changes its size, until the reader does anything; returns how to end that sooner.
 * Rows far up have their real height only once they have been near the window, and push what is below them.
 */
function untilInput(element: Element | null | undefined, onResize: () => void): () => void {
	if (!element) return () => undefined;
	const observer = new ResizeObserver(onResize);
	const stop = () => {
		observer.disconnect();
		for (const name of INPUTS) window.removeEventListener(name, stop);
	};
	observer.observe(element);
	for (const name of INPUTS) window.addEventListener(name, stop, { passive: true });
	return stop;
}

/** The end of the page; where the last step would not fit in then, that step from its beginning. */
function reveal(end: HTMLElement | null): void {
	if (!end) return;
	const { top, bottom } = end.getBoundingClientRect();
	const head = Number.parseFloat(getComputedStyle(end).scrollMarginTop) || 0;
	const last = document.documentElement.scrollHeight;
	const below = last - (window.scrollY + bottom);
	if (head + (bottom - top) + below <= window.innerHeight) window.scrollTo({ top: last });
	else window.scrollBy({ top: top - head });
}
