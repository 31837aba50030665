import type { KeyboardEvent } from "react";
import { commandOf } from "@/lib/commands/catalogue";
import { strokeOf } from "@/lib/commands/keys";

/**
 * For a form inside the page: the key that sends means this form while the focus is in it, and Esc leaves it. The open
 * step below listens to the same key.
 */
export function useSendKey(onSend: () => void, onLeave?: () => void) {
	return (event: KeyboardEvent) => {
		const stroke = strokeOf(event.nativeEvent);
		const run = stroke === commandOf("case.send").keys ? onSend : stroke === "escape" ? onLeave : undefined;
		if (!run) return;
		event.preventDefault();
		event.stopPropagation();
		run();
	};
}
