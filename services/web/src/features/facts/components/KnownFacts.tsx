import { ListPlus } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Spinner } from "@/components/ui/spinner";
import { useAct } from "@/features/case/hooks/useAct";
import type { CaseDetail } from "@/features/case/types";
import { type NewFact, sendFact } from "@/features/facts/api";
import { FactForm } from "@/features/facts/components/FactForm";
import { FactRow } from "@/features/facts/components/FactRow";
import { RetractedFacts } from "@/features/facts/components/RetractedFacts";
import { retracted, SHOWN, standing } from "@/features/facts/model";
import { factStrings as text } from "@/features/facts/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { useCommand } from "@/lib/commands/react";
import { useDraft } from "@/lib/draft";

/** What is known of the case, oldest first; whoever works on it adds to it. `adding`: begin with the form open. */
export function KnownFacts(props: { found: CaseDetail; mayChange: boolean; adding?: boolean }) {
	const { found, mayChange } = props;
	const title = useId();
	const draft = useDraft(`fact.${found.id}`);
	const [opened, setOpened] = useState(props.adding ?? false);
	const [all, setAll] = useState(false);
	const add = useAct(found.id, (key, fact: NewFact) => sendFact.add(found.id, fact, key), {
		onDone: () => {
			draft.clear();
			setOpened(false);
		},
		quiet: true,
	});
	const known = standing(found.facts);
	const hidden = all ? 0 : Math.max(0, known.length - SHOWN);
	const writing = mayChange && (opened || draft.text !== "") && !add.isPending;
	useCommand("case.addFact", () => setOpened(true), { enabled: mayChange });
	return (
		<section aria-labelledby={title} className="grid grid-cols-1 gap-3">
			<h2 id={title} className="flex items-baseline gap-2 font-semibold">
				{text.title}
				{known.length > 0 && (
					<span className="font-mono font-normal text-muted-foreground text-xs">
						<span aria-hidden="true">{known.length}</span>
						<span className="sr-only">{text.count(known.length)}</span>
					</span>
				)}
			</h2>
			{hidden > 0 && (
				<Button size="sm" variant="link" className="h-auto justify-self-start px-0" onClick={() => setAll(true)}>
					{text.earlier(hidden)}
				</Button>
			)}
			{known.length === 0 && !add.isPending && <Nothing mayChange={mayChange} />}
			<ul aria-label={text.list} className="grid gap-1 empty:hidden">
				{known.slice(hidden).map((fact) => (
					<FactRow key={fact.id} found={found} fact={fact} mayChange={mayChange} />
				))}
				{add.isPending && <Coming words={add.variables.text} />}
			</ul>
			{writing && (
				<FactForm draft={draft} error={add.error} onAdd={(fact) => add.mutate(fact)} onLeave={() => setOpened(false)} />
			)}
			{mayChange && !writing && (
				<Button
					size="sm"
					variant="ghost"
					className="-ml-2 justify-self-start px-2 text-primary"
					onClick={() => setOpened(true)}
				>
					<ListPlus aria-hidden="true" />
					{text.add}
					<Kbd keys={commandOf("case.addFact").keys ?? ""} className="max-sm:hidden" />
				</Button>
			)}
			<RetractedFacts facts={retracted(found.facts)} steps={found.steps} />
		</section>
	);
}

function Nothing({ mayChange }: { mayChange: boolean }) {
	return (
		<p className="text-muted-foreground text-sm">
			{text.empty} {mayChange && text.emptyHint}
		</p>
	);
}

/** A fact on its way to the server. */
function Coming({ words }: { words: string }) {
	return (
		<li className="flex items-start gap-2.5 py-1.5 text-muted-foreground text-sm">
			<Spinner className="mt-0.5 shrink-0 text-primary" />
			<span className="min-w-0 whitespace-pre-wrap break-words">
				{words}
				<span className="sr-only"> ({text.adding})</span>
			</span>
		</li>
	);
}
