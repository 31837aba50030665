import { ClipboardCheck } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ScriptResultForm } from "@/features/case/components/ScriptResultForm";
import type { Generated } from "@/features/scripts/api";
import { ScriptView } from "@/features/scripts/components/ScriptView";
import { scriptStrings as text } from "@/features/scripts/strings";
import { strings } from "@/lib/strings";

/** The script, to be taken along; what running it gave can be said at once or later, on the case. */
export function MadeScript(props: { session: string; script: Generated; secret: boolean; onClose: () => void }) {
	const { generation, script, filename } = props.script;
	const [recording, setRecording] = useState(false);
	return (
		<div className="grid min-w-0 gap-5">
			<ScriptView script={script} filename={filename} secret={props.secret} />
			{recording ? (
				<ScriptResultForm session={props.session} generation={generation} onDone={props.onClose} />
			) : (
				<div className="flex flex-wrap items-center gap-2 border-border border-t pt-4">
					<p className="mr-auto text-muted-foreground text-sm">{text.runIt}</p>
					<Button onClick={() => setRecording(true)}>
						<ClipboardCheck aria-hidden="true" />
						{text.recordResult}
					</Button>
					<Button onClick={props.onClose}>{strings.common.close}</Button>
				</div>
			)}
		</div>
	);
}
