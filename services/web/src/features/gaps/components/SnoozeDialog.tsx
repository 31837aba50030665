import { type FormEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { RadioCard } from "@/components/ui/radio-card";
import { type Gap, send } from "@/features/gaps/api";
import { FormEnd } from "@/features/gaps/components/FormEnd";
import { UNTILS, type Until, untilOf } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { useDialogAct } from "@/features/gaps/use-dialog-act";
import { formatDateTime } from "@/lib/dates";

/** Puts the gap away until a morning of the reader's choice. */
export function SnoozeDialog({ gap, onClose }: { gap: Gap; onClose: () => void }) {
	const [choice, setChoice] = useState<Until>("week");
	const [day, setDay] = useState("");
	const [tried, setTried] = useState(false);
	const [now] = useState(() => new Date());
	const until = untilOf(choice, day, now);
	const snooze = useDialogAct(gap, (key, when: string) => send.snooze(gap, when, key), {
		done: (when) => text.snoozed(formatDateTime(when)),
		onDone: onClose,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (until && !snooze.isPending) snooze.mutate(until.toISOString());
	};
	return (
		<Dialog open onOpenChange={onClose} title={text.snoozeTitle} description={text.snoozeHint}>
			<form onSubmit={submit} noValidate className="grid gap-4">
				<UntilChoice value={choice} now={now} onChange={setChoice} />
				{choice === "own" && (
					<Field label={text.ownDay} error={tried && !until ? text.ownDayError : undefined}>
						{(ids) => <Input {...ids} type="date" value={day} onChange={(event) => setDay(event.target.value)} />}
					</Field>
				)}
				<FormEnd label={text.snoozeSubmit} busy={snooze.isPending} error={snooze.error} />
			</form>
		</Dialog>
	);
}

function UntilChoice(props: { value: Until; now: Date; onChange: (choice: Until) => void }) {
	const name = useId();
	return (
		<fieldset className="grid gap-2 sm:grid-cols-2">
			<legend className="mb-2 font-medium text-sm">{text.until}</legend>
			{UNTILS.map((each) => {
				const when = untilOf(each, "", props.now);
				return (
					<RadioCard
						key={each}
						name={name}
						label={text.untils[each]}
						hint={when && formatDateTime(when)}
						checked={props.value === each}
						onChoose={() => props.onChange(each)}
					/>
				);
			})}
		</fieldset>
	);
}
