import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { strings } from "@/lib/strings";

/** Leads to where one begins. */
export function HomeButton() {
	return (
		<Button asChild variant="primary">
			<Link to="/">{strings.errors.home}</Link>
		</Button>
	);
}
