import { useQuery } from "@tanstack/react-query";
import { useId, useMemo, useRef, useState } from "react";
import { Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type TemplateItem, usableQuery } from "@/features/scripts/api";
import { ShellBadge } from "@/features/scripts/components/ShellBadge";
import { scriptStrings as text } from "@/features/scripts/strings";
import { cn } from "@/lib/cn";

/** Finds a template by its words: arrows choose, Enter takes it, or a click does. */
export function TemplatePicker({ onPick }: { onPick: (id: string) => void }) {
	const templates = useQuery(usableQuery);
	const [typed, setTyped] = useState("");
	const [at, setAt] = useState(0);
	const id = useId();
	const list = useRef<HTMLDivElement>(null);
	const found = useMemo(() => matching(templates.data ?? [], typed), [templates.data, typed]);
	const go = (to: number) => {
		const next = Math.min(Math.max(to, 0), found.length - 1);
		setAt(next);
		list.current?.children[next]?.scrollIntoView({ block: "nearest" });
	};
	const keys: Readonly<Record<string, () => void>> = {
		ArrowDown: () => go(at + 1),
		ArrowUp: () => go(at - 1),
		Home: () => go(0),
		End: () => go(found.length - 1),
		Enter: () => found[at] && onPick(found[at].id),
	};
	return (
		<div className="grid gap-3">
			<Input
				autoFocus
				type="search"
				role="combobox"
				aria-label={text.pick}
				aria-expanded="true"
				aria-controls={id}
				aria-activedescendant={found[at] && `${id}-${at}`}
				placeholder={text.searchHint}
				value={typed}
				onChange={(event) => {
					setTyped(event.target.value);
					setAt(0);
				}}
				onKeyDown={(event) => {
					const run = keys[event.key];
					if (!run) return;
					event.preventDefault();
					run();
				}}
			/>
			{templates.isPending && <Skeleton className="h-64" />}
			{templates.isError && <ProblemNote error={templates.error} onRetry={() => void templates.refetch()} />}
			<div ref={list} id={id} role="listbox" aria-label={text.list} className="grid max-h-[45vh] gap-1 overflow-y-auto">
				{found.map((item, index) => (
					<Option
						key={item.id}
						id={`${id}-${index}`}
						item={item}
						chosen={index === at}
						onPick={() => onPick(item.id)}
					/>
				))}
			</div>
			<p role="status" className="text-muted-foreground text-sm empty:hidden">
				{templates.isSuccess && found.length === 0 && text.nothingToPick}
			</p>
		</div>
	);
}

function Option(props: { id: string; item: TemplateItem; chosen: boolean; onPick: () => void }) {
	const { item } = props;
	return (
		// biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
		<div
			id={props.id}
			role="option"
			tabIndex={-1}
			aria-selected={props.chosen}
			onClick={props.onPick}
			className={cn("grid cursor-pointer gap-1 rounded-lg p-3 hover:bg-accent", props.chosen && "bg-accent")}
		>
			<span className="flex items-center gap-2">
				<span className="mr-auto font-medium">{item.name}</span>
				<ShellBadge shell={item.shell} />
			</span>
			<span className="line-clamp-2 text-muted-foreground text-sm">{item.description}</span>
		</div>
	);
}

/** Every word of what was typed stands somewhere in the template. */
function matching(items: readonly TemplateItem[], typed: string): readonly TemplateItem[] {
	const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
	return items.filter((item) => {
		const all = `${item.name} ${item.slug} ${item.category} ${item.description}`.toLowerCase();
		return words.every((word) => all.includes(word));
	});
}
