import { ScrollText } from "lucide-react";
import { type ClipboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { countLines, looksLikeLog } from "@/features/pilot/log-text";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { formatNumber } from "@/lib/dates";
import { focusAtEnd } from "@/lib/focus";
import { strings } from "@/lib/strings";

/** A text area with more than this in it would be slow; nobody describes an issue at that length. */
const PASTE_CHARS = 256 * 1024;
const text = strings.pilot;

/** The issue in words. A log that is pasted here is offered to move to its own place. */
export function Description({ form, readOnly }: { form: IntakeForm; readOnly: boolean }) {
	const [pasted, setPasted] = useState<string | null>(null);
	const [moved, setMoved] = useState<string | null>(null);
	const area = useRef<HTMLTextAreaElement>(null);
	useEffect(() => focusAtEnd(area.current), []);
	const onPaste = (event: ClipboardEvent) => {
		const found = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
		setMoved(null);
		if (found.length > PASTE_CHARS) {
			event.preventDefault();
			form.addLog(found);
			setMoved(linesOf(found));
		} else setPasted(looksLikeLog(found) ? found : null);
	};
	const offered = pasted !== null && form.text.text.includes(pasted) ? pasted : null;
	const move = (log: string) => {
		form.text.set(form.text.text.replace(log, () => "").trim());
		form.addLog(log);
		setPasted(null);
		area.current?.focus();
	};
	const tooLong = form.obstacle === "text-too-long";
	return (
		<div className="grid">
			<textarea
				ref={area}
				aria-label={text.text}
				aria-invalid={tooLong || undefined}
				aria-describedby={tooLong ? "text-too-long" : undefined}
				placeholder={text.placeholder}
				value={form.text.text}
				readOnly={readOnly}
				onChange={(event) => form.text.set(event.target.value)}
				onPaste={onPaste}
				className="field-sizing-content max-h-[55vh] min-h-48 w-full resize-none rounded-t-card bg-transparent p-5 text-base leading-relaxed outline-none placeholder:text-muted-foreground sm:text-lg"
			/>
			{tooLong && (
				<p id="text-too-long" role="alert" className="flex flex-wrap items-center gap-3 px-5 pb-3 text-danger text-sm">
					{text.textTooLong}
					<Button size="sm" onClick={() => move(form.text.text)}>
						{text.move}
					</Button>
				</p>
			)}
			<div role="status" className="px-3 sm:px-5">
				{moved && <p className="pb-3 text-muted-foreground text-sm">{text.movedToLog(moved)}</p>}
				{offered !== null && !tooLong && (
					<MoveOffer log={offered} onMove={() => move(offered)} onLeave={() => setPasted(null)} />
				)}
			</div>
		</div>
	);
}

function MoveOffer({ log, onMove, onLeave }: { log: string; onMove: () => void; onLeave: () => void }) {
	return (
		<div className="mb-4 flex flex-wrap items-center gap-3 rounded-xl border border-primary/40 bg-primary/5 p-3 text-sm">
			<ScrollText aria-hidden="true" className="size-5 shrink-0 text-primary" />
			<div className="min-w-52 flex-1">
				<p className="font-medium">{text.moveTitle(linesOf(log))}</p>
				<p className="text-muted-foreground">{text.moveHint}</p>
			</div>
			<Button size="sm" variant="primary" onClick={onMove}>
				{text.move}
			</Button>
			<Button size="sm" variant="ghost" onClick={onLeave}>
				{text.moveNot}
			</Button>
		</div>
	);
}

function linesOf(log: string): string {
	const count = countLines(log);
	return text.logLines(count, formatNumber(count));
}
