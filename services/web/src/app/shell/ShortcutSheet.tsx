import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useActiveCommands } from "@/lib/commands/react";
import type { Active } from "@/lib/commands/registry";
import { strings } from "@/lib/strings";

/** The keys that work on this page, as they stood when it was opened. */
export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
	const active = useActiveCommands();
	const [listed] = useState(active);
	const groups = byGroup(listed.filter(({ command, enabled }) => enabled && command.keys));
	return (
		<Dialog
			open
			onOpenChange={onClose}
			title={strings.shell.openShortcuts}
			description={strings.shell.shortcutsHint}
			className="sm:w-[min(52rem,calc(100vw-2rem))]"
		>
			<div className="gap-x-10 sm:columns-2">
				{groups.map(([group, entries]) => (
					<section key={group} className="mb-5 break-inside-avoid">
						<h3 className="mb-1 font-semibold text-muted-foreground text-sm">{group}</h3>
						<dl className="grid">
							{entries.map(({ id, command }) => (
								<div key={id} className="flex items-center justify-between gap-4 border-border border-b py-2 text-sm">
									<dt>{command.label}</dt>
									<dd>{command.keys && <Kbd keys={command.keys} />}</dd>
								</div>
							))}
						</dl>
					</section>
				))}
			</div>
		</Dialog>
	);
}

/** In the order in which the groups first come. */
export function byGroup(entries: readonly Active[]): [string, Active[]][] {
	const groups = new Map<string, Active[]>();
	for (const entry of entries) groups.set(entry.command.group, [...(groups.get(entry.command.group) ?? []), entry]);
	return [...groups];
}
