import { useMutation } from "@tanstack/react-query";
import { ClipboardCopy, FileDown, Printer } from "lucide-react";
import type { MouseEvent } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { CaseDetail } from "@/features/case/types";
import { printedAt, readPdf } from "@/features/documents/api";
import { Markdown } from "@/features/documents/components/Markdown";
import { documentStrings as text } from "@/features/documents/strings";
import { copy } from "@/lib/copy";
import { formatDateTime } from "@/lib/dates";
import { problemWords } from "@/lib/problem-words";
import { saveFile } from "@/lib/save-file";
import { toast } from "@/lib/toast";

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

/** The documentation as a page to be printed, in a tab of its own, and as a PDF to keep. */
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
			<PdfLink sessionId={sessionId} />
		</>
	);
}

/** Asked for by the page, so that a refusal is said here and not in a tab of its own. */
function PdfLink({ sessionId }: { sessionId: string }) {
	const make = useMutation({
		mutationFn: () => readPdf(sessionId),
		onSuccess: (pdf) => saveFile(`case-${sessionId}.pdf`, pdf),
		onError: (error) => toast.error(problemWords(error)),
	});
	const take = (event: MouseEvent) => {
		event.preventDefault();
		if (!make.isPending) make.mutate();
	};
	return (
		<Button size="sm" asChild>
			<a href={printedAt(sessionId, "pdf")} aria-disabled={make.isPending} onClick={take}>
				{make.isPending ? <Spinner /> : <FileDown aria-hidden="true" />}
				{text.pdf}
			</a>
		</Button>
	);
}
