import { Terminal } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { WantedScript } from "@/features/case/hooks/useGenerateScript";
import { caseStrings as text } from "@/features/case/strings";
import type { Step } from "@/features/case/types";

/** On a step that a script carries out: makes it, with what FlowPilot knows filled in. */
export function ScriptButton({ step, onGenerate }: { step: Step; onGenerate: (wanted: WantedScript) => void }) {
	const { content } = step;
	if (content.type !== "action" || !content.template_id) return null;
	const wanted = { template_id: content.template_id, parameters: content.pre_filled_params ?? {}, fix_id: null };
	return (
		<Button variant="primary" className="justify-self-start" onClick={() => onGenerate(wanted)}>
			<Terminal aria-hidden="true" />
			{text.generateThis}
		</Button>
	);
}
