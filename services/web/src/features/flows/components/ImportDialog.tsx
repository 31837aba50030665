import { useMutation, useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field, NativeSelect, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { checkImport, type FileFormat, type FlowImport, importFlows, importQuery } from "@/features/flows/api";
import { ImportList } from "@/features/flows/components/ImportList";
import { guessFormat, MAX_FILE_CHARS } from "@/features/flows/model/file";
import { flowStrings as text } from "@/features/flows/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

interface FlowFile {
	content: string;
	format: FileFormat;
}

/** Flows out of a file: looked at first, then written and published. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
	const [file, setFile] = useState<FlowFile>({ content: "", format: "yaml" });
	const check = useMutation({
		mutationFn: (given: FlowFile) => checkImport(given.content, given.format),
	});
	const write = useSend((key, given: FlowFile) => importFlows(given.content, given.format, key), {
		old: [keys.flows],
		quiet: true,
	});
	const take = (next: FlowFile) => {
		setFile(next);
		check.reset();
		write.reset();
	};
	const tooLarge = file.content.length > MAX_FILE_CHARS;
	const ready = file.content.trim() !== "" && !tooLarge;
	const fine = check.data?.flows.filter(({ status }) => status !== "refused").length ?? 0;
	return (
		<Dialog
			open
			onOpenChange={() => write.isPending || onClose()}
			stubborn={write.isPending}
			title={text.importTitle}
			description={text.importHint}
			className="sm:w-[min(48rem,calc(100vw-2rem))]"
		>
			{write.data ? (
				<Written made={write.data} />
			) : (
				<>
					<Source file={file} onTake={take} error={tooLarge && text.tooLarge} />
					{check.isError && <ProblemNote error={check.error} />}
					{check.data && <ImportList flows={check.data.flows} states={text.importState} />}
					{write.isError && <ProblemNote error={write.error} />}
				</>
			)}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button aria-disabled={write.isPending}>{write.data ? strings.common.close : strings.common.cancel}</Button>
				</DialogClose>
				{!write.data && !check.data && (
					<Submit busy={check.isPending} disabled={!ready} onClick={() => check.mutate(file)}>
						{check.isPending ? text.checking : text.check}
					</Submit>
				)}
				{!write.data && check.data && (
					<Submit busy={write.isPending} disabled={fine === 0} onClick={() => write.mutate(file)}>
						{text.importSubmit(fine)}
					</Submit>
				)}
			</div>
		</Dialog>
	);
}

function Submit(props: { busy: boolean; disabled: boolean; onClick: () => void; children: ReactNode }) {
	return (
		<Button
			variant="primary"
			disabled={props.disabled}
			aria-disabled={props.busy}
			onClick={() => props.busy || props.onClick()}
		>
			{props.busy && <Spinner />}
			{props.children}
		</Button>
	);
}

function Source(props: { file: FlowFile; error: ReactNode; onTake: (file: FlowFile) => void }) {
	const { file, onTake } = props;
	const id = useId();
	const read = async (chosen: File | undefined) => {
		if (!chosen) return;
		const content = chosen.size > 4 * MAX_FILE_CHARS ? "x".repeat(MAX_FILE_CHARS + 1) : await chosen.text();
		onTake({ content, format: guessFormat(chosen.name, content) });
	};
	return (
		<div className="grid gap-4">
			<div className="flex flex-wrap items-end gap-3">
				<label
					htmlFor={id}
					className="inline-flex h-10 cursor-pointer items-center gap-2 rounded-lg border border-border bg-accent/60 px-4 font-medium text-sm hover:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring"
				>
					<FileUp aria-hidden="true" className="size-4" />
					{text.chooseFile}
					<input
						id={id}
						type="file"
						accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
						className="sr-only"
						onChange={({ target }) => {
							void read(target.files?.[0]);
							target.value = ""; // the same file can be chosen again once it was changed
						}}
					/>
				</label>
				<Field label={text.format} className="w-32">
					{(ids) => (
						<NativeSelect
							{...ids}
							value={file.format}
							onChange={({ target }) => onTake({ ...file, format: target.value === "json" ? "json" : "yaml" })}
						>
							<option value="yaml">{text.formats.yaml}</option>
							<option value="json">{text.formats.json}</option>
						</NativeSelect>
					)}
				</Field>
			</div>
			<Field label={text.orPaste} error={props.error}>
				{(ids) => (
					<Textarea
						{...ids}
						value={props.error ? "" : file.content}
						spellCheck={false}
						className="min-h-40 font-mono text-xs"
						onChange={({ target }) => onTake({ content: target.value, format: guessFormat("", target.value) })}
					/>
				)}
			</Field>
		</div>
	);
}

function Written({ made }: { made: FlowImport }) {
	const progress = useQuery(importQuery(made.id));
	const done = made.flows.filter(({ status }) => status !== "refused").length;
	const { data } = progress;
	return (
		<div className="grid gap-3">
			<p className="font-medium">{text.imported(done)}</p>
			{progress.isError ? (
				<ProblemNote error={progress.error} onRetry={() => void progress.refetch()} />
			) : (
				<p role="status" className="flex items-center gap-2 text-muted-foreground text-sm">
					{data?.status !== "completed" && <Spinner />}
					{data?.status === "completed" ? text.embedded : text.embedding(data?.pending ?? done)}{" "}
					{data && data.failed > 0 && text.embeddingFailed(data.failed)}
				</p>
			)}
			<ImportList flows={made.flows} states={text.importDone} />
		</div>
	);
}
