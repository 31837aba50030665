import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** A glass card. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
	return <section className={cn("glass p-5", className)} {...rest} />;
}

export function CardTitle({ className, ...rest }: ComponentProps<"h2">) {
	return <h2 className={cn("font-semibold text-lg", className)} {...rest} />;
}
