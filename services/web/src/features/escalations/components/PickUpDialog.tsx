import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { HandHelping, Users } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { Kbd } from "@/components/ui/kbd";
import { ProblemNote } from "@/components/ui/problem-note";
import { RadioCard } from "@/components/ui/radio-card";
import { Spinner } from "@/components/ui/spinner";
import { SendKey } from "@/features/case/components/SendKey";
import { useAct } from "@/features/case/hooks/useAct";
import { sendEscalation } from "@/features/escalations/api";
import { takenWord } from "@/features/escalations/model";
import { escalationStrings as text } from "@/features/escalations/strings";
import type { Schema } from "@/lib/api";
import { commandOf } from "@/lib/commands/catalogue";
import { useDraft } from "@/lib/draft";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";

const CONTEXT_MAX = 4000;
const MODES = ["continue", "fresh"] as const;
type Mode = (typeof MODES)[number];

/** Takes a waiting case over: from where it stands, or from one's own view. Says who was quicker. */
export default function PickUpDialog(props: { id: string; title: string; onClose: () => void }) {
	const { id, onClose } = props;
	const client = useQueryClient();
	const navigate = useNavigate();
	const context = useDraft(`pickup.${id}`);
	const [mode, setMode] = useState<Mode>(context.text ? "fresh" : "continue");
	const name = useId();
	const show = () => {
		onClose();
		void navigate({ to: "/pilot/$sessionId", params: { sessionId: id } });
	};
	const pickUp = useAct(
		id,
		(key, body: Schema["PickUp"]) =>
			sendEscalation.pickUp(id, body, key).finally(() => void client.invalidateQueries({ queryKey: keys.escalations })),
		{
			done: () => text.pickedUp,
			onDone: () => {
				context.clear();
				show();
			},
			quiet: true,
		},
	);
	const taken = takenWord(pickUp.error);
	const submit = () => {
		if (pickUp.isPending || taken !== null) return;
		const own = mode === "fresh" ? context.text.trim() || null : null;
		pickUp.mutate({ resume_mode: mode, additional_context: own });
	};
	const onSubmit = (event: FormEvent) => {
		event.preventDefault();
		submit();
	};
	return (
		<Dialog
			open
			onOpenChange={onClose}
			title={text.pickUpTitle}
			description={taken === null ? text.pickUpHint : undefined}
		>
			<form onSubmit={onSubmit} className="grid gap-5">
				<SendKey onSend={submit} />
				<p className="break-words rounded-xl border border-border bg-background/50 px-4 py-3 font-medium">
					{props.title}
				</p>
				{taken === null ? (
					<>
						<fieldset className="grid gap-2">
							<legend className="sr-only">{text.pickUpTitle}</legend>
							{MODES.map((each) => (
								<RadioCard
									key={each}
									name={name}
									label={text.modes[each].label}
									hint={text.modes[each].hint}
									checked={mode === each}
									onChoose={() => setMode(each)}
								/>
							))}
						</fieldset>
						{mode === "fresh" && (
							<Field
								label={text.context}
								hint={text.contextHint}
								error={context.kept ? undefined : strings.case.draftNotKept}
							>
								{(ids) => (
									<Textarea
										{...ids}
										rows={4}
										maxLength={CONTEXT_MAX}
										placeholder={text.contextPlaceholder}
										value={context.text}
										onChange={(event) => context.set(event.target.value)}
									/>
								)}
							</Field>
						)}
						{pickUp.isError && <ProblemNote error={pickUp.error} />}
					</>
				) : (
					<p role="alert" className="flex items-start gap-2.5 rounded-xl border border-warning/50 px-4 py-3">
						<Users aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-warning" />
						{taken}
					</p>
				)}
				<div className="flex flex-wrap items-center justify-end gap-2">
					{taken === null && <Kbd keys={commandOf("case.send").keys ?? ""} className="mr-auto max-sm:hidden" />}
					<DialogClose asChild>
						<Button>{taken === null ? strings.common.cancel : strings.common.close}</Button>
					</DialogClose>
					{taken === null ? (
						<Button type="submit" variant="primary" aria-disabled={pickUp.isPending}>
							{pickUp.isPending ? <Spinner /> : <HandHelping aria-hidden="true" />}
							{text.pickUpSubmit}
						</Button>
					) : (
						<Button variant="primary" autoFocus onClick={show}>
							{text.openAnyway}
						</Button>
					)}
				</div>
			</form>
		</Dialog>
	);
}
