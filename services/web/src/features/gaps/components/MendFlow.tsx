import { Link } from "@tanstack/react-router";
import { PencilRuler } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardTitle } from "@/components/ui/card";
import { gapStrings as text } from "@/features/gaps/strings";

/** Leads to the place in the flow where something is missing. */
export function MendFlow({ flow, node }: { flow: string; node: string | null }) {
	return (
		<Card aria-label={text.mend} className="grid gap-4 border-primary/40">
			<div className="grid gap-1">
				<CardTitle>{text.mend}</CardTitle>
				<p className="text-muted-foreground text-sm">{text.mendHint}</p>
			</div>
			<Button asChild variant="primary" className="justify-self-start">
				<Link to="/flows/$flowId" params={{ flowId: flow }} search={node ? { node } : {}}>
					<PencilRuler aria-hidden="true" />
					{text.openFlow}
				</Link>
			</Button>
		</Card>
	);
}
