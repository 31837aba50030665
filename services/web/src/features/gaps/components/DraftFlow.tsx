import { Link } from "@tanstack/react-router";
import { PencilRuler, WandSparkles } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { type Gap, send } from "@/features/gaps/api";
import { ActProblem } from "@/features/gaps/components/ActProblem";
import { draftErrorWord } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { useGapAct } from "@/features/gaps/use-gap-act";
import { useCommand } from "@/lib/commands/react";

/** A draft of a flow, made from the gap's cases; what is missing in a flow that is there is mended there. `onDrafted` is given it once it is written. */
export function DraftFlow(props: { gap: Gap; mayDo: boolean; onDrafted: (flow: string) => void }) {
	const { gap, mayDo } = props;
	const ask = useDrafting(gap, props.onDrafted);
	const writing = ask.isPending || gap.drafting;
	const makes = mayDo && gap.flow_id === null && gap.drafted_flow_id === null && gap.example_session_ids.length > 0;
	const write = () => writing || ask.mutate();
	useCommand("gaps.draft", write, { enabled: makes });
	if (!makes && !writing && gap.drafted_flow_id === null) return null;
	return (
		<Card aria-label={text.draft} className="grid gap-4 border-primary/40">
			<div className="grid gap-1">
				<CardTitle>{gap.drafted_flow_id ? text.drafted : text.draft}</CardTitle>
				<p className="text-muted-foreground text-sm">{gap.drafted_flow_id ? text.draftedHint : text.draftHint}</p>
			</div>
			{gap.drafted_flow_id && <OpenDraft flow={gap.drafted_flow_id} />}
			{makes && (
				<CommandTip id="gaps.draft">
					<Button variant="primary" className="justify-self-start" aria-disabled={writing} onClick={write}>
						{writing ? <Spinner /> : <WandSparkles aria-hidden="true" />}
						{text.draftSubmit}
					</Button>
				</CommandTip>
			)}
			<p role="status" className="text-muted-foreground text-sm empty:hidden">
				{writing && text.drafting}
			</p>
			{ask.isError && <ActProblem error={ask.error} />}
			{gap.draft_error && !writing && (
				<p role="alert" className="rounded-xl border border-danger/40 px-4 py-3 text-sm">
					{draftErrorWord(gap.draft_error)}
				</p>
			)}
		</Card>
	);
}

/**
 * Asks for a draft, and opens it once it is there: with the answer, or where that did not wait with the feed. What nothing
 * came of is not asked for any more.
 */
function useDrafting(gap: Gap, onDrafted: (flow: string) => void) {
	const asked = useRef(false);
	const wasDrafting = useRef(gap.drafting);
	const opened = useRef(onDrafted);
	useEffect(() => {
		opened.current = onDrafted;
	});
	const giveUp = () => {
		asked.current = false;
	};
	const ask = useGapAct(
		(key) => {
			asked.current = true;
			return send.draftFlow(gap, key);
		},
		{ onDone: (answered) => answered.drafting || answered.drafted_flow_id || giveUp(), onFailed: giveUp },
	);
	useEffect(() => {
		if (asked.current && gap.drafted_flow_id) opened.current(gap.drafted_flow_id);
		const isOver = gap.drafted_flow_id || (wasDrafting.current && !gap.drafting);
		if (isOver) asked.current = false;
		wasDrafting.current = gap.drafting;
	}, [gap.drafting, gap.drafted_flow_id]);
	return ask;
}

function OpenDraft({ flow }: { flow: string }) {
	return (
		<Button asChild variant="primary" className="justify-self-start">
			<Link to="/flows/$flowId" params={{ flowId: flow }}>
				<PencilRuler aria-hidden="true" />
				{text.openDraft}
			</Link>
		</Button>
	);
}
