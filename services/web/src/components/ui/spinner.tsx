import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** Something is on its way; the word beside it says what. */
export function Spinner({ className }: { className?: string }) {
	return <LoaderCircle aria-hidden="true" className={cn("size-4 animate-spin", className)} />;
}
