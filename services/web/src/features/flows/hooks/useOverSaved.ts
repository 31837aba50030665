import { useEffect, useRef, useState } from "react";
import type { Editor } from "@/features/flows/hooks/useEditor";

/** A command over the version that it is given. */
interface Command {
	isPending: boolean;
	mutate: (version: number) => void;
}

/**
 * Send a command once all that is written is saved. Whoever closes the dialog before that has called it off; once it is
 * sent (`stubborn`) its answer is waited for.
 */
export function useOverSaved(editor: Editor, command: Command, onClose: () => void) {
	const [step, setStep] = useState<"asked" | "saving" | "unsaved">("asked");
	const closed = useRef(false);
	useEffect(() => {
		closed.current = false;
		return () => {
			closed.current = true;
		};
	}, []);
	const busy = step === "saving" || command.isPending;
	const submit = async () => {
		if (busy) return;
		setStep("saving");
		const saved = await editor.flush();
		if (closed.current) return;
		setStep(saved ? "asked" : "unsaved");
		if (saved) command.mutate(editor.version());
	};
	return {
		busy,
		unsaved: step === "unsaved",
		stubborn: command.isPending,
		submit: () => void submit(),
		close: () => command.isPending || onClose(),
	};
}
