import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { connectionStrings as text } from "@/features/connections/strings";

/** From one connection back to all of them. */
export function BackLink() {
	return (
		<Link
			to="/settings/psa"
			className="-mt-4 inline-flex items-center gap-1.5 justify-self-start text-muted-foreground text-sm hover:text-foreground"
		>
			<ArrowLeft aria-hidden="true" className="size-4" />
			{text.back}
		</Link>
	);
}
