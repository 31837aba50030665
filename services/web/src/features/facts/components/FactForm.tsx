import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { useSendKey } from "@/features/case/hooks/useSendKey";
import type { NewFact } from "@/features/facts/api";
import { FACT_MAX, isGoodFact } from "@/features/facts/model";
import { factStrings as text } from "@/features/facts/strings";
import { commandOf } from "@/lib/commands/catalogue";
import type { Draft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const SUMMARY_MAX = 200;
const SOURCES = Object.keys(text.ownSources) as NewFact["source_type"][];

/** A fact in the engineer's own words, and where it comes from. */
export function FactForm(props: { draft: Draft; error: unknown; onAdd: (fact: NewFact) => void; onLeave: () => void }) {
	const { draft } = props;
	const name = useId();
	const [source, setSource] = useState<NewFact["source_type"]>("engineer");
	const [summary, setSummary] = useState("");
	const good = isGoodFact(draft.text);
	const add = () => {
		if (good) props.onAdd({ text: draft.text.trim(), source_type: source, source_summary: summary.trim() || null });
	};
	const leave = () => {
		draft.clear();
		props.onLeave();
	};
	const keys = useSendKey(add, leave);
	const form = useRef<HTMLFormElement>(null);
	useEffect(() => {
		form.current?.scrollIntoView({ block: "nearest" });
	}, []);
	return (
		<form
			ref={form}
			onKeyDown={keys}
			onSubmit={(event) => {
				event.preventDefault();
				add();
			}}
			className="grid gap-3 rounded-xl border border-border bg-background/50 p-3"
		>
			<Field label={text.addLabel} error={draft.kept ? undefined : strings.case.draftNotKept}>
				{(ids) => (
					<Textarea
						{...ids}
						autoFocus
						rows={2}
						maxLength={FACT_MAX}
						className="min-h-16"
						placeholder={text.addPlaceholder}
						value={draft.text}
						onChange={(event) => draft.set(event.target.value)}
					/>
				)}
			</Field>
			<fieldset>
				<legend className="mb-1.5 font-medium text-sm">{text.addSource}</legend>
				<div className="flex flex-wrap gap-1.5">
					{SOURCES.map((each) => (
						<label
							key={each}
							className="cursor-pointer rounded-lg border border-input px-2.5 py-1 text-muted-foreground text-sm hover:text-foreground has-checked:border-primary has-checked:bg-primary/15 has-checked:font-medium has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-ring"
						>
							<input
								type="radio"
								name={name}
								className="sr-only"
								checked={source === each}
								onChange={() => setSource(each)}
							/>
							{text.ownSources[each]}
						</label>
					))}
				</div>
			</fieldset>
			{source !== "engineer" && (
				<Field label={text.addSummary}>
					{(ids) => (
						<Input
							{...ids}
							maxLength={SUMMARY_MAX}
							placeholder={text.addSummaryPlaceholder}
							value={summary}
							onChange={(event) => setSummary(event.target.value)}
						/>
					)}
				</Field>
			)}
			{Boolean(props.error) && <ProblemNote error={props.error} />}
			<div className="flex items-center justify-end gap-2">
				<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
				<Button size="sm" variant="ghost" onClick={leave}>
					{strings.common.cancel}
				</Button>
				<Button size="sm" variant="primary" type="submit" aria-disabled={!good}>
					{text.addSubmit}
				</Button>
			</div>
		</form>
	);
}
