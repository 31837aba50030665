import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { deliveriesKey, send } from "@/features/webhooks/api";
import { localTime, periodOf } from "@/features/webhooks/model";
import { webhookStrings as text } from "@/features/webhooks/strings";
import type { Schema } from "@/lib/api";
import { formatDateTime, formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";
import { toast } from "@/lib/toast";
import { useSend } from "@/lib/use-send";

const DAY_MS = 86_400_000;

/** Which time is sent anew; at first the last day. */
export function ReplayDialog({ id, onClose }: { id: string; onClose: () => void }) {
	const [from, setFrom] = useState(() => localTime(new Date(Date.now() - DAY_MS)));
	const [until, setUntil] = useState(() => localTime(new Date()));
	const [tried, setTried] = useState(false);
	const [some, setSome] = useState("");
	const period = periodOf(from, until, new Date());
	const replay = useSend((key, wanted: Schema["Replay"]) => send.replay(id, wanted, key), {
		old: [deliveriesKey(id)],
		onDone: ({ count, next_since }) => {
			if (next_since === null) {
				toast.success(text.replayed(count));
				onClose();
			} else {
				setFrom(localTime(new Date(next_since)));
				setSome(text.replayedSome(formatNumber(count), formatDateTime(next_since)));
			}
		},
		quiet: true,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		setTried(true);
		if (period && !replay.isPending) replay.mutate(period);
	};
	const error = tried && !period ? text.replayError : undefined;
	return (
		<Dialog open onOpenChange={onClose} title={text.replayTitle} description={text.replayHint}>
			<form onSubmit={submit} noValidate className="grid gap-5">
				<div className="grid items-start gap-4 sm:grid-cols-2">
					<Field label={text.from} error={error}>
						{(ids) => (
							<Input {...ids} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
						)}
					</Field>
					<Field label={text.until}>
						{(ids) => (
							<Input {...ids} type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
						)}
					</Field>
				</div>
				<p role="status" className="text-sm empty:hidden">
					{some}
				</p>
				{replay.isError && <ProblemNote error={replay.error} />}
				<div className="flex justify-end gap-2">
					<DialogClose asChild>
						<Button>{strings.common.cancel}</Button>
					</DialogClose>
					<Button type="submit" variant="primary" aria-disabled={replay.isPending}>
						{replay.isPending && <Spinner />}
						{text.replaySubmit}
					</Button>
				</div>
			</form>
		</Dialog>
	);
}
