import { Fragment } from "react";
import { cn } from "@/lib/cn";
import { capsOf } from "@/lib/commands/keys";
import { strings } from "@/lib/strings";

/** Keys as they stand in the catalogue, drawn as caps. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
	return (
		<span className={cn("inline-flex items-center gap-1 text-muted-foreground text-xs", className)}>
			{capsOf(keys).map((caps, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the strokes of a shortcut never move
				<Fragment key={at}>
					{at > 0 && <span>{strings.shell.sequence}</span>}
					{caps.map((cap) => (
						<kbd key={cap} className="rounded border border-border bg-muted px-1.5 py-0.5 font-mono text-foreground">
							{cap}
						</kbd>
					))}
				</Fragment>
			))}
		</span>
	);
}
