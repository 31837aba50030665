import { Command as Cmdk } from "cmdk";
import { useRef, useState } from "react";
import { byGroup } from "@/app/shell/ShortcutSheet";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useActiveCommands } from "@/lib/commands/react";
import type { Active } from "@/lib/commands/registry";
import { strings } from "@/lib/strings";

/** Every command that works here, to be found by typing. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
	const active = useActiveCommands();
	const [listed] = useState(active);
	const offered = listed.filter(({ id, command, enabled }) => enabled && !command.keyOnly && id !== "shell.palette");
	const chosen = useRef<Active | null>(null);
	const choose = (entry: Active) => {
		chosen.current = entry;
		onClose();
	};
	return (
		<Dialog
			open
			onOpenChange={onClose}
			onClosed={() => chosen.current?.run()}
			title={strings.shell.openPalette}
			className="gap-3 p-4"
		>
			<Cmdk label={strings.shell.openPalette} loop className="grid gap-2">
				<Cmdk.Input
					placeholder={strings.shell.palettePlaceholder}
					className="h-11 w-full rounded-lg border border-input bg-background/60 px-3"
				/>
				<Cmdk.List className="max-h-[50vh] overflow-y-auto">
					<Cmdk.Empty className="p-4 text-muted-foreground text-sm">{strings.shell.paletteNothing}</Cmdk.Empty>
					{byGroup(offered).map(([group, entries]) => (
						<Cmdk.Group
							key={group}
							heading={group}
							className="[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-2 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
						>
							{entries.map((entry) => (
								<PaletteItem key={entry.id} entry={entry} onChoose={choose} />
							))}
						</Cmdk.Group>
					))}
				</Cmdk.List>
			</Cmdk>
		</Dialog>
	);
}

function PaletteItem({ entry, onChoose }: { entry: Active; onChoose: (entry: Active) => void }) {
	const { label, icon: Icon, keys } = entry.command;
	return (
		<Cmdk.Item
			value={`${label} ${entry.id}`}
			onSelect={() => onChoose(entry)}
			className="flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2.5 text-sm data-[selected=true]:bg-accent"
		>
			{Icon && <Icon aria-hidden="true" className="size-4 text-primary" />}
			<span className="grow">{label}</span>
			{keys && <Kbd keys={keys} />}
		</Cmdk.Item>
	);
}
