import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Flow, type FlowItem, send } from "@/features/flows/api";
import { NAME_MAX } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** A copy of a flow, under a name of its own. */
export function DuplicateDialog(props: { flow: FlowItem; onClose: () => void; onMade: (flow: Flow) => void }) {
	const [name, setName] = useState(text.copyOf(props.flow.name).slice(0, NAME_MAX));
	const duplicate = useSend((key, called: string) => send.duplicate(props.flow.id, called, key), {
		old: [keys.flows],
		onDone: props.onMade,
		quiet: true,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (name.trim() && !duplicate.isPending && !duplicate.isSuccess) duplicate.mutate(name.trim());
	};
	return (
		<Dialog
			open
			onOpenChange={() => duplicate.isPending || props.onClose()}
			stubborn={duplicate.isPending}
			title={text.duplicateTitle}
			description={text.duplicateHint}
		>
			<form onSubmit={submit} noValidate className="grid gap-4">
				<Field label={text.name} error={!name.trim() && text.nameNeeded}>
					{(ids) => (
						<Input {...ids} value={name} maxLength={NAME_MAX} onChange={(event) => setName(event.target.value)} />
					)}
				</Field>
				{duplicate.isError && <ProblemNote error={duplicate.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button aria-disabled={duplicate.isPending}>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={duplicate.isPending}>
						{text.duplicateSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
