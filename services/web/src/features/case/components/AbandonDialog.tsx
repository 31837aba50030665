import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { send } from "@/features/case/api";
import { useAct } from "@/features/case/hooks/useAct";
import { caseStrings as text } from "@/features/case/strings";
import { strings } from "@/lib/strings";

/** Asks before a case is abandoned. */
export function AbandonDialog({ id, onClose }: { id: string; onClose: () => void }) {
	const abandon = useAct(id, (key) => send.abandon(id, key), {
		done: () => text.done.abandon,
		onDone: onClose,
	});
	return (
		<Dialog open onOpenChange={onClose} title={text.abandonTitle} description={text.abandonHint}>
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button
					variant="danger"
					aria-disabled={abandon.isPending}
					onClick={() => !abandon.isPending && abandon.mutate()}
				>
					{text.abandonSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
