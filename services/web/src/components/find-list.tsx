import { type ReactNode, type RefObject, useId, useRef } from "react";
import { Input } from "@/components/ui/field";
import { cn } from "@/lib/cn";

/**
 * A field that narrows a list below it: arrows choose, Enter takes, a click does what `onClick` says. The field keeps
 * the focus. `at` is the place of the one that is chosen.
 */
export function FindList<T>(props: {
	label: string;
	listLabel: string;
	placeholder: string;
	typed: string;
	onType: (typed: string) => void;
	items: readonly T[];
	keyOf: (item: T) => string;
	at: number;
	onAt: (at: number) => void;
	onTake: (item: T) => void;
	/** Without it a click takes. */
	onClick?: (item: T, at: number) => void;
	/** The arrow went beyond the last one. */
	onEnd?: () => void;
	/** False where it comes up beside what has the focus. */
	autoFocus?: boolean;
	field?: RefObject<HTMLInputElement | null>;
	beside?: ReactNode;
	className?: string;
	children: (item: T) => ReactNode;
}) {
	const { items, at } = props;
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const chosen = items[at];
	const go = (to: number) => {
		if (to >= items.length) props.onEnd?.();
		const next = Math.min(Math.max(to, 0), items.length - 1);
		props.onAt(next);
		list.current?.children[next]?.scrollIntoView({ block: "nearest" });
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => go(at + 1),
		ArrowUp: () => go(at - 1),
		Enter: () => chosen !== undefined && props.onTake(chosen),
	};
	return (
		<>
			<div className="flex flex-wrap items-center gap-3">
				<Input
					ref={props.field}
					autoFocus={props.autoFocus ?? true}
					type="search"
					role="combobox"
					aria-label={props.label}
					aria-expanded={items.length > 0}
					aria-controls={id}
					aria-autocomplete="list"
					aria-activedescendant={chosen === undefined ? undefined : `${id}-${at}`}
					placeholder={props.placeholder}
					maxLength={200}
					value={props.typed}
					className="min-w-48 flex-1"
					onChange={(event) => props.onType(event.target.value)}
					onKeyDown={(event) => {
						const run = keys[event.key];
						if (!run || event.nativeEvent.isComposing) return;
						event.preventDefault();
						run();
					}}
				/>
				{props.beside}
			</div>
			<div
				ref={list}
				id={id}
				role="listbox"
				aria-label={props.listLabel}
				className={cn("grid content-start gap-1 overflow-y-auto", items.length === 0 && "hidden", props.className)}
			>
				{items.map((item, index) => (
					// biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
					<div
						key={props.keyOf(item)}
						id={`${id}-${index}`}
						role="option"
						tabIndex={-1}
						aria-selected={index === at}
						onClick={() => (props.onClick ? props.onClick(item, index) : props.onTake(item))}
						className={cn("cursor-pointer rounded-lg p-3 hover:bg-accent", index === at && "bg-accent")}
					>
						{props.children(item)}
					</div>
				))}
			</div>
		</>
	);
}
