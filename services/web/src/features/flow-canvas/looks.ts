import { CircleCheck, Split, Wrench } from "lucide-react";

/** How the types of nodes look. */
export const TYPE_ICONS = { decision: Split, action: Wrench, solution: CircleCheck } as const;
export const TYPE_TONES = { decision: "text-primary", action: "text-discovery", solution: "text-success" } as const;
