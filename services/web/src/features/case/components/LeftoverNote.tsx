import { Users } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Leftover } from "@/features/case/model/sending";
import { caseStrings as text } from "@/features/case/strings";

const TITLES = { taken: text.taken, meanwhile: text.takenMeanwhile, closed: text.takenClosed };

/** Somebody else was first: what was meant is kept, to be used or let go. */
export function LeftoverNote(props: { leftover: Leftover; onUse?: () => void; onDismiss: () => void }) {
	const { leftover } = props;
	return (
		<div role="alert" className="flex gap-3 rounded-xl border border-warning/50 bg-card p-4 text-sm">
			<Users aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning" />
			<div className="grid min-w-0 gap-2">
				<p className="font-medium">{TITLES[leftover.reason]}</p>
				<p className="text-muted-foreground">{leftover.reason === "closed" ? text.takenClosedHint : text.takenHint}</p>
				{leftover.text && (
					<blockquote className="max-h-40 overflow-y-auto whitespace-pre-wrap break-words border-warning/50 border-l-2 pl-3">
						{leftover.text}
					</blockquote>
				)}
				<div className="flex flex-wrap gap-2">
					{leftover.text && props.onUse && (
						<Button size="sm" onClick={props.onUse}>
							{text.useHere}
						</Button>
					)}
					{leftover.text && (
						<Button size="sm" variant="ghost" onClick={() => void navigator.clipboard.writeText(leftover.text)}>
							{text.copy}
						</Button>
					)}
					<Button size="sm" variant="ghost" onClick={props.onDismiss}>
						{text.discard}
					</Button>
				</div>
			</div>
		</div>
	);
}
