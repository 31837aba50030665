import { Ticket } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { CommandTip, Tooltip } from "@/components/ui/tooltip";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { ticketStrings as text } from "@/features/tickets/strings";
import { useWhyNoTickets } from "@/features/tickets/use-why-not";
import { useCommand } from "@/lib/commands/react";

const TicketDialog = lazy(() => import("@/features/tickets/components/TicketDialog"));

/** Finds the ticket that the case is about. Where there is no PSA to ask it is off, and says why. */
export function TicketButton({ form }: { form: IntakeForm }) {
	const [open, setOpen] = useState(false);
	const why = useWhyNoTickets();
	useCommand("pilot.ticket", () => setOpen(true), { enabled: why === null });
	if (why !== null) return <Off why={why} />;
	return (
		<>
			<CommandTip id="pilot.ticket">
				<Button variant="ghost" className="px-3" aria-haspopup="dialog" onClick={() => setOpen(true)}>
					<Ticket aria-hidden="true" />
					{text.fromTicket}
				</Button>
			</CommandTip>
			<Suspense>
				{open && (
					<TicketDialog
						title={text.pickTitle}
						hint={text.pickHint}
						takeLabel={text.take}
						onTake={(chosen) => {
							form.setTicket(chosen);
							setOpen(false);
						}}
						onClose={() => setOpen(false)}
					/>
				)}
			</Suspense>
		</>
	);
}

/** It keeps the focus so that the reason can be reached by keyboard. */
function Off({ why }: { why: keyof typeof text.why }) {
	return (
		<Tooltip text={<span className="block max-w-64">{text.why[why]}</span>}>
			<Button variant="ghost" className="px-3" aria-disabled="true" aria-label={`${text.fromTicket}. ${text.why[why]}`}>
				<Ticket aria-hidden="true" />
				<span className="grid text-left leading-tight">
					{text.fromTicket}
					<span className="font-normal text-xs">{text.whyShort[why]}</span>
				</span>
			</Button>
		</Tooltip>
	);
}
