import { Wrench } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { SendKey } from "@/features/case/components/SendKey";
import { useAct } from "@/features/case/hooks/useAct";
import type { CaseDetail } from "@/features/case/types";
import { type NewFix, sendFix } from "@/features/fixes/api";
import { activeFix, isUndecided } from "@/features/fixes/model";
import { fixStrings as text } from "@/features/fixes/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { formatNumber } from "@/lib/dates";
import { useDraft } from "@/lib/draft";
import { strings } from "@/lib/strings";

const TITLE_MAX = 200;
const DESCRIPTION_MAX = 4000;

/** The engineer's own idea of what solves the problem. */
export default function SuggestFixDialog({ found, onClose }: { found: CaseDetail; onClose: () => void }) {
	const title = useDraft(`fix.title.${found.id}`);
	const description = useDraft(`fix.description.${found.id}`);
	const [sure, setSure] = useState(50);
	const active = activeFix(found.suggested_fixes);
	const good = title.text.trim() !== "" && description.text.trim() !== "";
	const suggest = useAct(found.id, (key, fix: NewFix) => sendFix.suggest(found.id, fix, key), {
		done: () => text.suggested,
		onDone: () => {
			title.clear();
			description.clear();
			onClose();
		},
		quiet: true,
	});
	const submit = () => {
		if (!good || suggest.isPending) return;
		suggest.mutate({ title: title.text.trim(), description: description.text.trim(), confidence_pct: sure });
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		submit();
	};
	return (
		<Dialog open onOpenChange={onClose} title={text.suggestTitle} description={text.suggestHint}>
			<form onSubmit={onSubmit} className="grid gap-5">
				<SendKey onSend={submit} />
				<Field
					label={text.fixTitle}
					hint={active && isUndecided(active) ? text.suggestSupersedes(active.title) : undefined}
				>
					{(ids) => (
						<Input
							{...ids}
							maxLength={TITLE_MAX}
							placeholder={text.fixTitlePlaceholder}
							value={title.text}
							onChange={(event) => title.set(event.target.value)}
						/>
					)}
				</Field>
				<Field label={text.description}>
					{(ids) => (
						<Textarea
							{...ids}
							rows={4}
							maxLength={DESCRIPTION_MAX}
							value={description.text}
							onChange={(event) => description.set(event.target.value)}
						/>
					)}
				</Field>
				<Field label={text.sureness}>
					{(ids) => (
						<div className="flex items-center gap-3">
							<input
								{...ids}
								type="range"
								min={0}
								max={100}
								step={5}
								value={sure}
								onChange={(event) => setSure(event.target.valueAsNumber)}
								className="h-6 w-full min-w-0 rounded-md accent-primary"
							/>
							<output className="w-12 text-right font-mono text-sm">
								{formatNumber(sure / 100, { style: "percent" })}
							</output>
						</div>
					)}
				</Field>
				{suggest.isError && <ProblemNote error={suggest.error} />}
				<div className="flex flex-wrap items-center justify-end gap-2">
					<Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={!good || suggest.isPending}>
						{suggest.isPending ? <Spinner /> : <Wrench aria-hidden="true" />}
						{text.suggestSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
