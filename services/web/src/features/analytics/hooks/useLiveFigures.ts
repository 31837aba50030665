import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { analyticsKey } from "@/features/analytics/api";
import { useLive } from "@/lib/live/react";

/** A busy account changes something every second, and each figure is read from all of a period. */
const GATHER_MS = 10_000;

/** Reads the figures anew some time after something happened, once for all of it, while the tab is looked at. */
export function useLiveFigures(): void {
	const client = useQueryClient();
	const old = useRef(false);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const soon = () => {
		if (timer.current !== undefined || document.visibilityState === "hidden") return;
		timer.current = setTimeout(() => {
			timer.current = undefined;
			old.current = false;
			void client.invalidateQueries({ queryKey: analyticsKey });
		}, GATHER_MS);
	};
	const latest = useRef(soon);
	useEffect(() => {
		latest.current = soon;
	});
	useLive(({ kind }) => {
		if (kind !== "change") return;
		old.current = true;
		soon();
	});
	useEffect(() => {
		const look = () => old.current && latest.current();
		document.addEventListener("visibilitychange", look);
		return () => {
			document.removeEventListener("visibilitychange", look);
			clearTimeout(timer.current);
			timer.current = undefined;
		};
	}, []);
}
