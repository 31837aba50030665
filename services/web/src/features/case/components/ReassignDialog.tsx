import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { mayAct } from "@/features/auth/api";
import { send } from "@/features/case/api";
import { useAct } from "@/features/case/hooks/useAct";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { usersQuery } from "@/lib/people";
import { strings } from "@/lib/strings";

/** Gives the case to another engineer of the account. */
export function ReassignDialog({ found, onClose }: { found: CaseDetail; onClose: () => void }) {
	const { data: users, error } = useQuery(usersQuery);
	const [to, setTo] = useState("");
	const others = (users ?? []).filter(
		(user) => user.active && user.id !== found.user_id && mayAct(user.role, "engineer") && user.role !== "operator",
	);
	const nameOf = (id: string) => others.find((user) => user.id === id)?.name ?? "";
	const reassign = useAct(found.id, (key, user: string) => send.reassign(found.id, user, key), {
		done: (user) => text.done.reassign(nameOf(user)),
		onDone: onClose,
		quiet: true,
	});
	const problem = error ?? reassign.error;
	return (
		<Dialog open onOpenChange={onClose} title={text.reassignTitle} description={text.reassignHint}>
			<form
				className="grid gap-4"
				onSubmit={(event) => {
					event.preventDefault();
					if (to && !reassign.isPending) reassign.mutate(to);
				}}
			>
				<Field label={text.reassignTo}>
					{(ids) => (
						<NativeSelect {...ids} value={to} onChange={(event) => setTo(event.target.value)}>
							<option value="">{users ? text.reassignChoose : strings.common.loading}</option>
							{others.map((user) => (
								<option key={user.id} value={user.id}>
									{`${user.name} · ${strings.shell.roles[user.role]}`}
								</option>
							))}
						</NativeSelect>
					)}
				</Field>
				{problem && <ProblemNote error={problem} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={!to || reassign.isPending}>
						{text.reassignSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
