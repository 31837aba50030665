import { Copy, Download, KeyRound } from "lucide-react";
import { Button } from "@/components/ui/button";
import { BodyView } from "@/features/scripts/components/BodyView";
import { copyScript, download } from "@/features/scripts/script-file";
import { scriptStrings as text } from "@/features/scripts/strings";

/** A script that was made: to be read, copied and downloaded. */
export function ScriptView(props: { script: string; filename: string; secret: boolean }) {
	return (
		<div className="grid min-w-0 gap-3">
			{props.secret && (
				<p className="flex items-start gap-2 text-sm text-warning">
					<KeyRound aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
					{text.holdsPassword}
				</p>
			)}
			<BodyView body={props.script} label={text.script} className="max-h-[45vh]" />
			<div className="flex flex-wrap gap-2">
				<Button variant="primary" autoFocus onClick={() => void copyScript(props.script)}>
					<Copy aria-hidden="true" />
					{text.copy}
				</Button>
				<Button onClick={() => download(props.filename, props.script)}>
					<Download aria-hidden="true" />
					{text.download}
					<span className="font-mono font-normal text-muted-foreground text-xs max-sm:hidden">{props.filename}</span>
				</Button>
			</div>
		</div>
	);
}
