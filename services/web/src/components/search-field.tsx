import { Search } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { Input } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { type CommandId, commandOf } from "@/lib/commands/catalogue";

const REST_MS = 250;

/** Searches once the typing rests. The page runs the command that leads here; Esc empties it, then leaves it. */
export function SearchField(props: {
	ref: RefObject<HTMLInputElement | null>;
	command: CommandId;
	label: string;
	hint: string;
	value: string;
	onChange: (value: string | undefined) => void;
}) {
	const { value } = props;
	const [typed, setTyped] = useState(value);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const said = useRef(value);
	const tell = useRef(props.onChange);
	useEffect(() => {
		tell.current = props.onChange; // another filter may be chosen before the typing rests
	});
	useEffect(() => () => clearTimeout(timer.current), []);
	useEffect(() => {
		if (value !== said.current) setTyped(value); // Back, or the filters were cleared
		said.current = value;
	}, [value]);
	const say = (next: string) => {
		said.current = next.trim();
		tell.current(next.trim() || undefined);
	};
	const type = (next: string) => {
		setTyped(next);
		clearTimeout(timer.current);
		timer.current = setTimeout(() => say(next), REST_MS);
	};
	return (
		<div className="relative min-w-56 flex-1">
			<Search
				aria-hidden="true"
				className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-muted-foreground"
			/>
			<Input
				ref={props.ref}
				type="search"
				aria-label={props.label}
				placeholder={props.hint}
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
				keys={commandOf(props.command).keys ?? ""}
				className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-3 hidden peer-placeholder-shown:sm:inline-flex peer-focus:hidden!"
			/>
		</div>
	);
}
