import { useNavigate } from "@tanstack/react-router";
import { CirclePause, KeyRound, Play, PlugZap, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { type Connection, send } from "@/features/connections/api";
import "@/features/connections/commands";
import { EditDialog } from "@/features/connections/components/EditDialog";
import { RemoveDialog } from "@/features/connections/components/RemoveDialog";
import { RotateDialog } from "@/features/connections/components/RotateDialog";
import { connectionStrings as text } from "@/features/connections/strings";
import { testWord } from "@/features/connections/words";
import { useCommand } from "@/lib/commands/react";
import { keys } from "@/lib/queries";
import { toast } from "@/lib/toast";
import { useSend } from "@/lib/use-send";

/** What can be done with a connection as a whole. */
export function ConnectionActions({ connection }: { connection: Connection }) {
	const { id } = connection;
	const navigate = useNavigate();
	const [dialog, setDialog] = useState<"edit" | "rotate" | "remove" | null>(null);
	const close = () => setDialog(null);
	const old = [keys.connections];
	const test = useSend((key) => send.test(id, key), {
		old,
		quiet: true,
		onDone: (tested) => (tested.ok ? toast.success : toast.error)(testWord(tested)),
	});
	const pausing = useSend((key, pause: boolean) => (pause ? send.pause : send.resume)(id, key), {
		old,
		done: (pause) => (pause ? text.paused : text.resumed),
	});
	const active = connection.state === "active";
	const ask = () => test.isPending || test.mutate();
	const toggle = () => pausing.isPending || pausing.mutate(active);
	useCommand("connections.test", ask);
	useCommand("connections.pause", toggle);
	useCommand("connections.edit", () => setDialog("edit"));
	useCommand("connections.rotate", () => setDialog("rotate"));
	return (
		<div className="grid gap-3">
			<div className="flex flex-wrap gap-2">
				<CommandTip id="connections.test">
					<Button variant="primary" aria-disabled={test.isPending} onClick={ask}>
						{test.isPending ? <Spinner /> : <PlugZap aria-hidden="true" />}
						{test.isPending ? text.testing : text.testShort}
					</Button>
				</CommandTip>
				<CommandTip id="connections.pause">
					<Button aria-disabled={pausing.isPending} onClick={toggle}>
						{active ? <CirclePause aria-hidden="true" /> : <Play aria-hidden="true" />}
						{active ? text.pause : text.resume}
					</Button>
				</CommandTip>
				<CommandTip id="connections.edit">
					<Button onClick={() => setDialog("edit")}>
						<Settings2 aria-hidden="true" />
						{text.editShort}
					</Button>
				</CommandTip>
				<CommandTip id="connections.rotate">
					<Button onClick={() => setDialog("rotate")}>
						<KeyRound aria-hidden="true" />
						{text.rotate}
					</Button>
				</CommandTip>
				<Button variant="ghost" className="text-danger" onClick={() => setDialog("remove")}>
					<Trash2 aria-hidden="true" />
					{text.remove}
				</Button>
			</div>
			{test.isError && <ProblemNote error={test.error} onRetry={ask} />}
			{dialog === "edit" && <EditDialog connection={connection} onClose={close} />}
			{dialog === "rotate" && <RotateDialog connection={connection} onClose={close} />}
			{dialog === "remove" && (
				<RemoveDialog
					connection={connection}
					onClose={close}
					onRemoved={() => void navigate({ to: "/settings/psa", replace: true })}
				/>
			)}
		</div>
	);
}
