import { useId } from "react";

/** One of a few, all of them in sight. */
export function Segments<T extends string>(props: {
	label: string;
	values: readonly T[];
	nameOf: (value: T) => string;
	value: T;
	onChange: (value: T) => void;
}) {
	const name = useId();
	return (
		<fieldset className="flex flex-wrap rounded-lg border border-input bg-background/60 p-0.5">
			<legend className="sr-only">{props.label}</legend>
			{props.values.map((each) => (
				<label
					key={each}
					className="cursor-pointer rounded-md px-2.5 py-1 text-muted-foreground text-sm hover:text-foreground has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
				>
					<input
						type="radio"
						name={name}
						className="sr-only"
						checked={props.value === each}
						onChange={() => props.onChange(each)}
					/>
					{props.nameOf(each)}
				</label>
			))}
		</fieldset>
	);
}
