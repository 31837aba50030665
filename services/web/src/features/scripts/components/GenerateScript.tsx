import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { FORGET, type Generated, send, type Template, templateQuery, type Values } from "@/features/scripts/api";
import { MadeScript } from "@/features/scripts/components/MadeScript";
import { ParameterForm } from "@/features/scripts/components/ParameterForm";
import { ShellBadge } from "@/features/scripts/components/ShellBadge";
import { TemplatePicker } from "@/features/scripts/components/TemplatePicker";
import { useValues } from "@/features/scripts/hooks/useValues";
import { scriptStrings as text } from "@/features/scripts/strings";
import { filledIn, holdsPassword } from "@/features/scripts/values";
import { newKey } from "@/lib/api";
import { isProblem } from "@/lib/problem";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";

/** The template that FlowPilot, or a script before, would take, and what is known of its values. */
export interface ScriptSuggestion {
	templateId: string;
	preFilled: Readonly<Record<string, string>>;
}

type Known = Readonly<Record<string, string>>;

const NOTHING: Known = {};

/** Makes a script for a case: choose a template, fill it in, take the script, say what running it gave. */
export default function GenerateScript(props: {
	sessionId: string;
	suggestion?: ScriptSuggestion;
	fixId?: string | null;
	onClose: () => void;
}) {
	const { suggestion } = props;
	const [chosen, setChosen] = useState(suggestion?.templateId ?? null);
	const [made, setMade] = useState<{ script: Generated; secret: boolean } | null>(null);
	const known = chosen === suggestion?.templateId ? suggestion?.preFilled : undefined;
	return (
		<Dialog
			open
			onOpenChange={props.onClose}
			title={made ? text.madeTitle(made.script.generation.template_name) : text.generateTitle}
			description={made ? text.madeHint : text.generateHint}
			className="w-[min(52rem,calc(100vw-2rem))]"
		>
			{made ? (
				<MadeScript session={props.sessionId} {...made} onClose={props.onClose} />
			) : chosen === null ? (
				<TemplatePicker onPick={setChosen} />
			) : (
				<FillIn
					key={chosen}
					session={props.sessionId}
					template={chosen}
					known={known ?? NOTHING}
					fix={props.fixId ?? null}
					onOther={() => setChosen(null)}
					onMade={(script, secret) => setMade({ script, secret })}
				/>
			)}
		</Dialog>
	);
}

interface FillInProps {
	session: string;
	template: string;
	known: Known;
	fix: string | null;
	onOther: () => void;
	onMade: (script: Generated, secret: boolean) => void;
}

function FillIn(props: FillInProps) {
	const template = useQuery(templateQuery(props.template));
	if (template.data) return <Form {...props} found={template.data} />;
	if (template.isPending) return <Skeleton className="h-48" />;
	const gone = isProblem(template.error, "unknown_template");
	return (
		<>
			{gone ? (
				<p role="alert">{text.templateGone}</p>
			) : (
				<ProblemNote error={template.error} onRetry={() => void template.refetch()} />
			)}
			<Button className="justify-self-start" onClick={props.onOther}>
				{text.otherTemplate}
			</Button>
		</>
	);
}

function Form(props: FillInProps & { found: Template }) {
	const { found } = props;
	const { parameters } = found.parameters_schema;
	const client = useQueryClient();
	const form = useValues(parameters, props.known);
	const key = useRef(newKey());
	const make = useMutation({
		mutationFn: (values: Values) => send.generate(props.session, found.id, values, props.fix, key.current),
		onSuccess: (script) => {
			props.onMade(script, holdsPassword(parameters));
			void client.invalidateQueries({ queryKey: keys.case(props.session) });
		},
		onError: (error) => {
			if (isProblem(error) && !error.isPassing) key.current = newKey();
			form.take(error);
		},
		...FORGET,
	});
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (form.complete() && !make.isPending) make.mutate(form.values);
	};
	const set = (name: string, value: string | boolean) => {
		key.current = newKey(); // other values are another script
		form.set(name, value);
	};
	return (
		<form onSubmit={submit} noValidate className="grid gap-5">
			<div className="grid gap-2 rounded-xl border border-border p-4">
				<div className="flex flex-wrap items-center gap-2">
					<h3 className="mr-auto font-medium">{found.name}</h3>
					<ShellBadge shell={found.shell} />
				</div>
				<p className="text-muted-foreground text-sm">{found.description}</p>
			</div>
			<ParameterForm
				parameters={parameters}
				values={form.values}
				errors={form.errors}
				filledIn={filledIn(parameters, props.known)}
				onChange={set}
			/>
			{make.isError && !isProblem(make.error, "parameters_invalid") && <ProblemNote error={make.error} />}
			<div className="flex flex-wrap justify-end gap-2">
				<Button variant="ghost" className="mr-auto" onClick={props.onOther}>
					{text.otherTemplate}
				</Button>
				<DialogClose asChild>
					<Button>{strings.common.cancel}</Button>
				</DialogClose>
				<Button type="submit" variant="primary" aria-disabled={make.isPending}>
					{make.isPending && <Spinner />}
					{text.generate}
				</Button>
			</div>
		</form>
	);
}
