import type { ReactNode } from "react";

/** One of the answers to choose from, as a card; `hint` says what it means. `name` is the same for all of them. */
export function RadioCard(props: {
	name: string;
	label: ReactNode;
	hint?: ReactNode;
	checked: boolean;
	onChoose: () => void;
}) {
	return (
		<label className="flex cursor-pointer items-start gap-3 rounded-xl border border-input px-4 py-3 hover:bg-accent/40 has-checked:border-primary has-checked:bg-primary/10 has-focus-visible:outline-2 has-focus-visible:outline-ring">
			<input
				type="radio"
				name={props.name}
				className="mt-1 accent-primary outline-none"
				checked={props.checked}
				onChange={props.onChoose}
			/>
			<span className="grid gap-0.5">
				<span className="font-medium">{props.label}</span>
				{props.hint && <span className="text-muted-foreground text-sm">{props.hint}</span>}
			</span>
		</label>
	);
}
