import { Link } from "@tanstack/react-router";
import { HandHelping } from "lucide-react";
import { Button } from "@/components/ui/button";
import { escalationStrings as text } from "@/features/escalations/strings";

/** Nobody waits. */
export function EmptyQueue() {
	return (
		<div className="glass grid justify-items-center gap-4 px-6 py-16 text-center">
			<HandHelping aria-hidden="true" className="size-10 text-primary" />
			<h2 className="font-semibold text-xl">{text.emptyTitle}</h2>
			<p className="max-w-md text-muted-foreground">{text.emptyHint}</p>
			<Button asChild>
				<Link to="/cases">{text.toCases}</Link>
			</Button>
		</div>
	);
}
