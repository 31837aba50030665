import { ChevronRight, ScrollText, Ticket } from "lucide-react";
import { memo } from "react";
import { caseStrings as text } from "@/features/case/strings";
import type { Intake } from "@/features/case/types";
import { formatNumber, formatTime } from "@/lib/dates";
import { initialsOf } from "@/lib/names";

/** What the engineer came with: words, log, screenshots. */
export const IntakeMessage = memo(function IntakeMessage(props: {
	intake: Intake | null;
	name: string | null;
	at: string;
	/** What people call the ticket that it began from, and what stands in that. */
	ticket: string | null;
	ticketText: string | null;
}) {
	const { intake, at, ticket, ticketText } = props;
	const name = props.name ?? text.someEngineer;
	return (
		<li className="grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 pb-3">
			<span aria-hidden="true" className="grid size-8 place-items-center rounded-full bg-accent font-semibold text-xs">
				{initialsOf(name)}
			</span>
			<div className="grid gap-3">
				<p className="flex min-h-8 flex-wrap items-center gap-x-2 text-muted-foreground text-sm">
					{text.intakeBy(name)}
					<time dateTime={at} className="font-mono text-xs">
						{formatTime(at)}
					</time>
				</p>
				{ticket && (
					<div className="grid gap-2 rounded-2xl rounded-tl-md border border-border px-4 py-3 text-sm">
						<p className="flex items-center gap-2.5 font-medium">
							<Ticket aria-hidden="true" className="size-4 shrink-0 text-primary" />
							{text.intakeTicket(ticket)}
						</p>
						{ticketText && <p className="whitespace-pre-wrap break-words leading-relaxed">{ticketText}</p>}
					</div>
				)}
				{intake?.text && (
					<p className="max-h-80 overflow-y-auto whitespace-pre-wrap break-words rounded-2xl rounded-tl-md bg-accent/60 px-4 py-3 leading-relaxed print:max-h-none">
						{intake.text}
					</p>
				)}
				{intake?.log_content && <Log intake={intake} />}
				{intake && intake.image_urls.length > 0 && <Screenshots urls={intake.image_urls} />}
			</div>
		</li>
	);
});

function Log({ intake }: { intake: Intake }) {
	return (
		<details className="group rounded-xl border border-border bg-background/50">
			<summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-2.5 px-4 py-3 text-sm">
				<ChevronRight aria-hidden="true" className="size-4 shrink-0 transition-transform group-open:rotate-90" />
				<ScrollText aria-hidden="true" className="size-4 shrink-0 text-primary" />
				<span className="font-medium">{text.log(formatNumber(intake.log_lines ?? 0))}</span>
				<span className="text-muted-foreground max-sm:basis-full">{text.logSize(size(intake.log_bytes ?? 0))}</span>
			</summary>
			<pre
				// biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
				tabIndex={0}
				className="max-h-96 overflow-auto border-border border-t px-4 py-3 font-mono text-xs leading-relaxed"
			>
				{intake.log_content}
			</pre>
		</details>
	);
}

function Screenshots({ urls }: { urls: readonly string[] }) {
	return (
		<ul aria-label={text.screenshots} className="flex flex-wrap gap-3">
			{urls.map((url, at) => (
				<li key={url}>
					<a
						href={url}
						target="_blank"
						rel="noreferrer"
						aria-label={text.openScreenshot(at + 1)}
						className="block rounded-lg"
					>
						<img
							src={url}
							alt={text.screenshot(at + 1)}
							loading="lazy"
							className="h-28 w-44 rounded-lg border border-border object-cover transition-opacity hover:opacity-80"
						/>
					</a>
				</li>
			))}
		</ul>
	);
}

/** "12.4 kB" */
function size(bytes: number): string {
	const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
	return formatNumber(value, { style: "unit", unit, maximumFractionDigits: 1 });
}
