import type { LucideIcon } from "lucide-react";

/** Something that the engineer can have done: by a key, in the palette, by a button. */
export interface Command {
	label: string;
	/** The heading that it stands under in the palette and the sheet. */
	group: string;
	/**
	 * One stroke (`j`, `?`, `mod+enter`, `escape`, `arrowdown`) or a sequence (`g c`). `mod` is Ctrl, on a Mac Cmd.
	 * A stroke without `mod` is never taken from a field that is being typed in.
	 */
	keys?: string;
	icon?: LucideIcon;
	/** Works under an open dialog too. */
	everywhere?: boolean;
	/** Not offered in the palette: it means something only where the focus is. */
	keyOnly?: boolean;
}

/** Commands of one feature, with their names kept for `CommandId`. */
export function defineCommands<const Name extends string>(commands: Record<Name, Command>): Record<Name, Command> {
	return commands;
}
