import { NativeSelect } from "@/components/ui/field";
import { cn } from "@/lib/cn";

/** One filter of a list: a choice of values, or of `any`, which narrows nothing. */
export function FilterChoice<T extends string | number>(props: {
	label: string;
	any: string;
	values: readonly T[];
	nameOf: (value: T) => string;
	value: T | undefined;
	onChange: (value: T | undefined) => void;
	className?: string;
}) {
	return (
		<NativeSelect
			aria-label={props.label}
			className={cn(props.className, props.value !== undefined && "border-primary")}
			value={props.value ?? ""}
			onChange={({ target }) => props.onChange(props.values.find((value) => String(value) === target.value))}
		>
			<option value="">{props.any}</option>
			{props.values.map((value) => (
				<option key={value} value={value}>
					{props.nameOf(value)}
				</option>
			))}
		</NativeSelect>
	);
}
