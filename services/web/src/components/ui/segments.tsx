import { type ComponentType, useId } from "react";
import { cn } from "@/lib/cn";

/** One of a few, all of them in sight. */
export function Segments<T extends string>(props: {
	label: string;
	values: readonly T[];
	nameOf: (value: T) => string;
	iconOf?: (value: T) => ComponentType<{ className?: string; "aria-hidden"?: "true" }>;
	value: T;
	onChange: (value: T) => void;
	className?: string;
}) {
	const group = useId();
	return (
		<fieldset className={cn("flex flex-wrap rounded-lg border border-input bg-background/60 p-0.5", props.className)}>
			<legend className="sr-only">{props.label}</legend>
			{props.values.map((value) => {
				const Icon = props.iconOf?.(value);
				return (
					<label
						key={value}
						className="flex min-w-0 cursor-pointer items-center justify-center gap-1.5 rounded-md px-2.5 py-1.5 text-muted-foreground text-sm hover:text-foreground has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
					>
						<input
							type="radio"
							name={group}
							className="sr-only"
							checked={props.value === value}
							onChange={() => props.onChange(value)}
						/>
						{Icon && <Icon aria-hidden="true" className="size-4" />}
						<span className="truncate">{props.nameOf(value)}</span>
					</label>
				);
			})}
		</fieldset>
	);
}
