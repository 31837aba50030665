import { useNavigate } from "@tanstack/react-router";
import { CircleCheck, CircleOff, History, KeyRound, Send, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { deliveriesKey, type Endpoint, send } from "@/features/webhooks/api";
import "@/features/webhooks/commands";
import { EndpointDialog } from "@/features/webhooks/components/EndpointDialog";
import { RemoveDialog } from "@/features/webhooks/components/RemoveDialog";
import { ReplayDialog } from "@/features/webhooks/components/ReplayDialog";
import { RotateDialog } from "@/features/webhooks/components/RotateDialog";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { useCommand } from "@/lib/commands/react";
import { keys } from "@/lib/queries";
import { useSend } from "@/lib/use-send";

/** What can be done with an endpoint. */
export function EndpointActions({ endpoint }: { endpoint: Endpoint }) {
	const { id } = endpoint;
	const navigate = useNavigate();
	const [dialog, setDialog] = useState<"edit" | "rotate" | "replay" | "remove" | null>(null);
	const close = () => setDialog(null);
	const on = endpoint.state === "enabled";
	const test = useSend((key) => send.test(id, key), { old: [deliveriesKey(id)], done: () => text.testSent });
	const change = useSend((key, enable: boolean) => (enable ? send.enable : send.disable)(id, key), {
		old: [keys.endpoints],
		done: (enable) => (enable ? text.enabled : text.disabled),
	});
	const sendTest = () => test.isPending || test.mutate();
	useCommand("webhooks.test", sendTest);
	useCommand("webhooks.edit", () => setDialog("edit"));
	useCommand("webhooks.replay", () => setDialog("replay"));
	return (
		<div className="flex flex-wrap gap-2">
			<CommandTip id="webhooks.test">
				<Button variant="primary" aria-disabled={test.isPending} onClick={sendTest}>
					{test.isPending ? <Spinner /> : <Send aria-hidden="true" />}
					{text.testShort}
				</Button>
			</CommandTip>
			<CommandTip id="webhooks.edit">
				<Button onClick={() => setDialog("edit")}>
					<Settings2 aria-hidden="true" />
					{text.edit}
				</Button>
			</CommandTip>
			<CommandTip id="webhooks.replay">
				<Button onClick={() => setDialog("replay")}>
					<History aria-hidden="true" />
					{text.replay}
				</Button>
			</CommandTip>
			<Button onClick={() => setDialog("rotate")}>
				<KeyRound aria-hidden="true" />
				{text.rotate}
			</Button>
			<Button aria-disabled={change.isPending} onClick={() => change.isPending || change.mutate(!on)}>
				{on ? <CircleOff aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
				{on ? text.disable : text.enable}
			</Button>
			<Button variant="ghost" className="text-danger" onClick={() => setDialog("remove")}>
				<Trash2 aria-hidden="true" />
				{text.remove}
			</Button>
			{dialog === "edit" && <EndpointDialog endpoint={endpoint} onClose={close} />}
			{dialog === "rotate" && <RotateDialog id={id} onClose={close} />}
			{dialog === "replay" && <ReplayDialog id={id} onClose={close} />}
			{dialog === "remove" && (
				<RemoveDialog
					endpoint={endpoint}
					onClose={close}
					onRemoved={() => void navigate({ to: "/settings/webhooks", replace: true })}
				/>
			)}
		</div>
	);
}
