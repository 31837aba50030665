import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

const box =
	"w-full rounded-lg border border-input bg-background/60 px-3 py-2 text-base placeholder:text-muted-foreground disabled:opacity-60 aria-invalid:border-danger sm:text-sm";

export function Input({ className, ...rest }: ComponentProps<"input">) {
	return <input className={cn(box, "h-10", className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
	return <textarea className={cn(box, "min-h-24 resize-y leading-relaxed", className)} {...rest} />;
}

export function NativeSelect({ className, ...rest }: ComponentProps<"select">) {
	return <select className={cn(box, "arrow h-10 appearance-none pr-9", className)} {...rest} />;
}

interface FieldIds {
	id: string;
	"aria-describedby"?: string;
	"aria-invalid"?: boolean;
}

/** A label, the field (`children` spreads what it is given onto it), a hint and what is wrong. */
export function Field(props: {
	label: ReactNode;
	hint?: ReactNode;
	error?: ReactNode;
	className?: string;
	children: (ids: FieldIds) => ReactNode;
}) {
	const id = useId();
	const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(" ");
	return (
		<div className={cn("grid gap-1.5", props.className)}>
			<label htmlFor={id} className="font-medium text-sm">
				{props.label}
			</label>
			{props.children({
				id,
				"aria-describedby": described || undefined,
				"aria-invalid": props.error ? true : undefined,
			})}
			{props.hint && (
				<p id={`${id}-hint`} className="text-muted-foreground text-sm">
					{props.hint}
				</p>
			)}
			{props.error && (
				<p id={`${id}-error`} role="alert" className="text-danger text-sm">
					{props.error}
				</p>
			)}
		</div>
	);
}
