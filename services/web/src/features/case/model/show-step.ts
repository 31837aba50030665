const GLOW: Keyframe[] = [
	{ boxShadow: "0 0 0 2px var(--ring)", offset: 0 },
	{ boxShadow: "0 0 0 2px var(--ring)", offset: 0.7 },
	{ boxShadow: "0 0 0 2px transparent", offset: 1 },
];
const GLOW_MS = 1800;

/** Brings a step into sight, opens what hides it, and marks it for a moment; false where it is not on the page. */
export function showStep(stepId: string): boolean {
	const step = document.querySelector<HTMLElement>(`[data-step-id="${CSS.escape(stepId)}"]`);
	if (!step) return false;
	for (let group = step.closest("details"); group; group = group.parentElement?.closest("details") ?? null)
		group.open = true;
	if (step.getAttribute("aria-expanded") === "false") step.click();
	step.scrollIntoView({ block: "center" });
	step.focus({ preventScroll: true });
	step.animate?.(GLOW, GLOW_MS);
	return true;
}
