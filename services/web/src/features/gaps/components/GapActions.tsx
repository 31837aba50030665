import { CircleCheck, Clock, RotateCcw, UserRoundPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { CommandTip } from "@/components/ui/tooltip";
import { type Gap, send } from "@/features/gaps/api";
import { ActProblem } from "@/features/gaps/components/ActProblem";
import { AssignDialog } from "@/features/gaps/components/AssignDialog";
import { CloseDialog } from "@/features/gaps/components/CloseDialog";
import { SnoozeDialog } from "@/features/gaps/components/SnoozeDialog";
import { gapStrings as text } from "@/features/gaps/strings";
import { useGapAct } from "@/features/gaps/use-gap-act";
import { useCommand } from "@/lib/commands/react";

/** What a lead can do about a gap. */
export function GapActions({ gap }: { gap: Gap }) {
	const [dialog, setDialog] = useState<"assign" | "snooze" | "close" | null>(null);
	const shut = () => setDialog(null);
	const isOpen = gap.status !== "closed";
	const reopen = useGapAct((key) => send.reopen(gap, key), { done: () => text.reopened });
	const openAgain = () => reopen.isPending || reopen.mutate();
	useCommand("gaps.assign", () => setDialog("assign"), { enabled: isOpen });
	useCommand("gaps.snooze", () => setDialog("snooze"), { enabled: isOpen });
	useCommand("gaps.close", () => setDialog("close"), { enabled: isOpen });
	useCommand("gaps.reopen", openAgain, { enabled: gap.status !== "open" });
	return (
		<div className="grid gap-3">
			<div className="flex flex-wrap gap-2">
				{isOpen && (
					<>
						<CommandTip id="gaps.assign">
							<Button onClick={() => setDialog("assign")}>
								<UserRoundPlus aria-hidden="true" />
								{text.assign}
							</Button>
						</CommandTip>
						<CommandTip id="gaps.snooze">
							<Button onClick={() => setDialog("snooze")}>
								<Clock aria-hidden="true" />
								{text.snooze}
							</Button>
						</CommandTip>
						<CommandTip id="gaps.close">
							<Button onClick={() => setDialog("close")}>
								<CircleCheck aria-hidden="true" />
								{text.close}
							</Button>
						</CommandTip>
					</>
				)}
				{gap.status !== "open" && (
					<CommandTip id="gaps.reopen">
						<Button aria-disabled={reopen.isPending} onClick={openAgain}>
							{reopen.isPending ? <Spinner /> : <RotateCcw aria-hidden="true" />}
							{isOpen ? text.wake : text.reopen}
						</Button>
					</CommandTip>
				)}
			</div>
			{reopen.isError && <ActProblem error={reopen.error} />}
			{dialog === "assign" && <AssignDialog gap={gap} onClose={shut} />}
			{dialog === "snooze" && <SnoozeDialog gap={gap} onClose={shut} />}
			{dialog === "close" && <CloseDialog gap={gap} onClose={shut} />}
		</div>
	);
}
