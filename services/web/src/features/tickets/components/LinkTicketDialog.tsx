import { useAct } from "@/features/case/hooks/useAct";
import type { CaseDetail } from "@/features/case/types";
import { sendTicket } from "@/features/tickets/api";
import TicketDialog from "@/features/tickets/components/TicketDialog";
import type { Chosen } from "@/features/tickets/model";
import { ticketStrings as text } from "@/features/tickets/strings";

/** Gives a case its ticket, or another one. */
export default function LinkTicketDialog({ found, onClose }: { found: CaseDetail; onClose: () => void }) {
	const link = useAct(
		found.id,
		(key, { id, connection_id }: Chosen) =>
			sendTicket.link(found.id, { psa_ticket_id: id, psa_connection_id: connection_id }, key),
		{ done: ({ ref }) => text.linked(ref), onDone: onClose, quiet: true },
	);
	const before = found.psa_ticket_id ? ` ${text.relinkHint(found.ticket?.ref ?? found.psa_ticket_id)}` : "";
	return (
		<TicketDialog
			title={text.linkTitle}
			hint={`${text.linkHint}${before} ${text.pickHint}`}
			takeLabel={text.link}
			busy={link.isPending}
			error={link.error}
			onTake={(chosen) => link.mutate(chosen)}
			onClose={onClose}
		/>
	);
}
