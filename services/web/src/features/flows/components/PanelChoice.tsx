import { useId } from "react";
import { flowStrings as text } from "@/features/flows/strings";

export type Panel = keyof typeof text.panels;
const PANELS = Object.keys(text.panels) as Panel[];

/** What stands beside the flow. */
export function PanelChoice({ panel, onShow }: { panel: Panel; onShow: (panel: Panel) => void }) {
	return (
		<Choice
			label={text.panelChoice}
			value={panel}
			names={PANELS.map((name) => [name, text.panels[name]] as const)}
			onChange={onShow}
			className="grid grid-cols-4"
		/>
	);
}

/** One of a few, each in sight. */
export function Choice<T extends string>(props: {
	label: string;
	value: T;
	names: readonly (readonly [T, string])[];
	onChange: (value: T) => void;
	className?: string;
}) {
	const group = useId();
	return (
		<fieldset className={`rounded-lg border border-input bg-background/60 p-0.5 ${props.className ?? "flex"}`}>
			<legend className="sr-only">{props.label}</legend>
			{props.names.map(([value, name]) => (
				<label
					key={value}
					className="cursor-pointer truncate rounded-md px-2.5 py-1.5 text-center text-muted-foreground text-sm hover:text-foreground has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
				>
					<input
						type="radio"
						name={group}
						className="sr-only"
						checked={props.value === value}
						onChange={() => props.onChange(value)}
					/>
					{name}
				</label>
			))}
		</fieldset>
	);
}
