import { useEffect, useRef, useState } from "react";

/** Files that are dropped or pasted anywhere on the page go to `take`; true while some are being dragged over it. */
export function useFilesAnywhere(take: (files: readonly File[]) => void): boolean {
	const [over, setOver] = useState(false);
	const latest = useRef(take);
	useEffect(() => {
		latest.current = take;
	});
	useEffect(() => {
		const stop = new AbortController();
		const listen = <Kind extends keyof WindowEventMap>(kind: Kind, listener: (event: WindowEventMap[Kind]) => void) =>
			window.addEventListener(kind, listener, { signal: stop.signal });
		const accept = (event: Event, files: FileList | undefined) => {
			if (!files?.length) return;
			event.preventDefault();
			latest.current([...files]);
		};
		listen("dragover", (event) => {
			if (!event.dataTransfer?.types.includes("Files")) return;
			event.preventDefault();
			setOver(true);
		});
		listen("dragleave", (event) => setOver(event.relatedTarget !== null));
		listen("drop", (event) => {
			setOver(false);
			accept(event, event.dataTransfer?.files);
		});
		listen("paste", (event) => accept(event, event.clipboardData?.files));
		return () => stop.abort();
	}, []);
	return over;
}
