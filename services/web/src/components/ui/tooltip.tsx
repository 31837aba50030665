import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "@/components/ui/kbd";
import { type CommandId, commandOf } from "@/lib/commands/catalogue";

export const TooltipProvider = Radix.Provider;

/** What the control does, and its key. `children` is the control. */
export function Tooltip({ text, keys, children }: { text: ReactNode; keys?: string; children: ReactNode }) {
	return (
		<Radix.Root>
			<Radix.Trigger asChild>{children}</Radix.Trigger>
			<Radix.Portal>
				<Radix.Content
					sideOffset={6}
					className="z-50 flex items-center gap-2 rounded-lg border border-border bg-popover px-3 py-1.5 text-popover-foreground text-sm shadow-lg"
				>
					{text}
					{keys && <Kbd keys={keys} />}
				</Radix.Content>
			</Radix.Portal>
		</Radix.Root>
	);
}

/** The tooltip of a control that runs a command. */
export function CommandTip({ id, children }: { id: CommandId; children: ReactNode }) {
	const { label, keys } = commandOf(id);
	return (
		<Tooltip text={label} keys={keys}>
			{children}
		</Tooltip>
	);
}
