import { SquareChevronRight, SquareTerminal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Shell } from "@/features/scripts/api";
import { scriptStrings as text } from "@/features/scripts/strings";

const ICONS = { powershell: SquareChevronRight, bash: SquareTerminal } as const;

/** Which shell a script is for. */
export function ShellBadge({ shell }: { shell: Shell }) {
	const Icon = ICONS[shell];
	return (
		<Badge tone="primary">
			<Icon aria-hidden="true" />
			{text.shells[shell]}
		</Badge>
	);
}
