import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { caseStrings as text } from "@/features/case/strings";
import { commandOf } from "@/lib/commands/catalogue";
import { useCommand } from "@/lib/commands/react";

/** "I can't check this right now". */
export function SkipButton({ onSkip }: { onSkip: () => void }) {
	useCommand("case.skip", onSkip);
	return (
		<Button variant="ghost" size="sm" onClick={onSkip} className="-ml-3 justify-self-start text-muted-foreground">
			{text.skip}
			<Kbd keys={commandOf("case.skip").keys ?? ""} className="max-sm:hidden" />
		</Button>
	);
}
