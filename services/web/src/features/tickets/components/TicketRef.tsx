import { ExternalLink } from "lucide-react";
import { safeAddress } from "@/features/tickets/links";
import { ticketStrings as text } from "@/features/tickets/strings";

/** How people call the ticket, and the way to it in the PSA. */
export function TicketRef({ refName, url }: { refName: string; url: string | null }) {
	const address = safeAddress(url);
	if (!address) return <span className="font-mono text-primary">{refName}</span>;
	return (
		<a
			href={address}
			target="_blank"
			rel="noreferrer noopener"
			aria-label={text.openInPsa(refName)}
			className="inline-flex items-center gap-1.5 font-mono text-primary hover:underline"
		>
			{refName}
			<ExternalLink aria-hidden="true" className="size-3.5" />
		</a>
	);
}
