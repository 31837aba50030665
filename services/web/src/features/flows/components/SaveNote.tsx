import { CircleCheck, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import { useOnline } from "@/app/shell/ConnectionBanner";
import type { Editor } from "@/features/flows/hooks/useEditor";
import type { SaveState } from "@/features/flows/model/autosave";
import { flowStrings as text } from "@/features/flows/strings";
import { cn } from "@/lib/cn";
import { problemWords } from "@/lib/problem-words";

const LOOKS: Readonly<Record<SaveState, { icon: typeof CloudOff; tone: string }>> = {
	saved: { icon: CircleCheck, tone: "text-success" },
	waiting: { icon: LoaderCircle, tone: "text-muted-foreground" },
	saving: { icon: LoaderCircle, tone: "text-muted-foreground" },
	unreachable: { icon: CloudOff, tone: "text-warning" },
	conflict: { icon: TriangleAlert, tone: "text-warning" },
	refused: { icon: TriangleAlert, tone: "text-danger" },
};

/** Whether the server has what is shown. What is under way is seen and not said: it would be said at every rest. */
export function SaveNote({ editor }: { editor: Editor }) {
	const online = useOnline();
	const { state, error } = editor.status;
	const { icon: Icon, tone } = LOOKS[state];
	const words = !online && state !== "saved" ? text.save.offline : text.save[state];
	const passes = online && (state === "waiting" || state === "saving");
	return (
		<p className={cn("flex items-center gap-1.5 text-sm", tone)}>
			<Icon aria-hidden="true" className={cn("size-4", Icon === LoaderCircle && "animate-spin")} />
			{passes && words}
			<span role="status">
				{!passes && words}
				{state === "refused" && `: ${problemWords(error)}`}
				{!editor.kept && ` ${text.notKept}`}
			</span>
		</p>
	);
}
