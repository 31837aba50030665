import { Link } from "@tanstack/react-router";
import { BookOpen } from "lucide-react";
import { Button } from "@/components/ui/button";
import { reviewStrings as text } from "@/features/review/strings";

/** Leads to a flow of the library. */
export function FlowLink({ id }: { id: string }) {
	return (
		<Button asChild size="sm">
			<Link to="/flows/$flowId" params={{ flowId: id }}>
				<BookOpen aria-hidden="true" />
				{text.openFlow}
			</Link>
		</Button>
	);
}
