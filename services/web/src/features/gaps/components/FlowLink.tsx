import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Workflow } from "lucide-react";
import { flowQuery } from "@/features/flows/api";
import { gapStrings as text } from "@/features/gaps/strings";

/** Leads to a flow, and to the step in it that is meant. A flow whose name is not known is asked for it. */
export function FlowLink({ id, name, node }: { id: string; name: string | null; node: string | null }) {
	const flow = useQuery({ ...flowQuery(id), enabled: name === null });
	return (
		<Link
			to="/flows/$flowId"
			params={{ flowId: id }}
			search={node ? { node } : {}}
			className="break-words text-primary underline-offset-4 hover:underline"
		>
			<Workflow aria-hidden="true" className="mr-1.5 inline size-4 align-[-0.2em]" />
			{name ?? flow.data?.name ?? text.openFlow}
			{node && <span className="text-muted-foreground"> · {text.atStep(node)}</span>}
		</Link>
	);
}
