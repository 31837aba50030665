import { useMe } from "@/app/shell/session";
import { sendEscalation, type Waiting } from "@/features/escalations/api";
import { tookBackWord } from "@/features/escalations/model";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** Ends a case's waiting, out of the queue. */
export function useTakeBack(): (item: Waiting) => void {
	const me = useMe();
	const takeBack = useSend((key, { id }: Waiting) => sendEscalation.takeBack(id, key), {
		old: [keys.escalations],
		done: (item) => tookBackWord(item, me),
	});
	return (item) => {
		if (!takeBack.isPending) takeBack.mutate(item);
	};
}
