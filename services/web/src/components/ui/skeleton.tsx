import { cn } from "@/lib/cn";

/** A grey stand-in in the shape of what is on its way. */
export function Skeleton({ className }: { className?: string }) {
	return <div aria-hidden="true" className={cn("animate-pulse rounded-lg bg-accent", className)} />;
}
