import { ClipboardCopy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { webhookStrings as text } from "@/features/webhooks/strings";
import { copy } from "@/lib/copy";

/** The signing secret, shown this once. Esc does not close it: it would be lost by one key. */
export function SecretDialog(props: { secret: string | null; rotated?: boolean; onClose: () => void }) {
	const { secret } = props;
	return (
		<Dialog open stubborn onOpenChange={props.onClose} title={text.secretTitle} description={text.secretHint}>
			{secret === null ? (
				<p role="alert" className="rounded-xl border border-warning/50 p-4 text-sm">
					{text.secretGone}
				</p>
			) : (
				<div className="grid gap-3 text-sm">
					<div className="flex items-start gap-2">
						<code className="min-w-0 flex-1 select-all break-all rounded-lg bg-muted px-3 py-2.5 font-mono">
							{secret}
						</code>
						<Button variant="primary" autoFocus onClick={() => void copy(secret)}>
							<ClipboardCopy aria-hidden="true" />
							{text.secretCopy}
						</Button>
					</div>
					<p className="text-muted-foreground">{text.secretVerify}</p>
					{props.rotated && <p className="text-muted-foreground">{text.secretOld}</p>}
				</div>
			)}
			<Button className="justify-self-end" onClick={props.onClose}>
				{text.secretDone}
			</Button>
		</Dialog>
	);
}
