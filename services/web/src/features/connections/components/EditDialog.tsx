import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { type Changes, type Connection, send } from "@/features/connections/api";
import { KeyFields } from "@/features/connections/components/KeyFields";
import { PlaceFields } from "@/features/connections/components/PlaceFields";
import { SaveProblem } from "@/features/connections/components/SaveProblem";
import { changesOf, type Draft, draftOf, faultsOf, goesElsewhere } from "@/features/connections/draft";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** What a connection is called and where it leads; where it leads elsewhere, with the keys anew. */
export function EditDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
	const [draft, setDraft] = useState(() => draftOf(connection));
	const [tried, setTried] = useState(false);
	const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
	const elsewhere = goesElsewhere(draft, connection);
	const found = faultsOf(draft, elsewhere);
	const save = useSend(
		(key, changes: Partial<Changes>) => send.change(connection.id, changes as Changes, connection.version, key),
		{ old: [keys.connections], done: () => text.saved, onDone: onClose, quiet: true, secret: true },
	);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		const changes = changesOf(draft, connection);
		if (Object.keys(found).length > 0 || save.isPending) return;
		if (Object.keys(changes).length === 0) onClose();
		else save.mutate(changes);
	};
	const faults = tried ? found : {};
	return (
		<Dialog open onOpenChange={onClose} title={text.editTitle} description={text.providers[connection.provider]}>
			<form onSubmit={submit} noValidate autoComplete="off" className="grid gap-5">
				<PlaceFields draft={draft} faults={faults} onChange={change} />
				{elsewhere && (
					<>
						<p role="status" className="rounded-xl border border-warning/50 px-4 py-3 text-sm">
							{text.editKeysAgain}
						</p>
						<KeyFields
							provider={draft.provider}
							keys={draft.keys}
							error={faults.keys}
							onChange={(typed) => change({ keys: typed })}
						/>
					</>
				)}
				{save.isError && <SaveProblem error={save.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={save.isPending}>
						{save.isPending && <Spinner />}
						{text.save}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
