import { CircleCheck, CircleX, PencilLine } from "lucide-react";
import type { FlowImport } from "@/features/flows/api";
import { flowStrings as text } from "@/features/flows/strings";

const LOOKS = {
	published: { icon: CircleCheck, tone: "text-success" },
	draft: { icon: PencilLine, tone: "text-warning" },
	refused: { icon: CircleX, tone: "text-danger" },
} as const;

/** The flows of a file, each with all that is wrong with it. */
export function ImportList(props: {
	flows: FlowImport["flows"];
	states: Readonly<Record<keyof typeof LOOKS, string>>;
}) {
	const refused = props.flows.filter(({ status }) => status === "refused").length;
	return (
		<section aria-label={text.importTitle} className="grid gap-2">
			<p role="status" className="font-medium text-sm">
				{text.checked(props.flows.length - refused, refused)}
			</p>
			<ul className="grid max-h-72 gap-1.5 overflow-y-auto">
				{props.flows.map(({ index, name, status, faults, ignored }) => {
					const { icon: Icon, tone } = LOOKS[status];
					return (
						<li key={index} className="grid gap-1 rounded-lg border border-border p-2.5 text-sm">
							<p className="flex flex-wrap items-center gap-2">
								<span className="mr-auto break-words font-medium">{name || text.unnamed(index)}</span>
								<span className={`flex items-center gap-1 ${tone}`}>
									<Icon aria-hidden="true" className="size-4" />
									{props.states[status]}
								</span>
							</p>
							{faults.length > 0 && (
								<ul className="grid list-disc gap-0.5 pl-5 text-muted-foreground">
									{faults.map((fault) => (
										<li key={`${fault.code} ${fault.node_id} ${fault.detail}`} className="break-words">
											{fault.detail} {fault.node_id && <code className="text-xs">{text.atPlace(fault.node_id)}</code>}
										</li>
									))}
								</ul>
							)}
							{ignored.length > 0 && (
								<p className="text-muted-foreground text-xs">{text.ignored(ignored.join(", "))}</p>
							)}
						</li>
					);
				})}
			</ul>
		</section>
	);
}
