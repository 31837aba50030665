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

/** Asks before the draft reads as an earlier version. */
export function RestoreDialog(props: { editor: Editor; version: number; onClose: () => void; onRestored: () => void }) {
	const { editor, version } = props;
	const restore = useSend((key, over: number) => send.restore(editor.flow.id, version, over, key), {
		old: [keys.flows],
		done: () => text.restoredVersion(version),
		onDone: (restored) => {
			editor.take(restored);
			props.onRestored();
			props.onClose();
		},
		quiet: true,
	});
	const asked = useOverSaved(editor, restore, props.onClose);
	return (
		<Dialog
			open
			onOpenChange={asked.close}
			stubborn={asked.stubborn}
			title={text.restoreTitle(version)}
			description={text.restoreHint}
		>
			{asked.unsaved && <UnsavedNote />}
			{restore.isError && <ProblemNote error={restore.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button aria-disabled={asked.stubborn}>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="primary" aria-disabled={asked.busy} onClick={asked.submit}>
					{text.restoreSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
