import { ClipboardCheck, type LucideIcon, Sparkles, Terminal, Ticket, UserRound } from "lucide-react";
import type { FactSource } from "@/features/case/types";
import { cn } from "@/lib/cn";

const ICONS: Record<FactSource, LucideIcon> = {
	diagnostic_check: ClipboardCheck,
	engineer: UserRound,
	ticket: Ticket,
	script_output: Terminal,
	ai: Sparkles,
};

/** Where a fact comes from, as a picture; the word stands below the fact. */
export function SourceIcon({ source, className }: { source: FactSource; className?: string }) {
	const Icon = ICONS[source];
	return <Icon aria-hidden="true" className={cn("size-4 shrink-0 text-primary", className)} />;
}
