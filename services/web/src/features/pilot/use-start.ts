import { useMutation } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { startCase } from "@/features/pilot/api";
import { forgetAttempt } from "@/features/pilot/attempt";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { isProblem } from "@/lib/problem";

export interface Start {
	run: () => void;
	isRunning: boolean;
	error: Error | null;
	/** Seconds until the server takes another try; 0: now. */
	wait: number;
	ready: boolean;
}

/** Starts the case and goes on to its stages; what was given stays until the server has it. */
export function useStart(form: IntakeForm): Start {
	const navigate = useNavigate();
	const router = useRouter();
	const attempt = useMutation({
		mutationFn: async () => {
			const pictures = await form.pictures.settled();
			const urls = pictures.flatMap(({ state }) => (state.kind === "ready" ? [state.url] : []));
			if (urls.length < pictures.length) return null; // one failed on its way: it says so itself
			return startCase({
				text: form.text.text,
				log: form.log.text,
				pictures: urls,
				clientId: form.client.text || null,
				ticket: form.ticket,
			});
		},
		onSuccess: (started) => {
			if (!started) return;
			forgetAttempt();
			form.clear();
			void router.preloadRoute({ to: "/pilot/$sessionId", params: { sessionId: started.session_id } });
			void navigate({ to: "/pilot", search: { case: started.session_id }, replace: true });
		},
		onError: (error) => {
			if (isProblem(error, "upload_not_found")) form.pictures.resend();
		},
	});
	const wait = useSecondsLeft(attempt.error);
	const ready = form.obstacle === null && !attempt.isPending && wait === 0;
	const run = () => {
		if (ready) attempt.mutate();
	};
	return { run, isRunning: attempt.isPending, error: attempt.error, wait, ready };
}

/** Counts down what a refusal named as `retry_after`. */
function useSecondsLeft(error: unknown): number {
	const [left, setLeft] = useState(0);
	useEffect(() => {
		const after = isProblem(error) ? Number(error.facts.retry_after ?? 0) : 0;
		const end = performance.now() + after * 1000;
		const tick = () => setLeft(Math.max(0, Math.ceil((end - performance.now()) / 1000)));
		tick();
		if (after === 0) return;
		const timer = setInterval(tick, 250);
		return () => clearInterval(timer);
	}, [error]);
	return left;
}
