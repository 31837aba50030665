import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const look = cva(
	"inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 disabled:cursor-not-allowed aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
	{
		variants: {
			variant: {
				primary: "bg-primary text-primary-foreground hover:bg-primary/90",
				secondary: "border border-border bg-accent/60 text-foreground hover:bg-accent",
				ghost: "text-foreground hover:bg-accent",
				success: "bg-success-solid text-on-solid hover:bg-success-solid/90",
				warning: "bg-warning-solid text-on-solid hover:bg-warning-solid/90",
				danger: "bg-danger-solid text-on-solid hover:bg-danger-solid/90",
				link: "text-primary underline-offset-4 hover:underline",
			},
			size: {
				sm: "h-8 px-3 text-sm",
				md: "h-10 px-4 text-sm",
				lg: "h-12 px-6 text-base",
				icon: "size-10",
			},
		},
		defaultVariants: { variant: "secondary", size: "md" },
	},
);

type Props = ComponentProps<"button"> & VariantProps<typeof look> & { asChild?: boolean };

/** A button; with `asChild` its only child (a link) looks like one. */
export function Button({ variant, size, asChild, className, type = "button", ...rest }: Props) {
	const classes = cn(look({ variant, size }), className);
	return asChild ? <Slot.Root className={classes} {...rest} /> : <button type={type} className={classes} {...rest} />;
}
