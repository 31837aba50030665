import { Ban, EllipsisVertical, History, Link2, Pause, Play, RotateCcw, UserRoundCog } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { CommandTip } from "@/components/ui/tooltip";
import { send } from "@/features/case/api";
import { AbandonDialog } from "@/features/case/components/AbandonDialog";
import type { Opened } from "@/features/case/components/CaseDialogs";
import { ReassignDialog } from "@/features/case/components/ReassignDialog";
import { useAct } from "@/features/case/hooks/useAct";
import type { Rights } from "@/features/case/model/rights";
import { caseStrings as text } from "@/features/case/strings";
import type { CaseDetail } from "@/features/case/types";
import { ticketStrings } from "@/features/tickets/strings";
import { useWhyNoTickets } from "@/features/tickets/use-why-not";
import { useCommand } from "@/lib/commands/react";

/** The rarer things to do with a case. Pause, resume and reopen stand beside the menu too. */
export function CaseMenu(props: {
	found: CaseDetail;
	rights: Rights;
	past: boolean;
	onOpen: (opened: Opened) => void;
	onTravel: () => void;
}) {
	const { found, rights } = props;
	const [dialog, setDialog] = useState<"reassign" | "abandon" | null>(null);
	const pause = useAct(found.id, (key) => send.pause(found.id, key), { done: () => text.done.pause });
	const resume = useAct(found.id, (key) => send.resume(found.id, key), { done: () => text.done.resume });
	const reopen = useAct(found.id, (key) => send.reopen(found.id, key), { done: () => text.done.reopen });
	const noPsa = useWhyNoTickets();
	const toggle = () => (rights.pause ? pause.mutate() : resume.mutate());
	useCommand("case.pause", toggle, { enabled: rights.pause || rights.resume });
	return (
		<>
			{rights.resume && (
				<Button variant="primary" onClick={() => resume.mutate()}>
					<Play aria-hidden="true" />
					{text.resume}
				</Button>
			)}
			{rights.reopen && (
				<Button onClick={() => reopen.mutate()} aria-disabled={reopen.isPending}>
					<RotateCcw aria-hidden="true" />
					{text.reopen}
				</Button>
			)}
			<CommandTip id="case.timeTravel">
				<Button
					variant="ghost"
					size="icon"
					aria-label={text.timeTravel}
					aria-pressed={props.past}
					onClick={props.onTravel}
				>
					<History aria-hidden="true" />
				</Button>
			</CommandTip>
			{!props.past && (
				<Menu
					trigger={
						<Button variant="ghost" size="icon" aria-label={text.more}>
							<EllipsisVertical aria-hidden="true" />
						</Button>
					}
				>
					{({ MenuItem, MenuSeparator }) => (
						<>
							<MenuItem disabled={!rights.pause && !rights.resume} onSelect={toggle}>
								{rights.resume ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
								{rights.resume ? text.resume : text.pause}
							</MenuItem>
							<MenuItem disabled={!rights.reassign} onSelect={() => setDialog("reassign")}>
								<UserRoundCog aria-hidden="true" />
								{text.reassign}
							</MenuItem>
							<MenuItem
								disabled={!rights.linkTicket || noPsa !== null}
								onSelect={() => props.onOpen({ name: "linkTicket" })}
							>
								<Link2 aria-hidden="true" />
								<span>
									{found.ticket ? ticketStrings.linkOther : ticketStrings.linkLabel}
									{noPsa && (
										<span className="block text-muted-foreground text-xs">{ticketStrings.whyShort[noPsa]}</span>
									)}
								</span>
							</MenuItem>
							<MenuSeparator />
							<MenuItem disabled={!rights.abandon} className="text-danger" onSelect={() => setDialog("abandon")}>
								<Ban aria-hidden="true" />
								{text.abandon}
							</MenuItem>
						</>
					)}
				</Menu>
			)}
			{dialog === "reassign" && <ReassignDialog found={found} onClose={() => setDialog(null)} />}
			{dialog === "abandon" && <AbandonDialog id={found.id} onClose={() => setDialog(null)} />}
		</>
	);
}
