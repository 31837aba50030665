import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FindList } from "@/components/find-list";
import { Dialog } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Mapped, type Members, membersKey, type PsaMember, send } from "@/features/connections/api";
import { shownMembers } from "@/features/connections/members";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** Says by hand who somebody is in the PSA: found by typing. */
export function MemberDialog(props: {
	id: string;
	person: Mapped;
	members: readonly PsaMember[];
	onClose: () => void;
}) {
	const { id, person } = props;
	const client = useQueryClient();
	const [typed, setTyped] = useState("");
	const [at, setAt] = useState(0);
	const found = shownMembers(props.members, typed);
	const offered: readonly (PsaMember | null)[] = typed ? found : [...found, null];
	const map = useSend((key, member: PsaMember | null) => send.mapMember(id, person.user_id, member?.id ?? null, key), {
		old: [keys.connections],
		quiet: true,
		done: (member) => (member ? text.mapped(person.user_name, member.name) : text.unmapped(person.user_name)),
		onDone: (mapped) => {
			client.setQueryData<Members>(membersKey(id), (before) => before && { ...before, ...mapped });
			props.onClose();
		},
	});
	return (
		<Dialog open onOpenChange={props.onClose} title={text.chooseTitle(person.user_name)} description={text.chooseHint}>
			<FindList
				label={text.chooseSearch}
				listLabel={text.psaMember}
				placeholder={text.chooseSearch}
				typed={typed}
				onType={(next) => {
					setTyped(next);
					setAt(0);
				}}
				items={offered}
				keyOf={(member) => member?.id ?? ""}
				at={at}
				onAt={setAt}
				onTake={(member) => map.isPending || map.mutate(member)}
				className="max-h-[45vh]"
			>
				{(member) => <Offered member={member} />}
			</FindList>
			<p role="status" className="text-muted-foreground text-sm empty:hidden">
				{offered.length === 0 && text.chooseNone}
			</p>
			{map.isError && <ProblemNote error={map.error} />}
		</Dialog>
	);
}

function Offered({ member }: { member: PsaMember | null }) {
	return (
		<>
			<span className="block font-medium">
				{member?.name ?? text.chooseNobody}
				{member && !member.active && <span className="font-normal text-muted-foreground">{` · ${text.inactive}`}</span>}
			</span>
			<span className="block break-all text-muted-foreground text-sm">
				{member ? member.email : text.chooseNobodyHint}
			</span>
		</>
	);
}
