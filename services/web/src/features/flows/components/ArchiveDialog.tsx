import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { send } from "@/features/flows/api";
import { UnsavedNote } from "@/features/flows/components/UnsavedNote";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { useOverSaved } from "@/features/flows/hooks/useOverSaved";
import { flowStrings as text } from "@/features/flows/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Asks before a flow is archived, and says what follows. */
export function ArchiveDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
	const archive = useSend((key, version: number) => send.archive(editor.flow.id, version, key), {
		old: [keys.flows],
		done: () => text.archived,
		onDone: (archived) => {
			editor.take(archived);
			onClose();
		},
		quiet: true,
	});
	const asked = useOverSaved(editor, archive, onClose);
	return (
		<Dialog open onOpenChange={asked.close} stubborn={asked.stubborn} title={text.archiveTitle}>
			<ul className="grid list-disc gap-1.5 pl-5 text-sm">
				{text.archiveHint.map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
			{asked.unsaved && <UnsavedNote />}
			{archive.isError && <ProblemNote error={archive.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button aria-disabled={asked.stubborn}>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="danger" aria-disabled={asked.busy} onClick={asked.submit}>
					{text.archiveSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
