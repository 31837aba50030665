import { createContext, type RefObject, useContext, useEffect } from "react";
import { showStep } from "@/features/case/model/show-step";

interface Spotlight {
	/** The step to show once the conversation is there. */
	wanted: RefObject<string | null>;
	/** Brings the conversation onto the page where something else is shown. */
	open: () => void;
}

/** Set around the page of a case. */
export const SpotlightContext = createContext<Spotlight | null>(null);

/** Leads to a step of the conversation, wherever on the page one is. */
export function useShowStep(): (stepId: string) => void {
	const spotlight = useContext(SpotlightContext);
	return (stepId) => {
		if (showStep(stepId) || !spotlight) return;
		spotlight.wanted.current = stepId;
		spotlight.open();
	};
}

/** In the conversation: shows the step that was asked for before it was there. */
export function useWantedStep(): void {
	const spotlight = useContext(SpotlightContext);
	useEffect(() => {
		const wanted = spotlight?.wanted.current;
		if (!wanted || !spotlight) return;
		spotlight.wanted.current = null;
		showStep(wanted);
	}, [spotlight]);
}
