import { useCommand } from "@/lib/commands/react";

/** Inside a dialog's layer, so that the key that sends means its form. */
export function SendKey({ onSend }: { onSend: () => void }) {
	useCommand("case.send", onSend);
	return null;
}
