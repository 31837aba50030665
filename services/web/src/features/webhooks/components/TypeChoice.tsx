import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { eventTypesQuery } from "@/features/webhooks/api";
import { webhookStrings as text } from "@/features/webhooks/strings";

/** Which events an endpoint hears of: all, or those that are named. */
export function TypeChoice(props: {
	all: boolean;
	chosen: readonly string[];
	error?: string;
	onAll: (all: boolean) => void;
	onChange: (chosen: readonly string[]) => void;
}) {
	const name = useId();
	return (
		<fieldset className="grid gap-2">
			<legend className="mb-2 font-medium text-sm">{text.types}</legend>
			{[true, false].map((all) => (
				<label key={String(all)} className="flex cursor-pointer items-start gap-3 text-sm">
					<input
						type="radio"
						name={name}
						className="mt-0.5 size-4 accent-primary"
						checked={props.all === all}
						onChange={() => props.onAll(all)}
					/>
					{all ? text.typesAll : text.typesSome}
				</label>
			))}
			{!props.all && <Types chosen={props.chosen} onChange={props.onChange} />}
			{props.error && (
				<p role="alert" className="text-danger text-sm">
					{props.error}
				</p>
			)}
		</fieldset>
	);
}

function Types(props: { chosen: readonly string[]; onChange: (chosen: readonly string[]) => void }) {
	const { chosen, onChange } = props;
	const types = useQuery(eventTypesQuery);
	if (types.isPending) return <Skeleton className="h-40" />;
	if (types.isError) return <ProblemNote error={types.error} onRetry={() => void types.refetch()} />;
	const toggle = (name: string, on: boolean) =>
		onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name));
	return (
		<ul className="grid max-h-72 gap-3 overflow-y-auto rounded-xl border border-border p-4">
			{types.data.map(({ name, description }) => (
				<li key={name}>
					<label className="flex cursor-pointer items-start gap-3 text-sm">
						<input
							type="checkbox"
							className="mt-0.5 size-4 shrink-0 accent-primary"
							checked={chosen.includes(name)}
							onChange={(event) => toggle(name, event.target.checked)}
						/>
						<span className="grid min-w-0 gap-0.5">
							<code className="break-all font-mono">{name}</code>
							<span className="text-muted-foreground">{description}</span>
						</span>
					</label>
				</li>
			))}
		</ul>
	);
}
