import { Slot } from "radix-ui";
import {
	type FocusEvent,
	type PointerEvent,
	type ReactNode,
	useEffect,
	useId,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { Kbd } from "@/components/ui/kbd";
import { type CommandId, commandOf } from "@/lib/commands/catalogue";

const OPEN_MS = 400;
/** Long enough to reach the words with the pointer: they stay while it is on them. */
const CLOSE_MS = 120;
const GAP_PX = 6;

/** What the control does, and its key: on hover and on focus by keyboard, until Esc. `children` is the control. */
export function Tooltip({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactNode }) {
	const id = useId();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const [anchor, setAnchor] = useState<HTMLElement | null>(null);
	const later = (run: () => void, milliseconds: number) => {
		clearTimeout(timer.current);
		timer.current = setTimeout(run, milliseconds);
	};
	const hide = () => {
		clearTimeout(timer.current);
		setAnchor(null);
	};
	const leave = () => later(() => setAnchor(null), CLOSE_MS);
	useEffect(() => () => clearTimeout(timer.current), []);
	return (
		<>
			<Slot.Root
				aria-describedby={anchor ? id : undefined}
				onPointerEnter={({ currentTarget, pointerType }: PointerEvent<HTMLElement>) => {
					if (pointerType !== "touch") later(() => setAnchor(currentTarget), OPEN_MS);
				}}
				onPointerLeave={leave}
				onPointerDown={hide}
				onFocus={({ currentTarget }: FocusEvent<HTMLElement>) => {
					if (currentTarget.matches(":focus-visible")) setAnchor(currentTarget);
				}}
				onBlur={hide}
			>
				{children}
			</Slot.Root>
			{anchor && (
				<Bubble id={id} anchor={anchor} onStay={() => clearTimeout(timer.current)} onLeave={leave} onHide={hide}>
					{text}
					{keys && <Kbd keys={keys} />}
				</Bubble>
			)}
		</>
	);
}

/** The tooltip of a control that runs a command. */
export function CommandTip({ id, children }: { id: CommandId; children: ReactNode }) {
	const { label, keys } = commandOf(id);
	return (
		<Tooltip text={label} keys={keys}>
			{children}
		</Tooltip>
	);
}

function Bubble(props: {
	id: string;
	anchor: HTMLElement;
	onStay: () => void;
	onLeave: () => void;
	onHide: () => void;
	children: ReactNode;
}) {
	const bubble = useRef<HTMLDivElement>(null);
	const { anchor } = props;
	useLayoutEffect(() => {
		if (bubble.current) place(bubble.current, anchor.getBoundingClientRect());
	}, [anchor]);
	const hide = useRef(props.onHide);
	useEffect(() => {
		const onKey = (event: KeyboardEvent) => event.key === "Escape" && hide.current();
		const onScroll = () => hide.current();
		window.addEventListener("keydown", onKey, { capture: true });
		window.addEventListener("scroll", onScroll, { capture: true });
		return () => {
			window.removeEventListener("keydown", onKey, { capture: true });
			window.removeEventListener("scroll", onScroll, { capture: true });
		};
	}, []);
	return (
		<div
			ref={bubble}
			id={props.id}
			role="tooltip"
			popover="manual"
			onPointerEnter={props.onStay}
			onPointerLeave={props.onLeave}
			className="fixed inset-auto m-0 max-w-[calc(100vw-1rem)] gap-2 rounded-lg border border-border bg-popover px-3 py-1.5 text-popover-foreground text-sm shadow-lg open:flex open:items-center"
		>
			{props.children}
		</div>
	);
}

/** Over its control, below where there is no room, and never over the edge of the window. */
function place(bubble: HTMLElement, around: DOMRect): void {
	bubble.showPopover?.(); // into the top layer: no scrolling or dialog around it cuts it off
	const { width, height } = bubble.getBoundingClientRect();
	const above = around.top - height - GAP_PX;
	const left = around.left + (around.width - width) / 2;
	bubble.style.top = `${above >= GAP_PX ? above : around.bottom + GAP_PX}px`;
	bubble.style.left = `${Math.max(GAP_PX, Math.min(left, window.innerWidth - width - GAP_PX))}px`;
}
