import { Info } from "lucide-react";
import { useId, useState } from "react";
import { analyticsStrings as text } from "@/features/analytics/strings";
import { cn } from "@/lib/cn";

/** Opens what a figure means. The words stand where `Meaning` is drawn. */
export function useDefinition() {
	const id = useId();
	const [open, setOpen] = useState(false);
	return { id, open, toggle: () => setOpen(!open) };
}

type Opened = ReturnType<typeof useDefinition>;

export function DefinitionButton({ of, definition }: { of: string; definition: Opened }) {
	const { id, open, toggle } = definition;
	return (
		<button
			type="button"
			aria-label={text.definition(of)}
			aria-expanded={open}
			aria-controls={id}
			onClick={toggle}
			className={cn(
				"-m-1 grid size-7 shrink-0 place-items-center rounded-md hover:bg-accent hover:text-foreground",
				open ? "text-primary" : "text-muted-foreground",
			)}
		>
			<Info aria-hidden="true" className="size-4" />
		</button>
	);
}

export function Meaning({ words, definition: { id, open } }: { words: string; definition: Opened }) {
	return (
		<p id={id} hidden={!open} className="max-w-prose text-muted-foreground text-sm">
			{words}
		</p>
	);
}
