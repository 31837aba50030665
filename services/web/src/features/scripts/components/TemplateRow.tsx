import { Link } from "@tanstack/react-router";
import { CircleOff, Users } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { TemplateItem } from "@/features/scripts/api";
import { ShellBadge } from "@/features/scripts/components/ShellBadge";
import { scriptStrings as text } from "@/features/scripts/strings";
import { cn } from "@/lib/cn";

/** One template of the library. */
export function TemplateRow({ item }: { item: TemplateItem }) {
	return (
		<Link
			to="/script-templates/$templateId"
			params={{ templateId: item.id }}
			data-row
			className={cn(
				"glass grid content-start gap-2 p-4 hover:border-primary/60 focus-visible:border-primary",
				!item.active && "opacity-80",
			)}
		>
			<span className="flex flex-wrap items-center gap-2">
				<span className="mr-auto break-words font-medium">{item.name}</span>
				<ShellBadge shell={item.shell} />
			</span>
			<span className="line-clamp-2 text-muted-foreground text-sm">{item.description}</span>
			<span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
				<span>{item.category}</span>
				<span>{item.usage_count > 0 ? text.used(item.usage_count) : text.unused}</span>
				{item.team_id && (
					<Badge>
						<Users aria-hidden="true" />
						{text.team}
					</Badge>
				)}
				{!item.active && (
					<Badge tone="warning">
						<CircleOff aria-hidden="true" />
						{text.withdrawn}
					</Badge>
				)}
			</span>
		</Link>
	);
}
