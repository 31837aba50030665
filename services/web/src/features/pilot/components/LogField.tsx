import { FileUp, ScrollText, Trash2 } from "lucide-react";
import { type RefObject, useId, useMemo, useRef } from "react";
import { Button } from "@/components/ui/button";
import { countLines, endsOf } from "@/features/pilot/log-text";
import type { IntakeForm } from "@/features/pilot/use-intake";
import { EDITABLE_CHARS } from "@/features/pilot/use-log";
import { formatNumber } from "@/lib/dates";
import { strings } from "@/lib/strings";

const text = strings.pilot;

/** The log in its own letters; a long one is shown by its ends. */
export function LogField(props: { form: IntakeForm; area: RefObject<HTMLTextAreaElement | null>; readOnly: boolean }) {
	const { form } = props;
	const id = useId();
	const { log } = form;
	const lines = useMemo(() => countLines(log.text), [log.text]);
	const tooLarge = form.obstacle === "log-too-large";
	const remove = () => {
		log.clear();
		form.openLog(false);
	};
	return (
		<section className="grid gap-2 border-border border-t px-5 py-4">
			<div className="flex items-center gap-2 text-sm">
				<ScrollText aria-hidden="true" className="size-4 text-primary" />
				<label htmlFor={id} className="font-medium">
					{text.log}
				</label>
				<span className="text-muted-foreground tabular-nums">
					{lines > 0 && text.logLines(lines, formatNumber(lines))}
				</span>
				<ChooseFile onChosen={form.addFiles} />
				<Button size="sm" variant="ghost" aria-label={text.logRemove} onClick={remove}>
					<Trash2 aria-hidden="true" />
				</Button>
			</div>
			{log.text.length > EDITABLE_CHARS ? (
				<Preview id={id} log={log.text} />
			) : (
				<textarea
					ref={props.area}
					id={id}
					value={log.text}
					readOnly={props.readOnly}
					onChange={(event) => log.set(event.target.value)}
					onPaste={(event) => {
						const pasted = event.clipboardData.getData("text/plain");
						if (pasted.length <= EDITABLE_CHARS) return;
						event.preventDefault();
						form.addLog(pasted);
					}}
					aria-describedby={`${id}-hint`}
					aria-invalid={tooLarge || undefined}
					placeholder={text.logHint}
					spellCheck={false}
					autoCapitalize="off"
					autoCorrect="off"
					wrap="off"
					className="h-56 w-full resize-y overflow-auto rounded-lg border border-input bg-background/60 p-3 font-mono text-[0.8125rem] leading-relaxed placeholder:font-sans placeholder:text-muted-foreground"
				/>
			)}
			<p id={`${id}-hint`} role={tooLarge ? "alert" : undefined} className="text-sm empty:hidden">
				{tooLarge ? <span className="text-danger">{text.logTooLarge}</span> : <Kept kept={log.kept} />}
			</p>
		</section>
	);
}

function ChooseFile({ onChosen }: { onChosen: (files: readonly File[]) => void }) {
	const input = useRef<HTMLInputElement>(null);
	return (
		<>
			<input
				ref={input}
				type="file"
				multiple
				hidden
				onChange={(event) => {
					onChosen([...(event.target.files ?? [])]);
					event.target.value = "";
				}}
			/>
			<Button size="sm" variant="ghost" className="ml-auto" onClick={() => input.current?.click()}>
				<FileUp aria-hidden="true" />
				{text.logChooseFile}
			</Button>
		</>
	);
}

function Kept({ kept }: { kept: boolean }) {
	return kept ? null : <span className="text-warning">{text.logNotKept}</span>;
}

function Preview({ id, log }: { id: string; log: string }) {
	const { head, left, tail } = useMemo(() => endsOf(log), [log]);
	return (
		<textarea
			id={id}
			readOnly
			wrap="off"
			aria-roledescription={text.logPreview}
			value={`${head}\n\n${text.logLeftOut(formatNumber(left))}\n\n${tail}`}
			className="h-72 w-full overflow-auto rounded-lg border border-border bg-muted/60 p-3 font-mono text-[0.8125rem] text-muted-foreground leading-relaxed"
		/>
	);
}
