import { SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import { reviewStrings as text } from "@/features/review/strings";

/** From where on a proposal is called sure, or half so: where a case's own tiers begin. */
const HIGH = 0.8;
const MEDIUM = 0.4;

/** How sure a proposal is: never by its colour alone. */
export function confidenceLook(score: number) {
	if (score >= HIGH) return { word: text.confidence.high, tone: "success", icon: SignalHigh } as const;
	if (score >= MEDIUM) return { word: text.confidence.medium, tone: "warning", icon: SignalMedium } as const;
	return { word: text.confidence.low, tone: "discovery", icon: SignalLow } as const;
}
