import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";
import { flatten } from "@/features/flow-canvas/tree";
import { type Flow, send, versionQuery } from "@/features/flows/api";
import { DiffList } from "@/features/flows/components/DiffList";
import { UnsavedNote } from "@/features/flows/components/UnsavedNote";
import type { Editor } from "@/features/flows/hooks/useEditor";
import type { Checked } from "@/features/flows/hooks/useFaults";
import { useOverSaved } from "@/features/flows/hooks/useOverSaved";
import { contentOf, isSame } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";
import { keys } from "@/lib/queries";
import { strings } from "@/lib/strings";
import { useSend } from "@/lib/use-send";

/** Asks before the flow is published, with what changes by it. */
export function PublishDialog(props: { editor: Editor; checked: Checked; onClose: () => void }) {
	const { editor, checked } = props;
	const { flow, content } = editor;
	const last = useQuery({ ...versionQuery(flow.id, flow.flow_version), enabled: flow.flow_version > 0 });
	const before = last.data && contentOf(last.data);
	const publish = useSend((key, version: number) => send.publish(flow.id, version, key), {
		old: [keys.flows],
		done: (_, published: Flow) => text.published(published.flow_version),
		onDone: (published) => {
			editor.take(published);
			props.onClose();
		},
		quiet: true,
	});
	const asked = useOverSaved(editor, publish, props.onClose);
	const faults = checked.placed.length;
	const nothing = before !== undefined && isSame(before, content);
	return (
		<Dialog
			open
			onOpenChange={asked.close}
			stubborn={asked.stubborn}
			title={text.publishTitle(flow.flow_version + 1)}
			description={text.publishHint}
			className="sm:w-[min(44rem,calc(100vw-2rem))]"
		>
			{flow.flow_version === 0 && <p className="text-sm">{text.firstPublication(flatten(content.tree).length)}</p>}
			{last.isPending && flow.flow_version > 0 && <Skeleton className="h-24" />}
			{last.isError && <ProblemNote error={last.error} onRetry={() => void last.refetch()} />}
			{nothing && <p className="text-sm">{text.publishNothing}</p>}
			{before && !nothing && (
				<DiffList compared={{ before, after: content, words: [text.version(flow.flow_version), text.draftVersion] }} />
			)}
			{faults > 0 && <p className="text-danger text-sm">{text.publishFaults(faults)}</p>}
			{asked.unsaved && <UnsavedNote />}
			{publish.isError && <ProblemNote error={publish.error} />}
			<div className="flex justify-end gap-2">
				<DialogClose asChild>
					<Button aria-disabled={asked.stubborn}>{strings.common.cancel}</Button>
				</DialogClose>
				<Button variant="primary" disabled={faults > 0 || nothing} aria-disabled={asked.busy} onClick={asked.submit}>
					{asked.busy && <Spinner />}
					{text.publishSubmit}
				</Button>
			</div>
		</Dialog>
	);
}
