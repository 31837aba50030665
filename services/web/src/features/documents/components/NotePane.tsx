import { ChevronRight } from "lucide-react";
import { lazy, type Ref, Suspense, useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { useMedia, WIDE } from "@/features/case/hooks/useMedia";
import type { NoteKind } from "@/features/documents/api";
import type { ClosingNoteHandle } from "@/features/documents/components/ClosingNote";
import { documentStrings as text } from "@/features/documents/strings";

const ClosingNote = lazy(() => import("@/features/documents/components/ClosingNote"));

/** The form of a dialog with the document at its right, where there is room. */
export const BESIDE = "grid gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:grid-rows-[auto_1fr] lg:gap-x-8";

interface Pane {
	sessionId: string;
	kind: NoteKind;
	ref?: Ref<ClosingNoteHandle>;
}

/** The closing document beside the form of a dialog; on a narrow screen below it, folded and drafted when it is opened. */
export function NotePane(props: Pane) {
	const wide = useMedia(WIDE);
	const [opened, setOpened] = useState(false);
	if (wide)
		return (
			<div className="col-start-2 row-span-2 row-start-1 max-h-[calc(84vh-8.5rem)] overflow-y-auto">
				<Note {...props} />
			</div>
		);
	return (
		<details onToggle={() => setOpened(true)} className="group/note">
			<summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg py-1 font-medium text-sm">
				<ChevronRight aria-hidden="true" className="size-4 transition-transform group-open/note:rotate-90" />
				{text.kinds[props.kind]}
				<span className="font-normal text-muted-foreground">{text.preview}</span>
			</summary>
			<div className="pt-3">{opened && <Note {...props} />}</div>
		</details>
	);
}

function Note(props: Pane) {
	return (
		<Suspense fallback={<Skeleton className="h-64 rounded-card" />}>
			<ClosingNote {...props} />
		</Suspense>
	);
}
