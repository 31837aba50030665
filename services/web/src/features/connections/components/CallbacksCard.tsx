import { CircleCheck, CircleOff, ClipboardCopy, Radio } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { type Connection, send } from "@/features/connections/api";
import { connectionStrings as text } from "@/features/connections/strings";
import { copy } from "@/lib/copy";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** Whether the PSA tells us of changes, and where. */
export function CallbacksCard({ connection }: { connection: Connection }) {
	const { registered, url } = connection.callbacks;
	const register = useSend((key) => send.registerCallbacks(connection.id, key), {
		old: [keys.connections],
		done: () => text.registered,
		quiet: true,
	});
	const Icon = registered ? CircleCheck : CircleOff;
	return (
		<Card className="grid gap-4">
			<div className="grid gap-1">
				<CardTitle>{text.callbacks}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.callbacksHint}</p>
			</div>
			<p role="status" className="flex items-start gap-2.5 text-sm">
				<Icon
					aria-hidden="true"
					className={`mt-0.5 size-4 shrink-0 ${registered ? "text-success" : "text-muted-foreground"}`}
				/>
				{registered ? text.callbacksOn : text.callbacksOff}
			</p>
			{url ? <Address url={url} /> : <p className="text-sm text-warning">{text.callbacksNoAddress}</p>}
			{register.isError && <ProblemNote error={register.error} />}
			{url && (
				<Button
					className="justify-self-end"
					aria-disabled={register.isPending}
					onClick={() => register.isPending || register.mutate()}
				>
					{register.isPending ? <Spinner /> : <Radio aria-hidden="true" />}
					{registered ? text.registerAgain : text.register}
				</Button>
			)}
		</Card>
	);
}

function Address({ url }: { url: string }) {
	return (
		<div className="grid gap-1.5 text-sm">
			<p className="font-medium">{text.callbacksAddress}</p>
			<div className="flex items-start gap-2">
				<code className="min-w-0 flex-1 break-all rounded-lg bg-muted px-3 py-2 font-mono text-xs">{url}</code>
				<Button size="icon" variant="ghost" aria-label={text.copy} onClick={() => void copy(url)}>
					<ClipboardCopy aria-hidden="true" />
				</Button>
			</div>
			<p className="text-muted-foreground">{text.callbacksSecret}</p>
		</div>
	);
}
