import { type FormEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { RadioCard } from "@/components/ui/radio-card";
import { type FlowChoice, type Gap, send } from "@/features/gaps/api";
import { FlowPicker } from "@/features/gaps/components/FlowPicker";
import { FormEnd } from "@/features/gaps/components/FormEnd";
import { closingOf, HOWS, type How } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { useDialogAct } from "@/features/gaps/use-dialog-act";
import { useDraft } from "@/lib/draft";

const NOTE_MAX = 1000;

/** Closes the gap: by a flow of the library, or with a word of why none is needed. */
export function CloseDialog({ gap, onClose }: { gap: Gap; onClose: () => void }) {
	const [how, setHow] = useState<How>("flow");
	const [flow, setFlow] = useState<FlowChoice | null>(null);
	const note = useDraft(`gap.note.${gap.id}`);
	const [tried, setTried] = useState(false);
	const closing = closingOf(how, flow?.id ?? null, note.text);
	const close = useDialogAct(gap, (key, body: NonNullable<typeof closing>) => send.close(gap, body, key), {
		done: () => text.closed,
		onDone: () => {
			note.clear();
			onClose();
		},
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (closing && !close.isPending) close.mutate(closing);
	};
	return (
		<Dialog open onOpenChange={onClose} title={text.closeTitle} description={text.closeHint}>
			<form onSubmit={submit} noValidate className="grid gap-4">
				<HowChoice value={how} onChange={setHow} />
				{how === "flow" && <FlowPicker chosen={flow} onChoose={setFlow} missing={tried && !flow} />}
				<Field
					label={how === "flow" ? text.noteOptional : text.note}
					error={tried && how === "note" && !closing ? text.noteError : undefined}
				>
					{(ids) => (
						<Textarea
							{...ids}
							rows={3}
							maxLength={NOTE_MAX}
							placeholder={how === "note" ? text.notePlaceholder : undefined}
							value={note.text}
							onChange={(event) => note.set(event.target.value)}
						/>
					)}
				</Field>
				<FormEnd label={text.closeSubmit} busy={close.isPending} error={close.error} />
			</form>
		</Dialog>
	);
}

function HowChoice({ value, onChange }: { value: How; onChange: (how: How) => void }) {
	const name = useId();
	return (
		<fieldset className="grid gap-2 sm:grid-cols-2">
			<legend className="mb-2 font-medium text-sm">{text.how}</legend>
			{HOWS.map((each) => (
				<RadioCard
					key={each}
					name={name}
					label={text.hows[each].label}
					hint={text.hows[each].hint}
					checked={value === each}
					onChoose={() => onChange(each)}
				/>
			))}
		</fieldset>
	);
}
