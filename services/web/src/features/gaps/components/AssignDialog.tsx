import { type FormEvent, useState } from "react";
import { useMe } from "@/app/shell/session";
import { Dialog } from "@/components/ui/dialog";
import { Field, NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Gap, send } from "@/features/gaps/api";
import { FormEnd } from "@/features/gaps/components/FormEnd";
import { gapStrings as text } from "@/features/gaps/strings";
import { useDialogAct } from "@/features/gaps/use-dialog-act";
import { usePeople } from "@/features/gaps/use-people";
import { strings } from "@/lib/strings";

/** Gives the gap to somebody of the account, or to nobody. */
export function AssignDialog({ gap, onClose }: { gap: Gap; onClose: () => void }) {
	const me = useMe();
	const { people, nameOf, error } = usePeople();
	const [to, setTo] = useState(gap.assigned_to ?? "");
	const assign = useDialogAct(gap, (key, user: string | null) => send.assign(gap, user, key), {
		done: (user) => (user ? text.assigned(nameOf(user)) : text.unassigned),
		onDone: onClose,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (!assign.isPending) assign.mutate(to || null);
	};
	const gone = to !== "" && !people.some(({ id }) => id === to);
	return (
		<Dialog open onOpenChange={onClose} title={text.assignTitle}>
			<form onSubmit={submit} className="grid gap-4">
				<Field label={text.assignTo}>
					{(ids) => (
						<NativeSelect {...ids} value={to} onChange={(event) => setTo(event.target.value)}>
							<option value="">{text.nobody}</option>
							{gone && <option value={to}>{nameOf(to)}</option>}
							{people.map(({ id, name, role }) => (
								<option key={id} value={id}>
									{id === me.id ? text.assigneeMe(name) : `${name} · ${strings.shell.roles[role]}`}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
				{error && <ProblemNote error={error} />}
				<FormEnd label={text.assignSubmit} busy={assign.isPending} error={assign.error} />
			</form>
		</Dialog>
	);
}
