import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const look = cva(
	"inline-flex items-center gap-1.5 rounded-full border border-current/30 px-2.5 py-0.5 font-medium text-xs whitespace-nowrap [&_svg]:size-3.5",
	{
		variants: {
			tone: {
				neutral: "text-muted-foreground",
				primary: "text-primary",
				success: "text-success",
				warning: "text-warning",
				danger: "text-danger",
				discovery: "text-discovery",
			},
		},
		defaultVariants: { tone: "neutral" },
	},
);

/** A short word with a colour; give it an icon too: colour alone says nothing to many. */
export function Badge({ tone, className, ...rest }: ComponentProps<"span"> & VariantProps<typeof look>) {
	return <span className={cn(look({ tone }), className)} {...rest} />;
}
