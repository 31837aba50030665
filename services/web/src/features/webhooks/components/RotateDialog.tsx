import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { send } from "@/features/webhooks/api";
import { SecretDialog } from "@/features/webhooks/components/SecretDialog";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Another secret for an endpoint, shown once. */
export function RotateDialog({ id, onClose }: { id: string; onClose: () => void }) {
	const [made, setMade] = useState<{ secret: string | null } | null>(null);
	const rotate = useSend((key) => send.rotate(id, key), {
		old: [keys.endpoints],
		onDone: ({ secret }) => setMade({ secret }),
		quiet: true,
		secret: true,
	});
	if (made) return <SecretDialog secret={made.secret} rotated onClose={onClose} />;
	return (
		<Dialog open onOpenChange={onClose} title={text.rotate} description={text.rotateHint}>
			{rotate.isError && <ProblemNote error={rotate.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="primary" aria-disabled={rotate.isPending} onClick={() => rotate.isPending || rotate.mutate()}>
					{rotate.isPending && <Spinner />}
					{text.rotateSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
