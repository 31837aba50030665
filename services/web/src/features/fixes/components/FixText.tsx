import { Terminal } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useGenerateScript, type WantedScript } from "@/features/case/hooks/useGenerateScript";
import type { Fix } from "@/features/case/types";
import { fixStrings as text } from "@/features/fixes/strings";
import { cn } from "@/lib/cn";

const LONG = 220;

/** What the fix is, and the way to its script. */
export function FixText({ fix }: { fix: Fix }) {
	const generate = useGenerateScript();
	const [whole, setWhole] = useState(false);
	const more = fix.description.trim() !== fix.title.trim();
	const long = fix.description.length > LONG || fix.description.includes("\n");
	return (
		<div className="grid gap-1">
			<h3 className="break-words font-medium">{fix.title}</h3>
			{more && (
				<p
					className={cn(
						"whitespace-pre-wrap break-words text-muted-foreground text-sm leading-relaxed",
						long && !whole && "line-clamp-2 max-sm:hidden",
					)}
				>
					{fix.description}
				</p>
			)}
			{more && long && (
				<Button
					size="sm"
					variant="link"
					aria-expanded={whole}
					className="h-auto justify-self-start px-0"
					onClick={() => setWhole(!whole)}
				>
					{whole ? text.less : text.more}
				</Button>
			)}
			{fix.script && generate && (
				<Button size="sm" className="mt-1 justify-self-start" onClick={() => generate?.(wantedBy(fix))}>
					<Terminal aria-hidden="true" />
					{text.script}
				</Button>
			)}
		</div>
	);
}

function wantedBy({ id, script }: Fix): WantedScript {
	return { template_id: script?.template_id ?? null, parameters: script?.pre_filled_params ?? {}, fix_id: id };
}
