import { Compass, type LucideIcon, ShieldCheck, Telescope } from "lucide-react";
import type { Tier } from "@/features/case/types";

interface Look {
	icon: LucideIcon;
	tone: "success" | "warning" | "discovery";
	ink: string;
	fill: string;
}

/** How a tier looks: never by its colour alone. */
export const tierLook: Record<Tier, Look> = {
	guided: { icon: ShieldCheck, tone: "success", ink: "text-success", fill: "bg-success" },
	exploring: { icon: Compass, tone: "warning", ink: "text-warning", fill: "bg-warning" },
	discovery: { icon: Telescope, tone: "discovery", ink: "text-discovery", fill: "bg-discovery" },
};

export function isTier(value: string | null): value is Tier {
	return value !== null && value in tierLook;
}
