import { type FormEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field, Textarea } from "@/components/ui/field";
import { type FlowChoice, type Gap, send } from "@/features/gaps/api";
import { FlowPicker } from "@/features/gaps/components/FlowPicker";
import { FormEnd } from "@/features/gaps/components/FormEnd";
import { closingOf, HOWS, type How } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { useGapAct } from "@/features/gaps/use-gap-act";
import { useDraft } from "@/lib/draft";

const NOTE_MAX = 1000;

/** Closes the gap: by a flow of the library, or with a word of why none is needed. */
export function CloseDialog({ gap, onClose }: { gap: Gap; onClose: () => void }) {
	const [how, setHow] = useState<How>("flow");
	const [flow, setFlow] = useState<FlowChoice | null>(null);
	const note = useDraft(`gap.note.${gap.id}`);
	const [tried, setTried] = useState(false);
	const closing = closingOf(how, flow?.id ?? null, note.text);
	const close = useGapAct((key, body: NonNullable<typeof closing>) => send.close(gap, body, key), {
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
				<label
					key={each}
					className="flex cursor-pointer items-start gap-3 rounded-xl border border-input px-4 py-3 hover:bg-accent/40 has-checked:border-primary has-checked:bg-primary/10 has-focus-visible:outline-2 has-focus-visible:outline-ring"
				>
					<input
						type="radio"
						name={name}
						className="mt-1 accent-primary outline-none"
						checked={value === each}
						onChange={() => onChange(each)}
					/>
					<span className="grid gap-0.5">
						<span className="font-medium">{text.hows[each].label}</span>
						<span className="text-muted-foreground text-sm">{text.hows[each].hint}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}
