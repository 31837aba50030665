import { useQuery } from "@tanstack/react-query";
import { Workflow, X } from "lucide-react";
import { useState } from "react";
import { FindList } from "@/components/find-list";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { type FlowChoice, flowsQuery } from "@/features/gaps/api";
import { domainWord } from "@/features/gaps/model";
import { gapStrings as text } from "@/features/gaps/strings";
import { useRested } from "@/lib/use-rested";

const REST_MS = 200;

/** Finds a published flow by its name; the one that is chosen stands in the list's place. */
export function FlowPicker(props: {
	chosen: FlowChoice | null;
	onChoose: (flow: FlowChoice | null) => void;
	/** It was sent without one. */
	missing: boolean;
}) {
	const { chosen, onChoose } = props;
	const [again, setAgain] = useState(false);
	const chooseAnother = () => {
		setAgain(true);
		onChoose(null);
	};
	if (chosen)
		return (
			<div className="flex items-center gap-3 rounded-xl border border-primary bg-primary/10 px-4 py-3">
				<Workflow aria-hidden="true" className="size-4 shrink-0 text-primary" />
				<p className="min-w-0 grow break-words">
					<span className="sr-only">{text.chosenFlow}: </span>
					{chosen.name}
				</p>
				<Button variant="ghost" size="icon" aria-label={text.chooseAnother} onClick={chooseAnother}>
					<X aria-hidden="true" />
				</Button>
			</div>
		);
	return (
		<div className="grid gap-2">
			<Finder autoFocus={again} onChoose={onChoose} />
			{props.missing && (
				<p role="alert" className="text-danger text-sm">
					{text.flowError}
				</p>
			)}
		</div>
	);
}

function Finder({ autoFocus, onChoose }: { autoFocus: boolean; onChoose: (flow: FlowChoice) => void }) {
	const [typed, setTyped] = useState("");
	const [at, setAt] = useState(0);
	const q = useRested(typed.trim(), REST_MS);
	const flows = useQuery(flowsQuery(q));
	const found = flows.data ?? [];
	/** Whether what is shown is what was typed. */
	const rests = q === typed.trim() && !flows.isPlaceholderData;
	return (
		<>
			<FindList
				label={text.whichFlow}
				listLabel={text.flowList}
				placeholder={text.whichFlowHint}
				typed={typed}
				onType={(next) => {
					setTyped(next);
					setAt(0);
				}}
				items={found}
				keyOf={({ id }) => id}
				at={at}
				onAt={setAt}
				onTake={(flow) => rests && onChoose(flow)}
				onClick={onChoose}
				autoFocus={autoFocus}
				className="max-h-52"
			>
				{({ name, problem_domain }) => (
					<span className="flex flex-wrap items-center gap-x-3">
						<span className="mr-auto break-words">{name}</span>
						<span className="text-muted-foreground text-sm">{domainWord(problem_domain)}</span>
					</span>
				)}
			</FindList>
			{flows.isError && <ProblemNote error={flows.error} onRetry={() => void flows.refetch()} />}
			<p role="status" className="text-muted-foreground text-sm empty:hidden">
				{flows.isSuccess && found.length === 0 && text.noFlow}
			</p>
		</>
	);
}
