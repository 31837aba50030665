import { Unplug, WifiOff } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { onReached } from "@/lib/api";
import { useLiveState } from "@/lib/live/react";
import { strings } from "@/lib/strings";

/** A moment is no outage: a restart of the server is often over before anybody looks. */
const PATIENCE_MS = 1500;

/** Says so while the network or the server is away. */
export function ConnectionBanner() {
	const offline = !useOnline();
	const gone = useLasting(useServerGone(), PATIENCE_MS);
	const Icon = offline ? WifiOff : Unplug;
	const text = offline ? strings.shell.offline : gone ? strings.shell.serverGone : "";
	return (
		<div role="status" data-print="hidden" className="sticky top-14 z-30 md:top-0">
			{text && (
				<p
					data-banner
					className="flex items-center gap-3 bg-warning-solid px-4 py-2 font-medium text-on-solid text-sm md:h-9 md:px-8"
				>
					<Icon aria-hidden="true" className="size-4 shrink-0" />
					{text}
				</p>
			)}
		</div>
	);
}

export function useOnline(): boolean {
	return useSyncExternalStore(
		(listener) => {
			window.addEventListener("online", listener);
			window.addEventListener("offline", listener);
			return () => {
				window.removeEventListener("online", listener);
				window.removeEventListener("offline", listener);
			};
		},
		() => navigator.onLine,
	);
}

function useServerGone(): boolean {
	const live = useLiveState();
	const [reached, setReached] = useState(true);
	useEffect(() => onReached(setReached), []);
	return live === "lost" || (live !== "open" && !reached);
}

/** `value`, but true only once it has been so for a while. */
function useLasting(value: boolean, milliseconds: number): boolean {
	const [lasting, setLasting] = useState(false);
	useEffect(() => {
		if (!value) return setLasting(false);
		const timer = setTimeout(() => setLasting(true), milliseconds);
		return () => clearTimeout(timer);
	}, [value, milliseconds]);
	return lasting;
}
