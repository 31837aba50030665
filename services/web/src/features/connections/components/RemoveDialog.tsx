import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Connection, send } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Asks before a connection goes: its name is typed. */
export function RemoveDialog(props: { connection: Connection; onClose: () => void; onRemoved: () => void }) {
	const { connection } = props;
	const [typed, setTyped] = useState("");
	const confirmed = typed.trim() === connection.name;
	const remove = useSend((key) => send.remove(connection.id, key), {
		old: [keys.connections],
		done: () => text.removed(connection.name),
		onDone: props.onRemoved,
		quiet: true,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (confirmed && !remove.isPending) remove.mutate();
	};
	return (
		<Dialog open onOpenChange={props.onClose} title={text.removeTitle(connection.name)} description={text.removeHint}>
			<form onSubmit={submit} className="grid gap-5">
				<Field label={text.removeConfirm(connection.name)}>
					{(ids) => (
						<Input {...ids} autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
					)}
				</Field>
				{remove.isError && <ProblemNote error={remove.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="danger" aria-disabled={!confirmed || remove.isPending}>
						{text.removeSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
