import { MessageSquareText, SendHorizontal } from "lucide-react";
import type { Ref } from "react";
import { Button } from "@/components/ui/button";
import { Field, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { takesOwnWords } from "@/features/case/model/answer";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";
import { commandOf } from "@/lib/commands/catalogue";
import type { Draft } from "@/lib/draft";

/** The field for words: an answer of its own on a question, details beside the result elsewhere. */
export function OwnWords(props: {
	ref: Ref<HTMLTextAreaElement>;
	step: Step;
	draft: Draft;
	open: boolean;
	choices: number;
	onOpen: () => void;
	onSend: () => void;
}) {
	const { step, draft } = props;
	const alone = takesOwnWords(step);
	if (!alone && step.content.type === "question") return null;
	if (!props.open)
		return (
			<Button variant="ghost" size="sm" onClick={props.onOpen} className="-ml-3 justify-self-start">
				<MessageSquareText aria-hidden="true" className="text-primary" />
				{text.ownWords}
				<Kbd keys={commandOf("case.ownWords").keys ?? ""} className="max-sm:hidden" />
			</Button>
		);
	return (
		<div className="grid gap-2">
			<Field
				label={labelOf(step, props.choices)}
				hint={alone && props.choices > 0 && draft.text ? text.ownWordsNote : undefined}
				error={draft.kept ? undefined : text.draftNotKept}
			>
				{(ids) => (
					<Textarea
						{...ids}
						ref={props.ref}
						rows={alone ? 3 : 2}
						maxLength={20_000}
						className="max-h-96 min-h-16"
						placeholder={alone ? text.ownWordsPlaceholder : text.notePlaceholder}
						value={draft.text}
						onChange={(event) => draft.set(event.target.value)}
					/>
				)}
			</Field>
			{alone && (
				<Button
					variant="primary"
					className="justify-self-end"
					aria-disabled={!draft.text.trim()}
					onClick={props.onSend}
				>
					<SendHorizontal aria-hidden="true" />
					{text.sendShort}
					<Kbd
						keys={commandOf("case.send").keys ?? ""}
						className="max-sm:hidden [&_kbd]:bg-transparent [&_kbd]:text-inherit"
					/>
				</Button>
			)}
		</div>
	);
}

function labelOf(step: Step, choices: number): string {
	if (step.content.type === "resolution_suggestion") return text.keepLabel;
	if (step.content.type === "action") return text.noteLabel;
	return choices > 0 ? text.ownWords : text.ownWordsOnly;
}
