import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Spinner } from "@/components/ui/spinner";
import { FORGET, send, type Template, type TemplateVersion, type Values } from "@/features/scripts/api";
import { ParameterForm } from "@/features/scripts/components/ParameterForm";
import { ScriptView } from "@/features/scripts/components/ScriptView";
import { useValues } from "@/features/scripts/hooks/useValues";
import { scriptStrings as text } from "@/features/scripts/strings";
import { holdsPassword } from "@/features/scripts/values";
import { isProblem } from "@/lib/problem";
import { strings } from "@/lib/strings";

/** The script that a template makes, to look at; nothing is recorded. */
export function TryTemplate(props: { template: Template; shown: Template | TemplateVersion; onClose: () => void }) {
	const { template, shown } = props;
	const { parameters } = shown.parameters_schema;
	const form = useValues(parameters, {});
	const present = shown.template_version === template.template_version && template.active;
	const made = useMutation({
		mutationFn: (values: Values) => send.render(template.id, values, present ? null : shown.template_version),
		onError: form.take,
		...FORGET,
	});
	const [seen, setSeen] = useState(false);
	const submit = (event: FormEvent) => {
		event.preventDefault();
		if (form.complete() && !made.isPending) made.mutate(form.values, { onSuccess: () => setSeen(true) });
	};
	return (
		<Dialog
			open
			onOpenChange={props.onClose}
			title={text.tryIt}
			description={text.tryHint}
			className="w-[min(52rem,calc(100vw-2rem))]"
		>
			{seen && made.data ? (
				<>
					<ScriptView script={made.data.script} filename={made.data.filename} secret={holdsPassword(parameters)} />
					<Button className="justify-self-end" onClick={() => setSeen(false)}>
						{text.goBack}
					</Button>
				</>
			) : (
				<form onSubmit={submit} noValidate className="grid gap-5">
					<ParameterForm parameters={parameters} values={form.values} errors={form.errors} onChange={form.set} />
					{made.isError && !isProblem(made.error, "parameters_invalid") && <ProblemNote error={made.error} />}
					<div className="flex justify-end gap-2">
						<DialogClose asChild>
							<Button>{strings.common.cancel}</Button>
						</DialogClose>
						<Button type="submit" variant="primary" aria-disabled={made.isPending}>
							{made.isPending && <Spinner />}
							{text.show}
						</Button>
					</div>
				</form>
			)}
		</Dialog>
	);
}
