import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { caseQuery, send } from "@/features/case/api";
import { useLeftover } from "@/features/case/hooks/useLeftover";
import type { Answer } from "@/features/case/model/answer";
import {
	confirmedStepOf,
	isSettled,
	type Leftover,
	leftoverOf,
	openStepOf,
	outcomeOf,
	type Phase,
	readSending,
	type Sending,
	withAnswer,
	writeSending,
} from "@/features/case/model/sending";
import type { CaseDetail, Step } from "@/features/case/types";
import { newKey } from "@/lib/api";
import { type Draft, forgetDraft, useDraft } from "@/lib/draft";

const UNSENT: Phase = { name: "unsent", error: null };

/** The conversation's own state: the answer on its way, what was typed, and what came too late. */
export interface Answering {
	/** The case with the answer that is on its way. */
	shown: CaseDetail;
	/** The step to answer now, if any. */
	step: Step | null;
	/** What is being typed for it. */
	draft: Draft;
	sending: Sending | null;
	phase: Phase;
	/** Why the server would not take the last answer. */
	refusal: unknown;
	leftover: Leftover | null;
	answer: (answer: Answer) => void;
	again: () => void;
	/** Take an unconfirmed answer back into the field. */
	change: () => void;
	dismissLeftover: () => void;
}

/** Answers to the steps of a case: shown at once, sent once, never lost. */
export function useAnswering(found: CaseDetail): Answering {
	const client = useQueryClient();
	const kept = useDraft(`sending.${found.id}`);
	const sending = useMemo(() => readSending(kept.text), [kept.text]);
	const [phase, setPhase] = useState<Phase>(UNSENT);
	const [refusal, setRefusal] = useState<unknown>(null);
	const [leftover, setLeftover] = useLeftover(found.id);
	const step = openStepOf(found) ?? confirmedStepOf(found);
	const draftOf = sending?.stepId ?? step?.step_id ?? "none";
	const draft = useDraft(`answer.${found.id}.${draftOf}`);
	const sent = useRef<string | null>(null);

	const finish = useCallback(() => {
		sent.current = draftOf;
		draft.clear();
		kept.clear();
		setPhase(UNSENT);
	}, [draft.clear, kept.clear, draftOf]);

	// The server says who won: ours is done with; another's is told once ours is no longer on its way.
	const settled = sending ? isSettled(found, sending) : "open";
	useEffect(() => {
		if (!sending || settled === "open" || (settled === "taken" && phase.name === "sending")) return;
		if (settled === "taken") setLeftover(leftoverOf(sending, null));
		finish();
	}, [sending, settled, phase.name, finish, setLeftover]);

	const latest = useRef<{ sending: Sending | null; finish: () => void }>({ sending, finish });
	useEffect(() => {
		latest.current = { sending, finish };
	});

	const post = useCallback(
		async (next: Sending) => {
			setPhase({ name: "sending" });
			setRefusal(null);
			const isCurrent = () => latest.current.sending?.key === next.key;
			try {
				const { version } = await send.respond(found.id, next.stepId, next.answer, next.key);
				await freshen(client, found.id, version);
				if (isCurrent()) latest.current.finish();
			} catch (error) {
				if (!isCurrent()) return;
				const outcome = outcomeOf(error);
				if (outcome === "unsent") return setPhase({ name: "unsent", error });
				await freshen(client, found.id);
				const now = client.getQueryData(caseQuery(found.id).queryKey);
				if (!isCurrent() || (now && isSettled(now, next) === "ours")) return;
				if (outcome === "late") {
					setLeftover(leftoverOf(next, error));
					latest.current.finish();
				} else {
					setRefusal(error);
					kept.clear();
				}
			}
		},
		[client, found.id, kept.clear, setLeftover],
	);

	const answer = useCallback(
		(body: Answer) => {
			if (!step || sending) return;
			const next = { stepId: step.step_id, answer: body, key: newKey(), at: new Date().toISOString() };
			kept.set(writeSending(next));
			latest.current.sending = next;
			if (!leftover?.text) setLeftover(null);
			void post(next);
		},
		[step, sending, kept.set, post, leftover?.text, setLeftover],
	);

	useOvertaken(draftOf, draft.text, sent, (text, was) => {
		setLeftover({ text, answer: null, reason: "meanwhile" });
		forgetDraft(`answer.${found.id}.${was}`);
	});

	return {
		shown: useMemo(() => (sending ? withAnswer(found, sending, phase) : found), [found, sending, phase]),
		step: sending ? null : step,
		draft,
		sending,
		phase,
		refusal,
		leftover,
		answer,
		again: () => sending && void post(sending),
		change: () => kept.clear(),
		dismissLeftover: () => setLeftover(null),
	};
}

/**
 * Read the case anew, unless it is known to stand where the server says. The live feed has often begun to read it by
 * then: that read is waited for first, since a new one would only come later.
 */
async function freshen(client: ReturnType<typeof useQueryClient>, id: string, version = Number.POSITIVE_INFINITY) {
	const { queryKey } = caseQuery(id);
	const isOld = () => (client.getQueryData(queryKey)?.version ?? -1) < version;
	for (const cancelRefetch of [false, true])
		if (isOld()) await client.invalidateQueries({ queryKey, exact: true }, { cancelRefetch });
}

/** Tells of words that were being typed for a step that others have answered meanwhile. */
function useOvertaken(
	draftOf: string,
	typed: string,
	sent: { readonly current: string | null },
	onOvertaken: (text: string, draftOf: string) => void,
): void {
	const before = useRef({ draftOf, typed });
	useEffect(() => {
		const { draftOf: was, typed: words } = before.current;
		before.current = { draftOf, typed };
		if (was !== draftOf && was !== sent.current && words.trim()) onOvertaken(words, was);
	}, [draftOf, typed, sent, onOvertaken]);
}
