import type { KeyboardEvent, PointerEvent as Pointing } from "react";

/**
 * Lies over a plot and points at one of its columns: by pointer or arrow keys. A click or Enter takes it. One stop for
 * the keyboard, however many columns there are.
 */
export function Finger(props: {
	label: string;
	/** What the column that is pointed at says. */
	words: string;
	count: number;
	at: number | null;
	onAt: (at: number) => void;
	onTake: () => void;
}) {
	const { count, at } = props;
	const go = (to: number) => props.onAt(Math.min(count - 1, Math.max(0, to)));
	const point = ({ clientX, currentTarget }: Pointing<HTMLElement>) => {
		const { left, width } = currentTarget.getBoundingClientRect();
		if (width > 0) go(Math.floor(((clientX - left) / width) * count));
	};
	const here = at ?? count - 1;
	const keys: Readonly<Record<string, () => void>> = {
		ArrowLeft: () => go(here - 1),
		ArrowDown: () => go(here - 1),
		ArrowRight: () => go(here + 1),
		ArrowUp: () => go(here + 1),
		Home: () => go(0),
		End: () => go(count - 1),
		Enter: props.onTake,
	};
	return (
		<div
			role="slider"
			tabIndex={0}
			aria-label={props.label}
			aria-valuemin={1}
			aria-valuemax={count}
			aria-valuenow={here + 1}
			aria-valuetext={props.words}
			className="absolute inset-0 cursor-pointer touch-pan-y rounded-sm"
			onFocus={() => at === null && go(here)}
			onPointerMove={point}
			onPointerDown={point}
			onClick={({ nativeEvent }) => isTouch(nativeEvent) || props.onTake()}
			onKeyDown={(event: KeyboardEvent) => {
				const run = keys[event.key];
				if (!run || event.ctrlKey || event.metaKey || event.altKey) return;
				event.preventDefault();
				run();
			}}
		/>
	);
}

/** A finger on the glass only points; the words beside the chart lead on. */
function isTouch(event: MouseEvent): boolean {
	return event instanceof PointerEvent && event.pointerType === "touch";
}
