import { Compass } from "lucide-react";
import { HomeButton } from "@/features/errors/components/HomeButton";
import { Notice } from "@/features/errors/components/Notice";
import { strings } from "@/lib/strings";

/** Nothing is at this address. */
export function NotFoundPage() {
	return (
		<Notice icon={Compass} title={strings.errors.notFoundTitle} hint={strings.errors.notFoundHint}>
			<HomeButton />
		</Notice>
	);
}
