import { Pencil, Undo2 } from "lucide-react";
import { type ReactNode, type Ref, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { Tooltip } from "@/components/ui/tooltip";
import { useAct } from "@/features/case/hooks/useAct";
import type { CaseDetail, Fact } from "@/features/case/types";
import { sendFact } from "@/features/facts/api";
import { FactEdit } from "@/features/facts/components/FactEdit";
import { FactSourceLine } from "@/features/facts/components/FactSourceLine";
import { FactText } from "@/features/facts/components/FactText";
import { SourceIcon } from "@/features/facts/components/SourceIcon";
import { factStrings as text } from "@/features/facts/strings";
import { cn } from "@/lib/cn";
import { useDraft } from "@/lib/draft";

/** One thing that is known: where from, with its earlier words; to be corrected or taken back in place. */
export function FactRow({ found, fact, mayChange }: { found: CaseDetail; fact: Fact; mayChange: boolean }) {
	const draft = useDraft(`fact.edit.${fact.id}`);
	const begun = mayChange && draft.text !== "";
	const [mode, setMode] = useState<"reading" | "editing" | "retracting">(begun ? "editing" : "reading");
	const editButton = useRef<HTMLButtonElement>(null);
	const retractButton = useRef<HTMLButtonElement>(null);
	const leave = (to: { current: HTMLElement | null }) => {
		setMode("reading");
		requestAnimationFrame(() => to.current?.focus());
	};
	const revise = useAct(found.id, (key, words: string) => sendFact.revise(found.id, fact.id, words, key), {
		onDone: () => {
			draft.clear();
			leave(editButton);
		},
		quiet: true,
	});
	const retract = useAct(found.id, (key) => sendFact.retract(found.id, fact.id, key));
	if (mode === "editing" && mayChange && !revise.isPending)
		return (
			<li>
				<FactEdit
					fact={fact}
					draft={draft}
					error={revise.error}
					onSave={(words) => (words === fact.text ? leave(editButton) : revise.mutate(words))}
					onLeave={() => leave(editButton)}
				/>
			</li>
		);
	const going = retract.isPending;
	return (
		<li className={cn("group grid gap-1.5 rounded-lg py-1.5", mode === "retracting" && "bg-danger/8 px-2 -mx-2")}>
			<div className="relative flex items-start gap-2.5">
				<SourceIcon source={fact.source_type} className="mt-0.5" />
				<div className="min-w-0 flex-1">
					<FactText fact={fact} words={revise.isPending ? revise.variables : fact.text} struck={going} />
					<FactSourceLine fact={fact} found={found} />
				</div>
				{(revise.isPending || going) && <Spinner className="mt-0.5 shrink-0 text-primary" />}
				{mayChange && mode === "reading" && !revise.isPending && (
					<div className="absolute top-0 right-0 flex shrink-0 rounded-lg bg-popover opacity-0 shadow-sm transition-opacity focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100 pointer-coarse:shadow-none">
						<IconButton
							ref={editButton}
							label={text.editOf(fact.text)}
							tip={text.edit}
							onClick={() => setMode("editing")}
						>
							<Pencil aria-hidden="true" />
						</IconButton>
						<IconButton
							ref={retractButton}
							label={text.retractOf(fact.text)}
							tip={text.retract}
							onClick={() => setMode("retracting")}
						>
							<Undo2 aria-hidden="true" />
						</IconButton>
					</div>
				)}
			</div>
			{mode === "retracting" && !going && (
				<RetractQuestion onRetract={() => retract.mutate()} onKeep={() => leave(retractButton)} />
			)}
		</li>
	);
}

/** Asked in place, where the fact stands. */
function RetractQuestion({ onRetract, onKeep }: { onRetract: () => void; onKeep: () => void }) {
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: Esc answers the question, as it closes a dialog
		<div
			className="grid gap-2 pb-1.5 pl-7"
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				onKeep();
			}}
		>
			<p className="text-sm">
				<span className="font-medium">{text.retractQuestion}</span>{" "}
				<span className="text-muted-foreground">{text.retractHint}</span>
			</p>
			<div className="flex flex-wrap gap-2">
				<Button size="sm" variant="danger" autoFocus onClick={onRetract}>
					{text.retract}
				</Button>
				<Button size="sm" variant="ghost" onClick={onKeep}>
					{text.keep}
				</Button>
			</div>
		</div>
	);
}

function IconButton(props: {
	ref: Ref<HTMLButtonElement>;
	label: string;
	tip: string;
	onClick: () => void;
	children: ReactNode;
}) {
	return (
		<Tooltip text={props.tip}>
			<Button
				ref={props.ref}
				variant="ghost"
				size="icon"
				aria-label={props.label}
				onClick={props.onClick}
				className="size-7 text-muted-foreground [&_svg]:size-3.5"
			>
				{props.children}
			</Button>
		</Tooltip>
	);
}
