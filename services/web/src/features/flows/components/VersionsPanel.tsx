import { useQuery, useQueryClient } from "@tanstack/react-query";
import { GitCompareArrows, History } from "lucide-react";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field, NativeSelect } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Skeleton } from "@/components/ui/skeleton";
import { type FlowVersion, versionQuery, versionsQuery } from "@/features/flows/api";
import type { Compared } from "@/features/flows/components/Comparison";
import { RestoreDialog } from "@/features/flows/components/RestoreDialog";
import type { Editor } from "@/features/flows/hooks/useEditor";
import { type Content, contentOf } from "@/features/flows/model/content";
import { flowStrings as text } from "@/features/flows/strings";
import { formatDateTime } from "@/lib/dates";
import { problemWords } from "@/lib/problem-words";
import { toast } from "@/lib/toast";

const DRAFT = "draft";

/** What was published when and by whom; any two are compared, one is restored. */
export function VersionsPanel(props: {
	editor: Editor;
	nameOf: (id: string | null) => string;
	onCompare: (compared: Compared | null) => void;
}) {
	const { editor } = props;
	const versions = useQuery(versionsQuery(editor.flow.id));
	const [restoring, setRestoring] = useState<number | null>(null);
	const compare = useCompare(editor, props.onCompare);
	return (
		<Card className="grid gap-4">
			{versions.isPending && <Skeleton className="h-32" />}
			{versions.isError && <ProblemNote error={versions.error} onRetry={() => void versions.refetch()} />}
			{versions.data?.length === 0 && <p className="text-muted-foreground text-sm">{text.neverPublished}</p>}
			{versions.data && versions.data.length > 0 && (
				<>
					<Choose key={editor.flow.flow_version} versions={versions.data} onCompare={compare} />
					<ol className="grid gap-1">
						{versions.data.map((version) => (
							<Version
								key={version.flow_version}
								version={version}
								present={version.flow_version === editor.flow.flow_version}
								who={version.published_by ? text.by(props.nameOf(version.published_by)) : text.byProduct}
								onRestore={editor.writable ? () => setRestoring(version.flow_version) : undefined}
							/>
						))}
					</ol>
				</>
			)}
			{restoring !== null && (
				<RestoreDialog
					editor={editor}
					version={restoring}
					onClose={() => setRestoring(null)}
					onRestored={() => props.onCompare(null)}
				/>
			)}
		</Card>
	);
}

function Version(props: { version: FlowVersion; present: boolean; who: string; onRestore?: () => void }) {
	const { flow_version: number, published_at, name } = props.version;
	return (
		<li className="flex items-center gap-2 rounded-lg px-2 py-1.5 text-sm hover:bg-accent/60">
			<div className="grid min-w-0 grow">
				<p className="flex flex-wrap items-center gap-x-2 font-medium">
					{text.version(number)}
					{props.present && <Badge tone="success">{text.present}</Badge>}
				</p>
				<p className="truncate text-muted-foreground text-xs">
					<time dateTime={published_at}>{formatDateTime(published_at)}</time> {props.who}
				</p>
				<p className="truncate text-muted-foreground text-xs">{name}</p>
			</div>
			{props.onRestore && (
				<Button size="sm" variant="ghost" aria-label={text.restoreVersion(number)} onClick={props.onRestore}>
					<History aria-hidden="true" />
					{text.restore}
				</Button>
			)}
		</li>
	);
}

/** Which two; at first what is in use and the draft. */
function Choose(props: { versions: readonly FlowVersion[]; onCompare: (from: string, to: string) => void }) {
	const [from, setFrom] = useState(String(props.versions[0]?.flow_version ?? ""));
	const [to, setTo] = useState(DRAFT);
	const names = [
		[DRAFT, text.draftVersion],
		...props.versions.map(({ flow_version: number }) => [String(number), text.version(number)]),
	] as [string, string][];
	return (
		<div className="grid grid-cols-2 gap-2">
			<Side label={text.from} value={from} names={names} onChange={setFrom} />
			<Side label={text.to} value={to} names={names} onChange={setTo} />
			<Button className="col-span-2" disabled={from === to} onClick={() => props.onCompare(from, to)}>
				<GitCompareArrows aria-hidden="true" />
				{text.compare}
			</Button>
		</div>
	);
}

function Side(props: { label: string; value: string; names: [string, string][]; onChange: (value: string) => void }) {
	return (
		<Field label={props.label}>
			{(ids) => (
				<NativeSelect {...ids} value={props.value} onChange={({ target }) => props.onChange(target.value)}>
					{props.names.map(([value, name]) => (
						<option key={value} value={value}>
							{name}
						</option>
					))}
				</NativeSelect>
			)}
		</Field>
	);
}

function useCompare(editor: Editor, onCompare: (compared: Compared) => void) {
	const client = useQueryClient();
	const read = async (which: string): Promise<Content> =>
		which === DRAFT ? editor.content : contentOf(await client.fetchQuery(versionQuery(editor.flow.id, Number(which))));
	const wordOf = (which: string) => (which === DRAFT ? text.draftVersion : text.version(Number(which)));
	return (from: string, to: string) =>
		void Promise.all([read(from), read(to)]).then(
			([before, after]) => onCompare({ before, after, words: [wordOf(from), wordOf(to)] }),
			(error: unknown) => toast.error(problemWords(error)),
		);
}
