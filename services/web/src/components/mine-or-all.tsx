import { useId } from "react";

/** Whether a list holds what is mine or what is everyone's. */
export function MineOrAll(props: {
	label: string;
	names: { mine: string; all: string };
	mine: boolean;
	onChange: (mine: boolean) => void;
}) {
	const name = useId();
	return (
		<fieldset className="flex rounded-lg border border-input bg-background/60 p-0.5">
			<legend className="sr-only">{props.label}</legend>
			{(["mine", "all"] as const).map((each) => (
				<label
					key={each}
					className="cursor-pointer rounded-md px-3 py-1.5 text-muted-foreground text-sm hover:text-foreground has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
				>
					<input
						type="radio"
						name={name}
						className="sr-only"
						checked={props.mine === (each === "mine")}
						onChange={() => props.onChange(each === "mine")}
					/>
					{props.names[each]}
				</label>
			))}
		</fieldset>
	);
}
