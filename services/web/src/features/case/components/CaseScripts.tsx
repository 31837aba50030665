import { Check, ChevronRight, RotateCw, Terminal, X } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ScriptResultForm } from "@/features/case/components/ScriptResultForm";
import { useGenerateScript } from "@/features/case/hooks/useGenerateScript";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail, ScriptGeneration } from "@/features/case/types";
import { cn } from "@/lib/cn";
import { commandOf } from "@/lib/commands/catalogue";
import { formatDateTime } from "@/lib/dates";

/** The scripts that were made in the case, the latest first: with what, and what running them gave. */
export function CaseScripts({ found, mayRecord }: { found: CaseDetail; mayRecord: boolean }) {
	const title = useId();
	const generate = useGenerateScript();
	const made = found.script_generations.toReversed();
	if (made.length === 0 && !generate) return null;
	return (
		<section aria-labelledby={title} className="grid grid-cols-1 gap-2.5 border-border border-t pt-5">
			<h2 id={title} className="font-semibold">
				{text.scripts}
			</h2>
			<ul className="grid gap-1 empty:hidden">
				{made.map((generation) => (
					<li key={generation.id}>
						<Generation session={found.id} generation={generation} mayRecord={mayRecord} />
					</li>
				))}
			</ul>
			{generate && (
				<Button
					size="sm"
					variant="ghost"
					className="-ml-2 justify-self-start px-2 text-primary"
					onClick={() => generate({ template_id: null, parameters: {}, fix_id: null })}
				>
					<Terminal aria-hidden="true" />
					{text.generateScript}
					<Kbd keys={commandOf("case.script").keys ?? ""} className="max-sm:hidden" />
				</Button>
			)}
		</section>
	);
}

function Generation(props: { session: string; generation: ScriptGeneration; mayRecord: boolean }) {
	const { generation } = props;
	const generate = useGenerateScript();
	const [recording, setRecording] = useState(false);
	const values = Object.entries(generation.parameters_used);
	const { word, icon: Icon, ink } = lookOf(generation);
	return (
		<details className="group/script text-sm">
			<summary className="flex cursor-pointer list-none items-start gap-2.5 rounded-lg py-1.5 hover:text-foreground">
				<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", ink)} />
				<span className="min-w-0 flex-1">
					<span className="line-clamp-2 break-words leading-snug">{generation.template_name}</span>
					<span className="mt-0.5 block text-muted-foreground text-xs">{word}</span>
				</span>
				<ChevronRight
					aria-hidden="true"
					className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open/script:rotate-90"
				/>
			</summary>
			<div className="grid gap-2.5 pb-2 pl-6.5 text-muted-foreground text-xs leading-relaxed">
				{values.length > 0 && (
					<dl className="grid gap-1">
						{values.map(([name, value]) => (
							<div key={name} className="flex flex-wrap gap-x-2">
								<dt>{name}</dt>
								<dd className="min-w-0 break-all font-mono text-foreground">{value}</dd>
							</div>
						))}
					</dl>
				)}
				{generation.result?.details && (
					<p className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words font-mono text-foreground">
						{generation.result.details}
					</p>
				)}
				<p>
					<time dateTime={generation.created_at}>{formatDateTime(generation.created_at)}</time> · {text.scriptNotKept}
				</p>
				{recording ? (
					<ScriptResultForm session={props.session} generation={generation} onDone={() => setRecording(false)} />
				) : (
					<div className="flex flex-wrap gap-2">
						{props.mayRecord && !generation.result && (
							<Button size="sm" onClick={() => setRecording(true)}>
								{text.recordResult}
							</Button>
						)}
						{generate && (
							<Button
								size="sm"
								variant="ghost"
								onClick={() =>
									generate({
										template_id: generation.template_id,
										parameters: generation.parameters_used,
										fix_id: generation.fix_id,
									})
								}
							>
								<RotateCw aria-hidden="true" />
								{text.generateAgain}
							</Button>
						)}
					</div>
				)}
			</div>
		</details>
	);
}

function lookOf({ result }: ScriptGeneration) {
	if (!result) return { word: text.scriptNotRun, icon: Terminal, ink: "text-primary" };
	return result.success
		? { word: text.scriptWorked, icon: Check, ink: "text-success" }
		: { word: text.scriptFailed, icon: X, ink: "text-danger" };
}
