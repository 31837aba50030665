import { Sparkles } from "lucide-react";
import { cn } from "@/lib/cn";

/** FlowPilot speaks. */
export function PilotMark({ busy, className }: { busy?: boolean; className?: string }) {
	return (
		<span
			aria-hidden="true"
			className={cn(
				"grid size-8 shrink-0 place-items-center rounded-full bg-primary/15 text-primary ring-1 ring-primary/30",
				busy && "animate-pulse",
				className,
			)}
		>
			<Sparkles className="size-4" />
		</span>
	);
}
