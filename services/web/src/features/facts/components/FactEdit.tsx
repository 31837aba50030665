import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useSendKey } from "@/features/case/hooks/useSendKey";
import { caretToEnd } from "@/features/case/model/caret";
import type { Fact } from "@/features/case/types";
import { FACT_MAX, isGoodFact } from "@/features/facts/model";
import { factStrings as text } from "@/features/facts/strings";
import type { Draft } from "@/lib/draft";
import { strings } from "@/lib/strings";

/** The fact's words, to be corrected where they stand. */
export function FactEdit(props: {
	fact: Fact;
	draft: Draft;
	error: unknown;
	onSave: (words: string) => void;
	onLeave: () => void;
}) {
	const { draft } = props;
	const [touched, setTouched] = useState(draft.text !== "");
	const words = touched ? draft.text : props.fact.text;
	const good = isGoodFact(words);
	const save = () => good && props.onSave(words.trim());
	const leave = () => {
		draft.clear();
		props.onLeave();
	};
	const keys = useSendKey(save, leave);
	return (
		<form
			onKeyDown={keys}
			onSubmit={(event) => {
				event.preventDefault();
				save();
			}}
			className="grid gap-2 py-1.5"
		>
			<Field label={<span className="sr-only">{text.editLabel}</span>}>
				{(ids) => (
					<Textarea
						{...ids}
						autoFocus
						rows={3}
						maxLength={FACT_MAX}
						className="min-h-16"
						onFocus={caretToEnd}
						value={words}
						onChange={(event) => {
							setTouched(true);
							draft.set(event.target.value);
						}}
					/>
				)}
			</Field>
			{Boolean(props.error) && <ProblemNote error={props.error} />}
			<div className="flex justify-end gap-2">
				<Button size="sm" variant="ghost" onClick={leave}>
					{strings.common.cancel}
				</Button>
				<Button size="sm" variant="primary" type="submit" aria-disabled={!good}>
					{text.editSubmit}
				</Button>
			</div>
		</form>
	);
}
