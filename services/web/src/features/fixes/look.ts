import { Check, CircleSlash, Contrast, Hourglass, type LucideIcon, Wrench, X } from "lucide-react";
import type { FixStatus } from "@/features/case/types";
import type { Outcome } from "@/features/fixes/model";

interface Look {
	icon: LucideIcon;
	ink: string;
	edge: string;
	tone: "primary" | "success" | "danger" | "warning" | "neutral";
}

/** How a fix looks in each state: never by its colour alone. */
export const fixLook: Record<FixStatus, Look> = {
	proposed: { icon: Wrench, ink: "text-primary", edge: "border-primary/40", tone: "primary" },
	applied_success: { icon: Check, ink: "text-success", edge: "border-success/40", tone: "success" },
	applied_failed: { icon: X, ink: "text-danger", edge: "border-danger/40", tone: "danger" },
	applied_partial: { icon: Contrast, ink: "text-warning", edge: "border-warning/40", tone: "warning" },
	applied_pending: { icon: Hourglass, ink: "text-warning", edge: "border-warning/50", tone: "warning" },
	dismissed: { icon: CircleSlash, ink: "text-muted-foreground", edge: "border-border", tone: "neutral" },
};

/** The command that records an outcome. */
export const outcomeCommand = {
	applied_success: "case.fixWorked",
	applied_failed: "case.fixFailed",
	applied_partial: "case.fixPartial",
	applied_pending: "case.fixPending",
	dismissed: "case.fixDismiss",
} as const satisfies Record<Outcome, string>;
