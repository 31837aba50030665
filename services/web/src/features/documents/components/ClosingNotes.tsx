import { ClipboardCopy, FileDown, Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { CaseDetail } from "@/features/case/types";
import { printedAt } from "@/features/documents/api";
import { Markdown } from "@/features/documents/components/Markdown";
import { copy } from "@/features/documents/copy";
import { documentStrings as text } from "@/features/documents/strings";
import { formatDateTime } from "@/lib/dates";

type Written = CaseDetail["closing_notes"][number];

/** The documents that a case was closed with, the last first. Nothing where there is none. */
export function ClosingNotes({ found }: { found: CaseDetail }) {
	const notes = [...found.closing_notes].reverse();
	if (notes.length === 0) return null;
	return (
		<section aria-labelledby="closing-documents" className="grid gap-4">
			<h2 id="closing-documents" className="font-semibold text-xl">
				{text.closing}
			</h2>
			{notes.map((note) => (
				<ClosingDocument key={note.outcome} note={note} several={notes.length > 1} />
			))}
		</section>
	);
}

function ClosingDocument({ note, several }: { note: Written; several: boolean }) {
	const kind = text.kinds[note.kind];
	const id = `closing-${note.outcome}`;
	return (
		<article aria-labelledby={id} className="glass grid gap-4 p-5">
			<header className="flex flex-wrap items-center gap-x-3 gap-y-2">
				<h3 id={id} className="font-semibold text-lg">
					{several ? text.closingOf(kind, note.outcome) : kind}
				</h3>
				<p className="mr-auto text-muted-foreground text-sm">
					{`${note.edited ? text.edited : text.draftedBy[note.engine]} · ${formatDateTime(note.at)}`}
				</p>
				<Button data-print="hidden" size="sm" onClick={() => void copy(note.markdown)}>
					<ClipboardCopy aria-hidden="true" />
					{text.copy}
				</Button>
			</header>
			<Markdown text={note.markdown} level={4} />
		</article>
	);
}

/** The documentation as a page to be printed and as a PDF, each in a tab of its own. */
export function PrintLinks({ sessionId }: { sessionId: string }) {
	return (
		<>
			<Button size="sm" asChild>
				<a href={printedAt(sessionId, "html")} target="_blank" rel="noreferrer">
					<Printer aria-hidden="true" />
					{text.printPage}
					<span className="sr-only">{`(${text.opensNew})`}</span>
				</a>
			</Button>
			<Button size="sm" asChild>
				<a href={printedAt(sessionId, "pdf")} target="_blank" rel="noreferrer">
					<FileDown aria-hidden="true" />
					{text.pdf}
					<span className="sr-only">{`(${text.opensNew})`}</span>
				</a>
			</Button>
		</>
	);
}
