import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Connection, type Keys, send } from "@/features/connections/api";
import { KeyFields } from "@/features/connections/components/KeyFields";
import { hasAllKeys, keysOf } from "@/features/connections/providers";
import { connectionStrings as text } from "@/features/connections/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Other keys for a connection. */
export function RotateDialog({ connection, onClose }: { connection: Connection; onClose: () => void }) {
	const { id, provider } = connection;
	const [typed, setTyped] = useState<Keys>({});
	const [tried, setTried] = useState(false);
	const whole = hasAllKeys(provider, typed);
	const rotate = useSend((key, credentials: Keys) => send.rotate(id, credentials, key), {
		old: [keys.connections],
		done: () => text.rotated,
		onDone: onClose,
		quiet: true,
		secret: true,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (whole && !rotate.isPending) rotate.mutate(keysOf(provider, typed));
	};
	return (
		<Dialog open onOpenChange={onClose} title={text.rotateTitle} description={text.rotateHint}>
			<form onSubmit={submit} noValidate autoComplete="off" className="grid gap-5">
				<KeyFields
					provider={provider}
					keys={typed}
					error={tried && !whole ? text.keysNeeded : undefined}
					onChange={setTyped}
				/>
				{rotate.isError && <ProblemNote error={rotate.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={rotate.isPending}>
						{rotate.isPending && <Spinner />}
						{text.rotateSubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
