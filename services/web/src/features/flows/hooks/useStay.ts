import { useBlocker } from "@tanstack/react-router";
import { useEffect } from "react";
import { flowStrings as text } from "@/features/flows/strings";
import { beforeLeaving } from "@/lib/leave";

/** Nobody leaves what is not saved without being asked, wherever it would be lost: it is sent first. */
export function useStay(props: { unsaved: boolean; kept: boolean; flush: () => Promise<boolean> }): void {
	const { unsaved, kept, flush } = props;
	useEffect(() => {
		if (!unsaved) return;
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener("beforeunload", ask);
		const stop = beforeLeaving(flush);
		return () => {
			window.removeEventListener("beforeunload", ask);
			stop();
		};
	}, [unsaved, flush]);
	useBlocker({
		shouldBlockFn: async ({ current, next }) =>
			current.pathname !== next.pathname && !(await flush()) && !window.confirm(text.leaveUnsaved),
		enableBeforeUnload: false,
		disabled: !unsaved || kept, // what is kept is there again on the way back
	});
}
