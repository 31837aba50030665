import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Check, Circle, CircleDot } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { caseQuery } from "@/features/case/api";
import type { CaseDetail } from "@/features/case/types";
import { isReady, STAGES, type Stage, stagesDone } from "@/features/pilot/stages";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/dates";
import { usePartialText } from "@/lib/live/react";
import { strings } from "@/lib/strings";

const text = strings.pilot;
const WORDS: Readonly<Record<Stage, { name: string; hint: string }>> = {
	received: { name: text.stageReceived, hint: text.stageReceivedHint },
	classified: { name: text.stageClassified, hint: text.stageClassifiedHint },
	matched: { name: text.stageMatched, hint: text.stageMatchedHint },
	question: { name: text.stageQuestion, hint: text.stageQuestionHint },
};

/** The stages of a case that has just been started, as they happen; then the case itself. */
export function Analysis({ session }: { session: string }) {
	const { data: found, error, refetch } = useQuery(caseQuery(session));
	const partial = usePartialText(session);
	const navigate = useNavigate();
	const ready = found !== undefined && isReady(found);
	useEffect(() => {
		if (ready) void navigate({ to: "/pilot/$sessionId", params: { sessionId: session }, replace: true });
	}, [ready, session, navigate]);
	const done = found ? stagesDone(found) : 1;
	return (
		<div className="grid gap-6">
			<p className="text-muted-foreground">{text.analysingHint}</p>
			<p role="status" className="sr-only">
				{WORDS[STAGES[done - 1] ?? "received"].name}
			</p>
			<ol className="glass grid gap-0 p-6">
				{STAGES.map((stage, at) => (
					<StageRow key={stage} stage={stage} place={at < done ? "done" : at === done ? "now" : "later"}>
						{(stage === "question" && partial?.text) || (found && outcomeOf(stage, found, at < done))}
					</StageRow>
				))}
			</ol>
			{error && !found && <ProblemNote error={error} onRetry={() => void refetch()} />}
			<Button asChild className="justify-self-start">
				<Link to="/pilot/$sessionId" params={{ sessionId: session }} replace>
					{text.openNow}
				</Link>
			</Button>
		</div>
	);
}

type Place = "done" | "now" | "later";
const PLACES: Readonly<Record<Place, { icon: typeof Check; word: string; look: string }>> = {
	done: { icon: Check, word: text.stageDone, look: "border-success text-success" },
	now: { icon: CircleDot, word: text.stageNow, look: "border-primary text-primary motion-safe:animate-pulse" },
	later: { icon: Circle, word: text.stageLater, look: "border-border text-muted-foreground" },
};

function StageRow({ stage, place, children }: { stage: Stage; place: Place; children: ReactNode }) {
	const { icon: Icon, word, look } = PLACES[place];
	const { name, hint } = WORDS[stage];
	return (
		<li
			aria-current={place === "now" ? "step" : undefined}
			className="group relative grid grid-cols-[2.25rem_1fr] gap-4 pb-7 last:pb-0"
		>
			<span className="absolute top-9 bottom-0 left-[1.0625rem] w-0.5 bg-border group-last:hidden" aria-hidden="true" />
			<span className={cn("grid size-9 place-items-center rounded-full border-2 bg-background", look)}>
				<Icon aria-hidden="true" className="size-4" />
			</span>
			<div className={cn("grid gap-0.5 pt-1", place === "later" && "text-muted-foreground")}>
				<p className="font-medium">
					{name} <span className="sr-only">({word})</span>
				</p>
				<div className="text-muted-foreground text-sm">{children || hint}</div>
			</div>
		</li>
	);
}

/** What a stage that is done has found out. */
function outcomeOf(stage: Stage, found: CaseDetail, isDone: boolean): ReactNode {
	if (!isDone) return null;
	if (stage === "classified") return classificationOf(found);
	if (stage !== "matched") return null;
	if (!found.matched_flow_name || found.match_score === null) return text.stageNoMatch;
	return text.stageMatch(found.matched_flow_name, formatNumber(found.match_score, { style: "percent" }));
}

function classificationOf({ problem_domain, urgency, problem_summary }: CaseDetail): string {
	const domains: Readonly<Record<string, string>> = strings.common.domains;
	const urgencies: Readonly<Record<string, string>> = text.urgencies;
	const parts = [domains[problem_domain ?? ""], urgencies[urgency ?? ""], problem_summary];
	return parts.filter(Boolean).join(" · ");
}
