import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { commandOf } from "@/lib/commands/catalogue";
import { useCommand } from "@/lib/commands/react";
import { strings } from "@/lib/strings";

const REST_MS = 250;
const text = strings.history;

/** Searches once the typing rests. Esc empties it, then leaves it. */
export function SearchField({ value, onChange }: { value: string; onChange: (value: string | undefined) => void }) {
	const [typed, setTyped] = useState(value);
	const input = useRef<HTMLInputElement>(null);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const said = useRef(value);
	useEffect(() => () => clearTimeout(timer.current), []);
	useEffect(() => {
		if (value !== said.current) setTyped(value); // Back, or the filters were cleared
		said.current = value;
	}, [value]);
	const say = (next: string) => {
		said.current = next.trim();
		onChange(next.trim() || undefined);
	};
	const type = (next: string) => {
		setTyped(next);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => say(next), REST_MS);
	};
	useCommand("cases.search", () => input.current?.select());
	return (
		<div className="relative min-w-56 flex-1">
			<Search
				aria-hidden="true"
				className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-muted-foreground"
			/>
			<Input
				ref={input}
				type="search"
				aria-label={text.search}
				placeholder={text.searchHint}
				value={typed}
				maxLength={200}
				className="peer pr-10 pl-9"
				onChange={(event) => type(event.target.value)}
				onKeyDown={(event) => {
					if (event.key !== "Escape") return;
					event.preventDefault();
					if (typed) type("");
					else event.currentTarget.blur();
				}}
			/>
			<Kbd
				keys={commandOf("cases.search").keys ?? ""}
				className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-3 hidden peer-placeholder-shown:sm:inline-flex peer-focus:hidden!"
			/>
		</div>
	);
}
