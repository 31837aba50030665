import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/features/errors/components/Notice";
import { strings } from "@/lib/strings";

/** Nothing is at this address. */
export function NotFoundPage() {
	return (
		<Notice icon={Compass} title={strings.errors.notFoundTitle} hint={strings.errors.notFoundHint}>
			<Button asChild variant="primary">
				<Link to="/">{strings.errors.home}</Link>
			</Button>
		</Notice>
	);
}
