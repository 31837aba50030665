import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { type Endpoint, send } from "@/features/webhooks/api";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Asks before an endpoint goes. */
export function RemoveDialog(props: { endpoint: Endpoint; onClose: () => void; onRemoved: () => void }) {
	const { endpoint } = props;
	const remove = useSend((key) => send.remove(endpoint.id, key), {
		old: [keys.endpoints],
		done: () => text.removed,
		onDone: props.onRemoved,
		quiet: true,
	});
	return (
		<Dialog open onOpenChange={props.onClose} title={text.removeTitle} description={text.removeHint}>
			<p className="break-all font-mono text-sm">{endpoint.url}</p>
			{remove.isError && <ProblemNote error={remove.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="danger" aria-disabled={remove.isPending} onClick={() => remove.isPending || remove.mutate()}>
					{text.removeSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
