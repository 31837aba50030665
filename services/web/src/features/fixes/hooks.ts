import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useAct } from "@/features/case/hooks/useAct";
import type { Fix, Step } from "@/features/case/types";
import { sendFix } from "@/features/fixes/api";
import { type Outcome, stillCheckingAt } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { keys } from "@/lib/queries";

interface Recording {
	outcome: Outcome;
	notes: string | null;
}

/** Records how a fix turned out. */
export function useRecordOutcome(session: string, fix: Pick<Fix, "id">, onDone: () => void) {
	const client = useQueryClient();
	return useAct(
		session,
		async (key, { outcome, notes }: Recording) => {
			await sendFix.record(session, fix.id, outcome, notes, key);
			await client.invalidateQueries({ queryKey: keys.fixes });
		},
		{ done: ({ outcome }) => text.recorded[outcome], onDone, quiet: true },
	);
}

/** Whether it is time to ask after the fix; `later` puts that off. */
export function useStillChecking(fix: Fix, steps: readonly Step[], on: boolean) {
	const due = on ? stillCheckingAt(fix, steps) : null;
	const [putOff, setPutOff] = useState(0);
	const at = due === null ? null : Math.max(due, putOff);
	const [now, setNow] = useState(Date.now);
	useEffect(() => {
		if (at === null) return;
		const timer = setTimeout(() => setNow(Date.now()), Math.max(0, at - Date.now()));
		return () => clearTimeout(timer);
	}, [at]);
	return { asks: at !== null && now >= at, later: (milliseconds: number) => setPutOff(Date.now() + milliseconds) };
}
