import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Me } from "@/features/auth/api";
import { DemoUsers } from "@/features/auth/components/DemoUsers";
import { SignInForm } from "@/features/auth/components/SignInForm";
import { strings } from "@/lib/strings";

/** The sign-in ended while somebody worked: they sign in again over the page and go on where they were. */
export default function SessionEnded({ me, onSignedIn }: { me: Me; onSignedIn: (me: Me) => void }) {
	return (
		<Dialog
			open
			stubborn
			onOpenChange={() => undefined}
			title={strings.auth.endedTitle}
			description={strings.auth.endedHint}
		>
			<SignInForm email={me.email} onSignedIn={onSignedIn} />
			<DemoUsers only={me.email} onSignedIn={onSignedIn} />
			<Button variant="link" asChild>
				<a href="/sign-in">{strings.auth.otherPerson}</a>
			</Button>
		</Dialog>
	);
}
