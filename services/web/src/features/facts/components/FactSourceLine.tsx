import { useId, useState } from "react";
import { useNameOf } from "@/features/case/hooks/usePeople";
import { useShowStep } from "@/features/case/hooks/useShowStep";
import type { CaseDetail, Fact } from "@/features/case/types";
import { stepNumberOf, summaryOf } from "@/features/facts/model";
import { factStrings as text } from "@/features/facts/strings";
import { formatDateTime, formatTime } from "@/lib/dates";

const link = "rounded-sm underline decoration-dotted underline-offset-2 hover:text-foreground";

/** Below a fact: where it comes from, the way to its step, when, and what it said before. */
export function FactSourceLine({ fact, found }: { fact: Fact; found: CaseDetail }) {
	const showStep = useShowStep();
	const [open, setOpen] = useState(false);
	const history = useId();
	const number = stepNumberOf(fact, found.steps);
	const summary = summaryOf(fact, number);
	return (
		<>
			<p className="mt-0.5 flex flex-wrap items-baseline gap-x-1.5 text-muted-foreground text-xs">
				<span>{text.sources[fact.source_type]}</span>
				{summary && (
					<>
						<Dot />
						<span className="min-w-0 break-words">{summary}</span>
					</>
				)}
				{number !== null && fact.step_id && (
					<>
						<Dot />
						<button
							type="button"
							aria-label={text.showStep(number)}
							className={link}
							onClick={() => fact.step_id && showStep(fact.step_id)}
						>
							{text.step(number)}
						</button>
					</>
				)}
				<Dot />
				<time dateTime={fact.created_at} title={formatDateTime(fact.created_at)} className="font-mono">
					{formatTime(fact.created_at)}
				</time>
				{fact.history.length > 0 && (
					<>
						<Dot />
						<button
							type="button"
							aria-expanded={open}
							aria-controls={open ? history : undefined}
							className={link}
							onClick={() => setOpen(!open)}
						>
							{text.edited}
						</button>
					</>
				)}
			</p>
			{open && <History id={history} fact={fact} found={found} />}
		</>
	);
}

function Dot() {
	return <span aria-hidden="true">·</span>;
}

function History({ id, fact, found }: { id: string; fact: Fact; found: CaseDetail }) {
	const nameOf = useNameOf(found);
	return (
		<div id={id} className="mt-1.5 grid gap-1.5 border-border border-l-2 pl-3 text-xs">
			<h3 className="font-medium text-muted-foreground">{text.history}</h3>
			<ol className="grid gap-1.5">
				{fact.history.map((before) => (
					<li key={before.at}>
						<p className="whitespace-pre-wrap break-words text-muted-foreground">{before.text}</p>
						<p className="text-muted-foreground">
							<time dateTime={before.at} title={formatDateTime(before.at)} className="font-mono">
								{formatTime(before.at)}
							</time>
							{` · ${nameOf(before.by)}`}
						</p>
					</li>
				))}
			</ol>
		</div>
	);
}
