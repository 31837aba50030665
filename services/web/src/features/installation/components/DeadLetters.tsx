import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { type DeadLetter, deadLettersQuery } from "@/features/installation/api";
import { Panel } from "@/features/installation/components/Panel";
import { installationStrings as text } from "@/features/installation/strings";
import { formatAgo, formatDateTime, formatNumber } from "@/lib/dates";

const COMMAND = "resolutionflow dead-letters retry SERVICE POSITION";

/** What could not be handled, and where somebody decides what becomes of it. */
export function DeadLetters() {
	const query = useQuery(deadLettersQuery);
	return (
		<Panel title={text.letters} hint={text.lettersHint} query={query}>
			{(found) => (found.length === 0 ? <None /> : <Letters letters={found} />)}
		</Panel>
	);
}

function None() {
	return (
		<p className="flex items-center gap-2 text-sm">
			<CircleCheck aria-hidden="true" className="size-4 text-success" />
			{text.nothingDead}
		</p>
	);
}

function Letters({ letters }: { letters: readonly DeadLetter[] }) {
	return (
		<>
			<ul className="grid">
				{letters.map((letter) => (
					<Letter key={`${letter.service} ${letter.position}`} letter={letter} />
				))}
			</ul>
			<p className="text-muted-foreground text-sm">
				{text.decide} <code className="break-words font-mono text-foreground">{COMMAND}</code>
			</p>
		</>
	);
}

function Letter({ letter }: { letter: DeadLetter }) {
	const { service, position, event_type, error, tries, state, failed_at } = letter;
	return (
		<li className="grid gap-x-6 gap-y-1 border-border border-t py-3 text-sm sm:grid-cols-[1fr_auto] sm:items-center">
			<div className="min-w-0">
				<p className="break-words font-medium">
					{service} <span className="font-mono">{text.letterAt(event_type, formatNumber(position))}</span>
				</p>
				<p className="break-words text-muted-foreground">
					{error} · {text.tries(tries)} ·{" "}
					<time dateTime={failed_at} title={formatDateTime(failed_at)}>
						{formatAgo(failed_at)}
					</time>
				</p>
			</div>
			<Badge tone={state === "dead" ? "warning" : "neutral"} className="justify-self-start">
				{text.states[state]}
			</Badge>
		</li>
	);
}
